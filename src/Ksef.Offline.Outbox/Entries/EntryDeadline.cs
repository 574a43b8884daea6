using NodaTime;

namespace Ksef.Offline.Outbox.Entries;

/// <summary>The deadline of an entry as derived from its mode, its day of issue and the announcements known: recomputed, never typed in, and outside the fencing token.</summary>
/// <param name="Kind">What kind of answer.</param>
/// <param name="Due">The last day to send, a civil date in Europe/Warsaw; null unless <paramref name="Kind"/> is <see cref="EntryDeadlineKind.Due"/>.</param>
/// <param name="Stricter">The earlier day under the strict readings, where there is one; the outbox works to it.</param>
/// <param name="TimelineVersion">The version of the announcements that the answer rests on; an answer from an older version never replaces one from a newer.</param>
public sealed record EntryDeadline(EntryDeadlineKind Kind, LocalDate? Due, LocalDate? Stricter, long TimelineVersion)
{
    /// <summary>The day the outbox works to: the stricter one where there is one, else the last day; null while neither is known.</summary>
    public LocalDate? WorkTo => Stricter ?? Due;
}
