using System.Globalization;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Outbox.Entries;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Health;

/// <summary>Degraded while the nearest deadline is at risk, unhealthy once one has passed.</summary>
internal sealed class DeadlineCheck(OfflineInvoicing invoicing) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var now = invoicing.Setup.Time.GetUtcNow().ToInstant();
        var (worst, nearest) = (DeadlineStatus.InTime, (OutboxEntry?)null);
        await foreach (var entry in invoicing.ReadOpenAsync(cancellationToken).ConfigureAwait(false))
        {
            var standing = entry.Deadline.Deadline.StandingAt(now, invoicing.Setup.Policies.RiskLead);
            // The stricter date warns; only the deadline itself can be missed.
            var status = standing.Status == DeadlineStatus.Overdue ? DeadlineStatus.Overdue : standing.Alert == DeadlineStatus.Overdue ? DeadlineStatus.LastDay : standing.Alert;
            if (status > worst) worst = status;
            if (entry.Deadline.WorkTo is { } day && (nearest?.Deadline.WorkTo is not { } known || day < known)) nearest = entry;
        }
        if (nearest is null) return HealthCheckResult.Healthy("No deadline runs.");
        var text = string.Create(CultureInfo.InvariantCulture, $"Nearest: {nearest.Key.Number}, {nearest.Deadline.Deadline}.");
        var data = new Dictionary<string, object> { ["nearest"] = nearest.Deadline.WorkTo!.Value.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture), ["status"] = worst.ToString() };
        return worst switch
        {
            DeadlineStatus.Overdue => HealthCheckResult.Unhealthy("A deadline has passed. " + text, data: data),
            DeadlineStatus.LastDay or DeadlineStatus.AtRisk => HealthCheckResult.Degraded("A deadline is at risk. " + text, data: data),
            _ => HealthCheckResult.Healthy(text, data),
        };
    }
}
