using Ksef.Offline.Calendars;

namespace Ksef.Offline.Deadlines;

/// <summary>Computes the statutory deadline of sending an invoice to KSeF, from its mode, its dates and the announcements known. No clock, no I/O.</summary>
/// <remarks>
/// Source: arts. 106na, 106nda, 106ne to 106nha of the VAT Act and the Ministry's document on offline modes. The same announcements in any order give the same
/// answer. Bad data gives findings, never an exception. Immutable, thread-safe; an answer without its explanation allocates nothing.
/// </remarks>
/// <example><code>
/// var answer = new DeadlineEngine().Answer(new DeadlineQuestion(InvoicingMode.Offline24, new LocalDate(2026, 12, 23)), AnnouncementTimeline.Empty);
/// // answer.Kind == DeadlineKind.Due, answer.Due == 2026-12-28
/// </code></example>
public sealed class DeadlineEngine
{
    private readonly DeadlineRules _rules;
    private readonly DeadlineRules _strict;

    /// <summary>An engine with the default policies and the statutory calendar.</summary>
    public DeadlineEngine()
        : this(DeadlinePolicies.Default)
    {
    }

    /// <summary>An engine with custom policies and a custom calendar.</summary>
    /// <param name="policies">The readings of the open legal questions.</param>
    /// <param name="calendar">The days off; null: <see cref="PolishCalendar.Default"/>. Its own Saturday policy is replaced by that of the policies.</param>
    public DeadlineEngine(DeadlinePolicies policies, PolishCalendar? calendar = null)
    {
        ArgumentNullException.ThrowIfNull(policies);
        Policies = policies;
        Calendar = (calendar ?? PolishCalendar.Default).WithSaturdays(policies.Saturdays);
        _rules = new DeadlineRules(Calendar, policies, strict: false);
        _strict = new DeadlineRules(Calendar.WithSaturdays(SaturdayPolicy.WorkingDay), policies, strict: true);
    }

    /// <summary>The policies of this engine.</summary>
    public DeadlinePolicies Policies { get; }

    /// <summary>The calendar of this engine.</summary>
    public PolishCalendar Calendar { get; }

    /// <summary>Answers one question.</summary>
    /// <param name="question">Mode, date of issue and, where known, the instant of issue.</param>
    /// <param name="timeline">The announcements known.</param>
    public DeadlineAnswer Answer(in DeadlineQuestion question, AnnouncementTimeline timeline)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        return new DeadlineAnswer(this, question, timeline, Compute(question, timeline, null));
    }

    /// <summary>The same computation, with its reasons.</summary>
    internal DeadlineExplanation Explain(in DeadlineQuestion question, AnnouncementTimeline timeline)
    {
        var trace = new DeadlineTrace(question);
        Compute(question, timeline, trace);
        return new DeadlineExplanation(trace.Steps, [.. trace.Findings, .. timeline.Findings]);
    }

    private Deadline Compute(in DeadlineQuestion question, AnnouncementTimeline timeline, DeadlineTrace? trace)
    {
        var answer = _rules.Apply(question, timeline, includeWithdrawn: true, timeline.HasWithdrawn ? null : trace);
        if (timeline.HasWithdrawn) answer = KeepStricter(question, timeline, answer, trace);
        if (answer.Kind == DeadlineKind.InvalidMode) return answer;
        if (_strict.Apply(question, timeline, includeWithdrawn: false, null).Due is not { } stricter || stricter >= answer.Due) return answer;
        trace?.Stricter(stricter);
        return answer.Kind switch
        {
            DeadlineKind.Due => Deadline.On(answer.Due!.Value, stricter),
            DeadlineKind.AwaitingEnd => Deadline.Awaiting(stricter),
            _ => Deadline.None(stricter),
        };
    }

    /// <summary>Of the answers with and without the withdrawn announcements the stricter one; a mode that was valid with them keeps its date until a person decides.</summary>
    private Deadline KeepStricter(in DeadlineQuestion question, AnnouncementTimeline timeline, Deadline with, DeadlineTrace? trace)
    {
        var without = _rules.Apply(question, timeline, includeWithdrawn: false, null);
        var keepWithout = without.Kind != DeadlineKind.InvalidMode && (Rank(without.Kind) < Rank(with.Kind) || without.Due < with.Due);
        if (trace is not null)
        {
            _rules.Apply(question, timeline, includeWithdrawn: !keepWithout, trace);
            if (with != without) trace.Withdrawn(timeline, keepWithout);
        }
        return keepWithout ? without : with;
    }

    private static int Rank(DeadlineKind kind) => kind switch { DeadlineKind.Due => 1, DeadlineKind.AwaitingEnd => 2, DeadlineKind.NoObligation => 3, _ => 0 };
}
