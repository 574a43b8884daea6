namespace Ksef.Offline.Outbox.Conformance.Tests;

public sealed class InMemoryRegisterTests : RegisterConformance
{
    protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(InMemoryParts.Open());
}
