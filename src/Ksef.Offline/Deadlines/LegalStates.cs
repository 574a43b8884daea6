using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>Finds what an unsent invoice is under the Act at an instant, from what was announced until then. Shared by hand-over and JPK marker.</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="engine">The engine whose policies and calendar are used.</param>
public sealed class LegalStates(DeadlineEngine engine)
{
    /// <summary>The legal state of an invoice that has not been sent.</summary>
    /// <param name="question">The declared mode, the date of issue and, where known, its instant.</param>
    /// <param name="timeline">The announcements known; those published after <paramref name="at"/> are not used.</param>
    /// <param name="at">The instant of asking.</param>
    public LegalState At(in DeadlineQuestion question, AnnouncementTimeline timeline, Instant at)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        var asked = question;
        if (asked.Mode == InvoicingMode.Emergency && IsBeforeNotice(asked, timeline)) asked = asked with { Mode = InvoicingMode.Offline24 };
        var known = timeline.KnownAt(at);
        var answer = engine.Answer(asked, known);
        if (answer.Kind == DeadlineKind.InvalidMode)
        {
            if (asked.Mode is not (InvoicingMode.Emergency or InvoicingMode.Unavailability)) return new LegalState(asked.Mode, false, false, false);
            var fallback = At(asked with { Mode = InvoicingMode.Offline24 }, timeline, at);
            return fallback with { IsDeclaredModeValid = false };
        }
        var overtaken = asked.Mode is not (InvoicingMode.Online or InvoicingMode.TotalFailure) && answer.Steps.Any(s => s.IsFailureAfterIssue);
        return new LegalState(asked.Mode, true, overtaken, answer.Kind == DeadlineKind.NoObligation && asked.Mode != InvoicingMode.TotalFailure);
    }

    /// <summary>Open question: an emergency invoice issued after the announced start but before any covering notice was published.</summary>
    private bool IsBeforeNotice(DeadlineQuestion question, AnnouncementTimeline timeline)
    {
        if (engine.Policies.IssueBeforePublication == IssueBeforePublication.Emergency) return false;
        var covering = timeline.Failures.Where(f => f.Covers(question)).ToList();
        return covering.Count > 0 && covering.TrueForAll(f => question.IssuedAt is { } issued ? f.Moment > issued : f.MomentDay > question.IssueDate);
    }
}
