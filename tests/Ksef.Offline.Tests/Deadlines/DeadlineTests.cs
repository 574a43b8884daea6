using Ksef.Offline.Deadlines;
using NodaTime;
using static Ksef.Offline.Tests.Deadlines.Say;

namespace Ksef.Offline.Tests.Deadlines;

public sealed class DeadlineTests
{
    private static readonly DeadlineEngine Engine = new();
    private static readonly Duration Lead = Duration.FromHours(36);

    [Fact]
    public void An_answer_cannot_be_misread()
    {
        Assert.Equal((DeadlineKind.InvalidMode, null, null, null), (default(Deadline).Kind, default(Deadline).Due, default(Deadline).Until, default(Deadline).ActUntil));
        Assert.Equal(Deadline.Invalid, default(DeadlineAnswer).Deadline);
        Assert.Empty(default(DeadlineAnswer).Steps);
        Assert.Empty(default(DeadlineAnswer).Findings);
        Assert.Equal(DeadlineStatus.InvalidMode, default(DeadlineAnswer).StatusAt(At("2026-03-02T00:00")).Status);
        Assert.Throws<ArgumentException>(() => Deadline.On(Day("2026-03-02"), Day("2026-03-02")));
        var e = Assert.Throws<ArgumentException>(() => Deadline.On(Day("2026-03-02"), Day("2026-03-03")));
        Assert.Contains("2026-03-03 must be earlier than the deadline 2026-03-02", e.Message, StringComparison.Ordinal);
        Assert.Equal(["2026-03-03 (stricter 2026-03-02)", "awaiting", "awaiting (stricter 2026-03-02)", "none", "none (stricter 2026-03-02)", "invalid"],
            new[] { Deadline.On(Day("2026-03-03"), Day("2026-03-02")), Deadline.Awaiting(), Deadline.Awaiting(Day("2026-03-02")), Deadline.None(), Deadline.None(Day("2026-03-02")), Deadline.Invalid }.Select(d => d.ToString()));
    }

    [Fact]
    public void The_standing_goes_from_in_time_to_overdue()
    {
        var due = Deadline.On(Day("2026-03-05"));
        Assert.Equal(DeadlineStatus.InTime, due.StandingAt(At("2026-03-04T11:59"), Lead).Status);
        Assert.Equal(DeadlineStatus.AtRisk, due.StandingAt(At("2026-03-04T12:00"), Lead).Status);
        Assert.Equal(DeadlineStatus.AtRisk, due.StandingAt(At("2026-03-04T23:59"), Lead).Status);
        Assert.Equal(DeadlineStatus.LastDay, due.StandingAt(At("2026-03-05T00:00"), Lead).Status);
        Assert.Equal(DeadlineStatus.LastDay, due.StandingAt(At("2026-03-05T23:59:59"), Lead).Status);
        var last = due.StandingAt(At("2026-03-05T23:00"), Lead);
        Assert.Equal((Duration.FromHours(1), (Duration?)null), (last.TimeLeft!.Value, last.OverdueBy));
        var over = due.StandingAt(At("2026-03-06T00:00"), Lead);
        Assert.Equal(new DeadlineStanding(DeadlineStatus.Overdue, DeadlineStatus.Overdue, Duration.Zero, Duration.Zero), over);
        Assert.Equal((Duration.FromHours(-2), Duration.FromHours(2)), (due.StandingAt(At("2026-03-06T02:00"), Lead).TimeLeft!.Value, due.StandingAt(At("2026-03-06T02:00"), Lead).OverdueBy!.Value));
        Assert.Equal(DeadlineStatus.InTime, due.StandingAt(At("2026-03-04T23:59"), Duration.Zero).Status);
        Assert.Throws<ArgumentOutOfRangeException>(() => due.StandingAt(At("2026-03-05T00:00"), -Duration.Epsilon));
        Assert.Equal(due.Until, due.ActUntil);
    }

    [Fact]
    public void Alerts_work_to_the_stricter_date_and_reports_to_the_deadline()
    {
        var due = Deadline.On(Day("2026-03-13"), Day("2026-03-05"));
        Assert.Equal((Day("2026-03-05"), At("2026-03-06T00:00"), At("2026-03-14T00:00")), (due.ActBy!.Value, due.ActUntil!.Value, due.Until!.Value));
        Assert.Equal((DeadlineStatus.InTime, DeadlineStatus.LastDay), Words(due, "2026-03-05T10:00"));
        Assert.Equal((DeadlineStatus.InTime, DeadlineStatus.Overdue), Words(due, "2026-03-06T10:00"));
        Assert.Null(due.StandingAt(At("2026-03-06T10:00"), Lead).OverdueBy);
        Assert.Equal((DeadlineStatus.AwaitingEnd, DeadlineStatus.AtRisk), Words(Deadline.Awaiting(Day("2026-03-05")), "2026-03-04T13:00"));
        Assert.Equal((DeadlineStatus.AwaitingEnd, DeadlineStatus.AwaitingEnd), Words(Deadline.Awaiting(), "2026-03-04T13:00"));
        Assert.Equal((DeadlineStatus.NoObligation, DeadlineStatus.NoObligation), Words(Deadline.None(), "2026-03-04T13:00"));
        Assert.Equal((DeadlineStatus.InvalidMode, DeadlineStatus.InvalidMode), Words(Deadline.Invalid, "2026-03-04T13:00"));
        Assert.Null(Deadline.None().StandingAt(At("2026-03-04T13:00"), Lead).TimeLeft);
    }

