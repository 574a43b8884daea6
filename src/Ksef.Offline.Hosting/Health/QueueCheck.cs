using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Outbox.States;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ksef.Offline.Hosting.Health;

/// <summary>Degraded while something waits for a person.</summary>
internal sealed class QueueCheck(OfflineInvoicing invoicing) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var (unsent, waiting) = (0, 0);
        await foreach (var entry in invoicing.ReadOpenAsync(cancellationToken).ConfigureAwait(false))
        {
            unsent++;
            if (entry.State is OutboxState.Held or OutboxState.AwaitingCorrection or OutboxState.DuplicateConflict || entry.Deadline.Kind == DeadlineKind.InvalidMode) waiting++;
        }
        var data = new Dictionary<string, object> { ["unsent"] = unsent, ["waitingForAPerson"] = waiting };
        return waiting > 0 ? HealthCheckResult.Degraded($"{waiting} of {unsent} unsent invoices wait for a person.", data: data) : HealthCheckResult.Healthy($"{unsent} unsent.", data);
    }
}
