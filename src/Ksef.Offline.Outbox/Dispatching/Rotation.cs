using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>Whose turn it is: taxpayers in a circle, so that a large queue cannot starve a small one; those without work rest for a while.</summary>
internal sealed class Rotation(IReadOnlyList<TaxpayerLane> lanes, DispatcherContext context)
{
    private readonly Lock _gate = new();
    private readonly Instant[] _restUntil = new Instant[lanes.Count];
    private readonly Instant?[] _soonest = new Instant?[lanes.Count];
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _last = -1;

    /// <summary>The next taxpayer who does not rest, or null.</summary>
    public TaxpayerLane? Next(Instant now)
    {
        lock (_gate)
        {
            for (var step = 1; step <= lanes.Count; step++)
            {
                var index = (_last + step) % lanes.Count;
                // A rest that lies further ahead than one can be was set before the clock jumped back.
                if (_restUntil[index] > now && _restUntil[index] - now <= context.Options.IdleDelay) continue;
                _last = index;
                return lanes[index];
            }
            return null;
        }
    }

    /// <summary>A turn is over. A taxpayer without work rests, but not beyond the next attempt that is known of.</summary>
    public void Done(TaxpayerLane lane, bool rest, Instant? soonest, Instant now)
    {
        lock (_gate)
        {
            for (var i = 0; i < lanes.Count; i++)
            {
                if (!ReferenceEquals(lanes[i], lane)) continue;
                if (_soonest[i] <= now) _soonest[i] = null;
                if (soonest is not null && !(soonest >= _soonest[i])) _soonest[i] = soonest;
                var pause = now + context.Options.IdleDelay;
                _restUntil[i] = !rest ? default : _soonest[i] is { } known ? Instant.Min(known, pause) : pause;
            }
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            Array.Fill(_restUntil, default);
            _woken.TrySetResult();
            _woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Waits until the first rest ends or somebody wakes the workers.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Task woken;
        TimeSpan pause;
        lock (_gate)
        {
            woken = _woken.Task;
            var now = context.Now;
            var rest = lanes.Count == 0 ? context.Options.IdleDelay : _restUntil.Min() - now;
            pause = Duration.Max(Duration.FromMilliseconds(1), Duration.Min(rest, context.Options.IdleDelay)).ToTimeSpan();
        }
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(pause, context.Time, waiting.Token);
        await Task.WhenAny(woken, delay).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }
}
