using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Outbox.Announcements;

/// <summary>The announcements that deadlines rest on, in the order in which they came. Port. Thread-safe.</summary>
/// <remarks>Latarnia drops its messages after about thirty days and signs nothing: what is recorded here is the proof.</remarks>
public interface IAnnouncementStore
{
    /// <summary>
    /// Records an announcement together with its evidence (chain <see cref="EvidenceChains.Announcements"/>) in one transaction, as the next version of the timeline.
    /// The very same announcement (all members equal) again writes nothing. Returns what is stored, with its version, and whether it is new.
    /// </summary>
    /// <param name="announcement">The announcement; its version is given here.</param>
    /// <param name="evidence">The record for the chain, with the raw bytes where there are any.</param>
    /// <param name="cancellationToken">Cancels; nothing is then written.</param>
    Task<(RecordedAnnouncement Stored, bool Added)> RecordAsync(RecordedAnnouncement announcement, EvidenceDraft evidence, CancellationToken cancellationToken);

    /// <summary>The announcements after a version of the timeline, in order; 0 for all.</summary>
    /// <param name="afterVersion">The version already known.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<RecordedAnnouncement> ReadAsync(long afterVersion, CancellationToken cancellationToken);
}
