using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Outbox.InMemory;

/// <summary>The announcements of an <see cref="InMemoryOutbox"/>. Thread-safe.</summary>
public sealed class InMemoryAnnouncementStore : IAnnouncementStore
{
    private readonly InMemoryOutbox _outbox;

    internal InMemoryAnnouncementStore(InMemoryOutbox outbox) => _outbox = outbox;

    /// <inheritdoc/>
    public Task<(RecordedAnnouncement Stored, bool Added)> RecordAsync(RecordedAnnouncement announcement, EvidenceDraft evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentNullException.ThrowIfNull(evidence);
        return _outbox.RunAsync(
            () =>
            {
                if (_outbox.Recorded.Find(r => r.Announcement == announcement.Announcement) is { } known) return (known, false);
                var stored = announcement with { TimelineVersion = _outbox.Recorded.Count + 1 };
                _outbox.Recorded.Add(stored);
                _outbox.Append(EvidenceChains.Announcements, [evidence]);
                return (stored, true);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<RecordedAnnouncement> ReadAsync(long afterVersion, CancellationToken cancellationToken) =>
        _outbox.ReadAsync(() => _outbox.Recorded.Where(r => r.TimelineVersion > afterVersion), cancellationToken);
}
