using System.Collections.Concurrent;
using System.Globalization;
using NodaTime;

namespace Ksef.Offline.Hosting.Alerts;

/// <summary>One notifier of a desk: what it has taken already while another had not, and whether it still hangs in an earlier call. Thread-safe.</summary>
internal sealed class NotifierLine(IAlertNotifier notifier, Duration patience, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly ConcurrentDictionary<(AlertKind, string), bool> _took = [];
    private Task _last = Task.CompletedTask;

    /// <summary>Its name for the log.</summary>
    public string Name => notifier.GetType().Name;

    /// <summary>Gives it an alert, unless it has it. Null when it took it, else why not. Waits no longer than the patience, whether the notifier minds its token or not.</summary>
    public async Task<Exception?> GiveAsync(Alert alert, CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await CallAsync(alert, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _gate.Release();
        }
    }

    /// <summary>Forgets an alert that is remembered elsewhere by now.</summary>
    public void Forget(Alert alert) => _took.TryRemove((alert.Kind, alert.Cause), out _);

    public void Dispose() => _gate.Dispose();

    private async Task<Exception?> CallAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (_took.ContainsKey((alert.Kind, alert.Cause))) return null;
        // One that hangs is asked again when it has come back, so that calls do not pile up.
        if (!_last.IsCompleted) return new TimeoutException("it has not come back from an earlier alert");
        using var limit = new CancellationTokenSource(patience.ToTimeSpan(), time);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, limit.Token);
        try
        {
            // On a thread of its own: one that blocks before its first await would else stop the desk.
            var call = Task.Run(() => notifier.NotifyAsync(alert, both.Token), cancellationToken);
            _last = call;
            await call.WaitAsync(both.Token).ConfigureAwait(false);
            _took.TryAdd((alert.Kind, alert.Cause), true);
            return null;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return new TimeoutException(string.Create(CultureInfo.InvariantCulture, $"no answer within {patience.TotalSeconds} s"));
        }
        catch (Exception failed) when (failed is not OutOfMemoryException && !(failed is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return failed;
        }
    }
}
