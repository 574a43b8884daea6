using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Announcements;

/// <summary>Records an announcement from the beacon, the BIP or the media: with its evidence, and with every deadline that it moves. Thread-safe.</summary>
/// <remarks>
/// The same announcement again changes nothing. Of one event the highest version counts, so an older version is kept as evidence and moves no deadline. A message that contradicts itself (an end before its
/// start, an unknown kind) is refused and nothing is stored. Killed after storing and before the last deadline: the next recording, or the dispatcher, recomputes what is left.
/// </remarks>
/// <param name="announcements">Where announcements are recorded.</param>
/// <param name="store">The entries whose deadlines may move.</param>
/// <param name="engine">The rules of deadlines.</param>
public sealed class AnnouncementRecorder(IAnnouncementStore announcements, IOutboxStore store, DeadlineEngine engine)
{
    private readonly AnnouncementBook _book = new(announcements);
    private readonly DeadlineRecomputer _recomputer = new(store, engine);

    /// <summary>Records an announcement.</summary>
    /// <param name="announcement">What was announced.</param>
    /// <param name="source">The bytes that it was read from (a beacon's answer, a saved page), kept in the evidence; null where there are none.</param>
    /// <param name="note">Where it was seen and why it is recorded, for the evidence.</param>
    /// <param name="actor">Who records it: a person or a worker.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Cancels; what is stored by then stays.</param>
    public async Task<AnnouncementOutcome> RecordAsync(Announcement announcement, AnnouncementFile? source, string note, string actor, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        ArgumentException.ThrowIfNullOrWhiteSpace(note);
        ArgumentException.ThrowIfNullOrWhiteSpace(actor);
        var findings = AnnouncementTimeline.From([announcement]).Findings;
        if (findings.Any(f => f.Severity == FindingSeverity.Error) || announcement.Kind == AnnouncementKind.Unknown) return new AnnouncementOutcome(null, false, [], findings);
        var evidence = new EvidenceDraft(now, actor, EvidenceKind.Announcement, $"{announcement}: {note}", source?.Bytes, source?.Name);
        var (stored, added) = await announcements.RecordAsync(new RecordedAnnouncement(0, announcement, now, actor), evidence, cancellationToken).ConfigureAwait(false);
        return new AnnouncementOutcome(stored, added, await RecomputeAsync(actor, now, cancellationToken).ConfigureAwait(false), findings);
    }

    /// <summary>Recomputes the deadlines that recorded announcements have not reached yet.</summary>
    /// <param name="actor">Who, for the evidence.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>The entries whose deadline changed, as they are now.</returns>
    public async Task<IReadOnlyList<OutboxEntry>> RecomputeAsync(string actor, Instant now, CancellationToken cancellationToken)
    {
        var changed = new Collected();
        await _recomputer.RunAsync(await _book.RefreshAsync(cancellationToken).ConfigureAwait(false), now, actor, changed, cancellationToken).ConfigureAwait(false);
        return changed.Entries;
    }

    private sealed class Collected : IProgress<OutboxEntry>
    {
        public List<OutboxEntry> Entries { get; } = [];

        public void Report(OutboxEntry value) => Entries.Add(value);
    }
}
