using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Outbox.Entries;

/// <summary>The deadline of an entry as derived from its mode, its day of issue and the announcements known: recomputed, never typed in, and outside the fencing token.</summary>
/// <param name="Deadline">The engine's answer.</param>
/// <param name="TimelineVersion">The version of the announcements that the answer rests on; an answer from an older version never replaces one from a newer.</param>
public sealed record EntryDeadline(Deadline Deadline, long TimelineVersion)
{
    /// <summary>Which of the four answers it is.</summary>
    public DeadlineKind Kind => Deadline.Kind;

    /// <summary>The last day to send, a civil date in Europe/Warsaw; null where there is none.</summary>
    public LocalDate? Due => Deadline.Due;

    /// <summary>The earlier day under the strict readings, where there is one.</summary>
    public LocalDate? Stricter => Deadline.Stricter;

    /// <summary>The day the outbox works to: the stricter one where there is one, else the last day; null while neither is known.</summary>
    public LocalDate? WorkTo => Deadline.ActBy;

    /// <summary>Rebuilds a deadline from the columns in which a store keeps it.</summary>
    /// <param name="kind">Which of the four answers.</param>
    /// <param name="due">The last day; needed for <see cref="DeadlineKind.Due"/>, ignored otherwise.</param>
    /// <param name="stricter">The stricter day, or null.</param>
    /// <param name="timelineVersion">The version of the announcements.</param>
    /// <exception cref="ArgumentException">The columns contradict each other.</exception>
    public static EntryDeadline From(DeadlineKind kind, LocalDate? due, LocalDate? stricter, long timelineVersion) => new(
        kind switch
        {
            DeadlineKind.Due => Deadline.On(due ?? throw new ArgumentException("A deadline of the kind Due needs its date.", nameof(due)), stricter),
            DeadlineKind.AwaitingEnd => Deadline.Awaiting(stricter),
            DeadlineKind.NoObligation => Deadline.None(stricter),
            DeadlineKind.InvalidMode => Deadline.Invalid,
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Not a kind of deadline."),
        },
        timelineVersion);
}
