using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>How the duty to send one invoice ended, decided by the day of KSeF's <c>invoicingDate</c>.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record DutyOutcome
{
    /// <summary>Met, late, not owed, or undetermined.</summary>
    public required DutyResult Result { get; init; }

    /// <summary>The day of <c>invoicingDate</c> in Warsaw.</summary>
    public required LocalDate SentOn { get; init; }

    /// <summary>The deadline that it is held against. For an online invoice sent later this is the one of offline24, by policy.</summary>
    public required Deadline Deadline { get; init; }

    /// <summary>Calendar days between the deadline and <see cref="SentOn"/>; 0 when not late.</summary>
    public required int DaysLate { get; init; }

    /// <summary>Whether it was also in time under the strict readings.</summary>
    public required bool IsMetStrictly { get; init; }

    /// <summary>What was found on the way.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }
}
