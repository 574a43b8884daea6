using Ksef.Offline.Hosting.Beacon;
using Ksef.Offline.Http.Latarnia;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Health;

/// <summary>Degraded while the beacon was never read, or not for three intervals: announcements may be missed. What it announces is no illness of this program.</summary>
internal sealed class BeaconCheck(BeaconWatch watch, Duration interval, TimeProvider time) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Check());

    private HealthCheckResult Check()
    {
        if (!watch.HasBeacon) return HealthCheckResult.Healthy("This environment has no beacon.");
        if (watch.Last is not { } last) return HealthCheckResult.Degraded("The beacon was not asked yet.");
        var data = new Dictionary<string, object> { ["status"] = last.Status.ToString() };
        if (last.ConfirmedAt is not { } confirmed) return HealthCheckResult.Degraded($"The beacon was never read: {last.Trouble}", data: data);
        return time.GetUtcNow().ToInstant() - confirmed > interval * 3
            ? HealthCheckResult.Degraded($"The beacon was last read {confirmed}: {last.Trouble}", data: data)
            : HealthCheckResult.Healthy(last.Status == LatarniaStatus.Unknown ? "The beacon is read." : $"The beacon says {last.Status}.", data);
    }
}
