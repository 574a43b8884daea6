using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Deadlines;
using static Ksef.Offline.Tests.Deadlines.Say;

namespace Ksef.Offline.Tests.Deadlines;

public sealed class DeadlineRecomputeTests
{
    private static readonly DeadlineEngine Engine = new();
    private static readonly DeadlineRecompute Recompute = new(Engine);

    [Fact]
    public void Recomputing_is_idempotent_and_agrees_with_answering() => Prop.ForAll(Scenarios.Announced, s =>
    {
        var before = Engine.Answer(s.Question, AnnouncementTimeline.From(s.Announcements.Skip(1))).Deadline;
        var then = AnnouncementTimeline.From(s.Announcements.Skip(1));
        var change = Recompute.Recompute(s.Question, before, s.Timeline, then);
        Assert.Equal(Engine.Answer(s.Question, s.Timeline), change.After);
        Assert.Equal(before, change.Before);
        Assert.Equal(before != change.After.Deadline, change.HasChanged);
        var again = Recompute.Recompute(s.Question, change.After.Deadline, s.Timeline, s.Timeline);
        Assert.False(again.HasChanged || again.IsAlarm || again.Because.Count > 0);
        if (change.HasChanged) Assert.Equal([s.Timeline.Events.Except(then.Events).First()], change.Because.Distinct());
    }).Check(Cases.Of(3_000));

    [Fact]
    public void A_version_that_ends_earlier_raises_an_alarm_that_names_it()
    {
        var question = Ask(InvoicingMode.Emergency, "2026-03-02", "2026-03-02T10:00");
        var first = Failure("2026-03-02T08:00", "2026-03-05T12:00", "2026-03-02T08:10", "7");
        var second = Failure("2026-03-02T08:00", "2026-03-03T12:00", "2026-03-02T08:10", "7", 2);
        var then = Timeline(first);
        var before = Engine.Answer(question, then).Deadline;
        var change = Recompute.Recompute(question, before, then.With(second), then);
        Assert.Equal((DeadlineShift.Earlier, true), (change.Shift, change.IsAlarm));
        Assert.Equal([first, second], change.Because);
        var alarm = Assert.Single(change.Findings);
        Assert.Equal(("KO3020", FindingSeverity.Legal, "deadline"), (alarm.Code, alarm.Severity, alarm.Path));
        Assert.Contains($"was {before} and is now {change.After.Deadline}", alarm.Message, StringComparison.Ordinal);
        Assert.Contains("v2 [7]", alarm.Message, StringComparison.Ordinal);
        Assert.Contains("wersja 2", alarm.MessagePl, StringComparison.Ordinal);
        Assert.Equal([second], Recompute.Recompute(question, before, then.With(second)).Because);
        var back = Recompute.Recompute(question, change.After.Deadline, then, then.With(second));
        Assert.Equal((DeadlineShift.Later, false), (back.Shift, back.IsAlarm));
    }

    [Fact]
    public void Every_shift_has_its_name()
    {
        var due = Deadline.On(Day("2026-03-04"));
        Check(InvoicingMode.Offline24, due, DeadlineShift.Earlier, alarm: true);
        Check(InvoicingMode.Offline24, Deadline.On(Day("2026-03-02")), DeadlineShift.Later, alarm: false);
        Check(InvoicingMode.Offline24, Deadline.On(Day("2026-03-03")), DeadlineShift.Unchanged, alarm: false);
        Check(InvoicingMode.Offline24, Deadline.On(Day("2026-03-03"), Day("2026-03-02")), DeadlineShift.StricterMoved, alarm: false);
        Check(InvoicingMode.Offline24, Deadline.Awaiting(), DeadlineShift.TermBegan, alarm: false);
        Check(InvoicingMode.Offline24, Deadline.Awaiting(Day("2026-03-04")), DeadlineShift.TermBegan, alarm: true);
        Check(InvoicingMode.Offline24, Deadline.None(), DeadlineShift.Revived, alarm: true);
        Check(InvoicingMode.Offline24, Deadline.Invalid, DeadlineShift.BecameValid, alarm: false);
        Check(InvoicingMode.Emergency, due, DeadlineShift.BecameInvalid, alarm: true);
        Check(InvoicingMode.Emergency, Deadline.Invalid, DeadlineShift.Unchanged, alarm: false);
        Check(InvoicingMode.Offline24, due, DeadlineShift.Lifted, alarm: false, TotalFailure("2026-03-03T08:00"));
        Check(InvoicingMode.Offline24, Deadline.Awaiting(), DeadlineShift.Lifted, alarm: false, TotalFailure("2026-03-03T08:00"));
        Check(InvoicingMode.Offline24, Deadline.None(), DeadlineShift.Unchanged, alarm: false, TotalFailure("2026-03-03T08:00"));
        Check(InvoicingMode.Offline24, due, DeadlineShift.TermSuspended, alarm: false, Failure("2026-03-03T08:00", published: "2026-03-03T08:00"));
        Check(InvoicingMode.Offline24, Deadline.Awaiting(), DeadlineShift.StricterMoved, alarm: false, Failure("2026-03-03T08:00"));
        Check(InvoicingMode.Offline24, due, DeadlineShift.TermSuspended, alarm: true, Failure("2026-03-03T08:00"));
    }

    [Fact]
    public void An_alarm_also_rings_when_only_the_stricter_date_moved_earlier()
    {
        var question = Ask(InvoicingMode.Unavailability, "2026-07-10", "2026-07-10T21:00");
        var change = Recompute.Recompute(question, Deadline.On(Day("2026-07-14")), Timeline(Maintenance("2026-07-10T20:00", "2026-07-13T00:30")));
        Assert.Equal((DeadlineShift.StricterMoved, true), (change.Shift, change.IsAlarm));
        Assert.Equal("2026-07-14 (stricter 2026-07-13)", change.After.ToString());
    }

    private static void Check(InvoicingMode mode, Deadline before, DeadlineShift shift, bool alarm, params Announcement[] announcements)
    {
        var change = Recompute.Recompute(Ask(mode, "2026-03-02"), before, Timeline(announcements));
        Assert.Equal((shift, alarm), (change.Shift, change.IsAlarm));
        Assert.Equal(shift != DeadlineShift.Unchanged, change.HasChanged);
    }
}
