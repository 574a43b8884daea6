namespace Ksef.Offline.Outbox.Conformance.Tests;

public sealed class InMemoryOutboxStoreTests : OutboxStoreConformance
{
    protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(InMemoryParts.Open());
}