    [Fact]
    public void An_answer_uses_the_lead_of_its_policies()
    {
        var question = Ask(InvoicingMode.Offline24, "2026-03-02");
        Assert.Equal(DeadlineStatus.AtRisk, Engine.Answer(question, AnnouncementTimeline.Empty).StatusAt(At("2026-03-02T12:00")).Status);
        var relaxed = new DeadlineEngine(new DeadlinePolicies { RiskLead = Duration.FromHours(1) });
        Assert.Equal(DeadlineStatus.InTime, relaxed.Answer(question, AnnouncementTimeline.Empty).StatusAt(At("2026-03-02T12:00")).Status);
    }

    [Fact]
    public void Answers_are_equal_by_question_and_deadline()
    {
        var a = Engine.Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), AnnouncementTimeline.Empty);
        var b = new DeadlineEngine().Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(Failure("2026-04-01T00:00")));
        var c = Engine.Answer(Ask(InvoicingMode.Offline24, "2026-03-02", "2026-03-02T08:00"), AnnouncementTimeline.Empty);
        var d = Engine.Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(Failure("2026-03-03T00:00")));
        Assert.True(a == b && !(a != b) && a.Equals((object)b) && a.GetHashCode() == b.GetHashCode());
        Assert.True(a != c && a != d && !a.Equals(c) && !a.Equals((object)d) && !a.Equals("x"));
        Assert.NotEqual(a.GetHashCode(), d.GetHashCode());
        Assert.Equal("2026-03-03", a.ToString());
    }

    [Fact]
    public void The_duty_is_judged_by_the_day_of_invoicingDate()
    {
        var duty = new DutyRules(Engine);
        var question = Ask(InvoicingMode.Offline24, "2026-07-10");
        var met = duty.Judge(question, AnnouncementTimeline.Empty, At("2026-07-13T23:59"));
        Assert.Equal((DutyResult.Met, Day("2026-07-13"), 0, false), (met.Result, met.SentOn, met.DaysLate, met.IsMetStrictly));
        Assert.Empty(met.Findings);
        var late = duty.Judge(question, AnnouncementTimeline.Empty, At("2026-07-15T00:00"));
        Assert.Equal((DutyResult.Late, 2, false), (late.Result, late.DaysLate, late.IsMetStrictly));
        Assert.True(duty.Judge(question, AnnouncementTimeline.Empty, At("2026-07-11T23:59")).IsMetStrictly);
        Assert.Equal(DutyResult.NotOwed, duty.Judge(question, Timeline(TotalFailure("2026-07-13T08:00")), At("2026-07-15T00:00")).Result);
        Assert.Equal(DutyResult.Met, duty.Judge(question, Timeline(Failure("2026-07-13T08:00")), At("2026-07-15T00:00")).Result);
        var invalid = duty.Judge(Ask(InvoicingMode.Emergency, "2026-07-10"), AnnouncementTimeline.Empty, At("2026-07-15T00:00"));
        Assert.Equal((DutyResult.Undetermined, false), (invalid.Result, invalid.IsMetStrictly));
    }

    [Fact]
    public void An_online_invoice_received_after_its_day_is_judged_as_offline24_unless_the_policy_says_otherwise()
    {
        var question = Ask(InvoicingMode.Online, "2026-07-10");
        var sameDay = new DutyRules(Engine).Judge(question, AnnouncementTimeline.Empty, At("2026-07-10T23:59"));
        Assert.Equal((DutyResult.Met, Deadline.On(Day("2026-07-10"))), (sameDay.Result, sameDay.Deadline));
        Assert.Empty(sameDay.Findings);
        var later = new DutyRules(Engine).Judge(question, AnnouncementTimeline.Empty, At("2026-07-13T10:00"));
        Assert.Equal((DutyResult.Met, Day("2026-07-13")), (later.Result, later.Deadline.Due!.Value));
        var finding = Assert.Single(later.Findings);
        Assert.Equal(("KO3009", FindingSeverity.Warning, "invoicingDate", "2026-07-13", "106nda(16)"), (finding.Code, finding.Severity, finding.Path, finding.Value, finding.Basis));
        Assert.Equal(DutyResult.Late, new DutyRules(Engine).Judge(question, AnnouncementTimeline.Empty, At("2026-07-14T10:00")).Result);
        var hard = new DutyRules(new DeadlineEngine(new DeadlinePolicies { LateOnline = LateOnline.Late })).Judge(question, AnnouncementTimeline.Empty, At("2026-07-13T10:00"));
        Assert.Equal((DutyResult.Late, 3), (hard.Result, hard.DaysLate));
        Assert.Single(hard.Findings);
    }

    private static (DeadlineStatus, DeadlineStatus) Words(Deadline deadline, string at)
    {
        var standing = deadline.StandingAt(At(at), Lead);
        return (standing.Status, standing.Alert);
    }
}
