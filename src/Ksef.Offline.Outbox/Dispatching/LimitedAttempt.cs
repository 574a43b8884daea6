using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>A token that is cancelled when its parent is, or when a time by the dispatcher's clock has passed.</summary>
internal sealed class LimitedAttempt : IDisposable
{
    private readonly CancellationTokenSource _timer;
    private readonly CancellationTokenSource _linked;

    public LimitedAttempt(Duration time, TimeProvider clock, CancellationToken parent)
    {
        _timer = new CancellationTokenSource(time.ToTimeSpan(), clock);
        _linked = CancellationTokenSource.CreateLinkedTokenSource(parent, _timer.Token);
    }

    public CancellationToken Token => _linked.Token;

    public void Dispose()
    {
        _linked.Dispose();
        _timer.Dispose();
    }
}
