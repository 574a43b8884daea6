using System.Diagnostics.Metrics;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Diagnostics;

/// <summary>
/// The gauges of one taxpayer's queue: what was last seen of it, told when a listener asks. Observed and not recorded, because a gauge that nobody records anew goes on showing the deadline
/// that has long been met; where no deadline runs there is no measurement.
/// </summary>
internal sealed class QueueGauges : IDisposable
{
    private readonly Meter _meter = HostingTelemetry.CreateMeter();
    private readonly KeyValuePair<string, object?> _taxpayer;
    private readonly TimeProvider _time;
    private volatile Sight? _last;

    public QueueGauges(string taxpayer, TimeProvider time)
    {
        _taxpayer = new(HostingTelemetry.TaxpayerTag, taxpayer);
        _time = time;
        _meter.CreateObservableGauge("ksef.offline.queue.unsent", () => Tell(_last?.Unsent), "{invoice}", "Invoices without a KSeF number that still have to get one, by taxpayer.");
        _meter.CreateObservableGauge("ksef.offline.queue.age", () => Tell(Age), "s", "Time since the oldest unsent invoice was issued, by taxpayer; 0 where nothing waits.");
        _meter.CreateObservableGauge("ksef.offline.deadline.nearest", () => Tell((_last?.Nearest - Now)?.TotalSeconds), "s", "Time until the nearest last day is over, by taxpayer; negative when it has passed, nothing where no deadline runs.");
    }

    private Instant Now => _time.GetUtcNow().ToInstant();

    private double? Age => _last is { } sight ? sight.Oldest is { } oldest ? (Now - oldest).TotalSeconds : 0 : null;

    /// <summary>What was seen of the queue now.</summary>
    /// <param name="unsent">How many still have to get a number.</param>
    /// <param name="oldest">When the oldest of them was issued.</param>
    /// <param name="nearest">When the nearest last day is over.</param>
    public void Saw(long unsent, Instant? oldest, Instant? nearest) => _last = new Sight(unsent, oldest, nearest);

    public void Dispose() => _meter.Dispose();

    private IEnumerable<Measurement<T>> Tell<T>(T? value)
        where T : struct => value is { } known ? [new Measurement<T>(known, _taxpayer)] : [];

    private sealed record Sight(long Unsent, Instant? Oldest, Instant? Nearest);
}
