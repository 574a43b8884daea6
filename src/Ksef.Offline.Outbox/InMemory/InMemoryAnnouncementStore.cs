using System.Runtime.CompilerServices;
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
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<(RecordedAnnouncement, bool)>(cancellationToken);
        lock (_outbox.Gate)
        {
            var known = _outbox.Recorded.Find(r => r.Announcement == announcement.Announcement);
            if (known is not null) return Task.FromResult((known, false));
            var stored = announcement with { TimelineVersion = _outbox.Recorded.Count + 1 };
            _outbox.Recorded.Add(stored);
            _outbox.Append(EvidenceChains.Announcements, [evidence]);
            return Task.FromResult((stored, true));
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RecordedAnnouncement> ReadAsync(long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        RecordedAnnouncement[] recorded;
        lock (_outbox.Gate) recorded = [.. _outbox.Recorded.Where(r => r.TimelineVersion > afterVersion)];
        foreach (var one in recorded)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return one;
        }
        await Task.CompletedTask.ConfigureAwait(false);
    }
}
