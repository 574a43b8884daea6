using Ksef.Offline.Outbox.Stores;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Ksef.Offline.Hosting.Health;

/// <summary>Unhealthy when the outbox cannot be read.</summary>
internal sealed class StoreCheck(IOutboxStore store, string taxpayer) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await foreach (var _ in store.ReadAsync(new OutboxQuery { Taxpayer = taxpayer, Max = 1 }, cancellationToken).ConfigureAwait(false)) break;
            return HealthCheckResult.Healthy("The outbox answers.");
        }
        catch (Exception failed) when (failed is not OutOfMemoryException && !(failed is OperationCanceledException && cancellationToken.IsCancellationRequested))
        {
            return HealthCheckResult.Unhealthy("The outbox cannot be read: " + failed.Message, failed);
        }
    }
}
