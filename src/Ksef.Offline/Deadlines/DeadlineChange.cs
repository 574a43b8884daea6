namespace Ksef.Offline.Deadlines;

/// <summary>The result of a recomputation: the old deadline, the new answer, what changed and because of which messages. The old one stays in the evidence.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record DeadlineChange
{
    /// <summary>The deadline before.</summary>
    public required Deadline Before { get; init; }

    /// <summary>The answer now.</summary>
    public required DeadlineAnswer After { get; init; }

    /// <summary>What changed.</summary>
    public required DeadlineShift Shift { get; init; }

    /// <summary>The announcements that made the difference; without the old timeline, those on which the new answer rests. Empty where nothing changed.</summary>
    public required IReadOnlyList<Announcement> Because { get; init; }

    /// <summary>The alarm, if there is one.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Whether anything changed.</summary>
    public bool HasChanged => Shift != DeadlineShift.Unchanged;

    /// <summary>Whether the invoice must be sent earlier than was thought, or a person must decide: the deadline moved earlier, is owed again, or its mode became invalid.</summary>
    public bool IsAlarm => Findings.Count > 0;
}
