using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>Judges whether the duty to send was met, and on which day, from KSeF's <c>invoicingDate</c> (batch: the opening of the session).</summary>
/// <remarks>Thread-safe.</remarks>
/// <param name="engine">The engine whose policies and calendar are used.</param>
public sealed class DutyRules(DeadlineEngine engine)
{
    /// <summary>Judges one sent invoice.</summary>
    /// <param name="question">The declared mode and dates of the invoice.</param>
    /// <param name="timeline">The announcements known.</param>
    /// <param name="invoicingDate">The instant that KSeF reports as <c>invoicingDate</c>.</param>
    public DutyOutcome Judge(in DeadlineQuestion question, AnnouncementTimeline timeline, Instant invoicingDate)
    {
        var sentOn = WarsawTime.DateOf(invoicingDate);
        var deadline = engine.Answer(question, timeline).Deadline;
        IReadOnlyList<Finding> findings = [];
        if (question.Mode == InvoicingMode.Online && deadline.Due < sentOn)
        {
            findings = [DeadlineFindings.LateOnline(question, sentOn)];
            if (engine.Policies.LateOnline == LateOnline.AsOffline24) deadline = engine.Answer(question with { Mode = InvoicingMode.Offline24 }, timeline).Deadline;
        }
        var late = sentOn > deadline.Due;
        return new DutyOutcome
        {
            Result = deadline.Kind switch
            {
                DeadlineKind.InvalidMode => DutyResult.Undetermined,
                DeadlineKind.NoObligation => DutyResult.NotOwed,
                _ => late ? DutyResult.Late : DutyResult.Met,
            },
            SentOn = sentOn,
            Deadline = deadline,
            DaysLate = late ? Period.DaysBetween(deadline.Due!.Value, sentOn) : 0,
            IsMetStrictly = deadline.Kind != DeadlineKind.InvalidMode && !(sentOn > deadline.ActBy),
            Findings = findings,
        };
    }
}
