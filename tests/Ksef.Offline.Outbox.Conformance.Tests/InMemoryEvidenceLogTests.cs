namespace Ksef.Offline.Outbox.Conformance.Tests;

public sealed class InMemoryEvidenceLogTests : EvidenceLogConformance
{
    protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(InMemoryParts.Open());
}
