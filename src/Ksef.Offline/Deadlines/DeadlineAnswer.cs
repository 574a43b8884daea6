using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>The engine's answer: the deadline, and on demand the reasons. A cheap value; the explanation is built only when asked for.</summary>
/// <remarks>Immutable, thread-safe. <c>default</c> is invalid and has no reasons.</remarks>
public readonly struct DeadlineAnswer : IEquatable<DeadlineAnswer>
{
    private readonly DeadlineEngine? _engine;
    private readonly AnnouncementTimeline? _timeline;

    internal DeadlineAnswer(DeadlineEngine engine, in DeadlineQuestion question, AnnouncementTimeline timeline, Deadline deadline) =>
        (_engine, Question, _timeline, Deadline) = (engine, question, timeline, deadline);

    /// <summary>What was asked.</summary>
    public DeadlineQuestion Question { get; }

    /// <summary>The deadline as a value to store and compare.</summary>
    public Deadline Deadline { get; }

    /// <summary>Which of the four answers this is. Look here first: there is not always a date.</summary>
    public DeadlineKind Kind => Deadline.Kind;

    /// <summary>The last day on which the invoice may be sent; a value if and only if <see cref="Kind"/> is <see cref="DeadlineKind.Due"/>.</summary>
    public LocalDate? Due => Deadline.Due;

    /// <summary>The date under the strict readings together, only where it is earlier.</summary>
    public LocalDate? Stricter => Deadline.Stricter;

    /// <summary>The exclusive instant at which the duty's last day is over; null where there is no date.</summary>
    public Instant? Until => Deadline.Until;

    /// <summary>The steps, built anew at each call.</summary>
    public IReadOnlyList<DeadlineStep> Steps => Explain().Steps;

    /// <summary>What was found wrong or doubtful, built anew at each call.</summary>
    public IReadOnlyList<Finding> Findings => Explain().Findings;

    /// <summary>Why: steps and findings, built anew at each call.</summary>
    public DeadlineExplanation Explain() => _engine is null ? new DeadlineExplanation([], []) : _engine.Explain(Question, _timeline!);

    /// <summary>Where the invoice stands at an instant if it is still unsent, with the lead of the engine's policies.</summary>
    /// <param name="instant">The instant.</param>
    public DeadlineStanding StatusAt(Instant instant) => Deadline.StandingAt(instant, (_engine?.Policies ?? DeadlinePolicies.Default).RiskLead);

    /// <summary>Equal question and equal deadline.</summary>
    /// <param name="other">The answer to compare with.</param>
    public bool Equals(DeadlineAnswer other) => Question == other.Question && Deadline == other.Deadline;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is DeadlineAnswer other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Question, Deadline);

    /// <summary>The deadline as one word or date.</summary>
    public override string ToString() => Deadline.ToString();

    /// <summary>Equal question and equal deadline.</summary>
    public static bool operator ==(DeadlineAnswer left, DeadlineAnswer right) => left.Equals(right);

    /// <summary>Unequal question or deadline.</summary>
    public static bool operator !=(DeadlineAnswer left, DeadlineAnswer right) => !left.Equals(right);
}
