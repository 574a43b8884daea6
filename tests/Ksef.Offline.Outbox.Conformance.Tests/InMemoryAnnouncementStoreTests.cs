namespace Ksef.Offline.Outbox.Conformance.Tests;

public sealed class InMemoryAnnouncementStoreTests : AnnouncementStoreConformance
{
    protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(InMemoryParts.Open());
}
