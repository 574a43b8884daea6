namespace Ksef.Offline.Outbox.Conformance.Tests;

public sealed class InMemoryNotificationFeedTests : NotificationFeedConformance
{
    protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => Task.FromResult(InMemoryParts.Open());
}
