using Ksef.Offline.Outbox.Conformance;

namespace CustomStore.Proofs;

public sealed class JournalNotificationFeedTests : NotificationFeedConformance
{
    private readonly JournalFiles _files = new();

    protected override Task<OutboxParts> OpenEmptyAsync(CancellationToken cancellationToken) => _files.OpenAsync(cancellationToken);

    protected override ValueTask RemoveAsync()
    {
        _files.Dispose();
        return ValueTask.CompletedTask;
    }
}
