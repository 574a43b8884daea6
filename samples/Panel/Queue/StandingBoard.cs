using Ksef.Offline.Outbox.Reports;
using NodaTime;
using NodaTime.Extensions;

namespace Panel.Queue;

/// <summary>How the outbox stands, read once for all who look at about the same time. A large outbox is read less often: never more than a tenth of the time.</summary>
internal sealed class StandingBoard(OutboxReporter reporter, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromSeconds(3);
    private readonly SemaphoreSlim _one = new(1, 1);
    private OutboxReport? _report;
    private long _readAt;
    private TimeSpan _keep;

    public async Task<OutboxReport> ReadAsync(CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_report is not null && time.GetElapsedTime(_readAt) < _keep) return _report;
            var began = time.GetTimestamp();
            _report = await reporter.StandAsync(time.GetUtcNow().ToInstant(), cancellationToken);
            _readAt = time.GetTimestamp();
            var took = time.GetElapsedTime(began, _readAt);
            _keep = took * 10 > Shortest ? took * 10 : Shortest;
            return _report;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <summary>Something was done here: whoever looks next sees it.</summary>
    public void Forget() => _keep = TimeSpan.Zero;

    public void Dispose() => _one.Dispose();
}
