using System.Globalization;
using System.Text;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.TestKit;
using NodaTime;
using static Ksef.Offline.Tests.Deadlines.Say;

namespace Ksef.Offline.Tests.Deadlines;

public sealed class ExplanationTests
{
    private static readonly DeadlineEngine Engine = new();
    private static readonly Announcement Open = Failure("2026-03-03T08:00:30", published: "2026-03-03T08:10", id: "7") with { MessageId = "K/7" };

    /// <summary>Every sentence that the room can say, word for word, in Data/deadlines-explained.txt. A changed word is a changed file, read in review.</summary>
    [Fact]
    public void Every_sentence_is_as_written_down()
    {
        var text = new StringBuilder();
        foreach (var (name, question, timeline, policies) in Questions())
        {
            var answer = new DeadlineEngine(policies ?? DeadlinePolicies.Default).Answer(question, timeline);
            text.Append("## ").Append(name).Append(": ").Append(answer).Append('\n');
            foreach (var step in answer.Steps) text.Append(CultureInfo.InvariantCulture, $"{step.Code} {step.Date:uuuu-MM-dd} {step} | {step.TextPl} [{step.BasisPl}]\n");
            Write(text, answer.Findings);
        }
        text.Append("## findings of timelines\n");
        foreach (var timeline in BadTimelines()) Write(text, timeline.Findings);
        text.Append("## alarm and late online\n");
        Write(text, new DeadlineRecompute(Engine).Recompute(Ask(InvoicingMode.Offline24, "2026-03-02"), Deadline.On(Day("2026-03-12")), AnnouncementTimeline.Empty).Findings);
        Write(text, new DutyRules(Engine).Judge(Ask(InvoicingMode.Online, "2026-03-02"), AnnouncementTimeline.Empty, At("2026-03-03T10:00")).Findings);
        text.Append("## days off\n");
        foreach (var day in new[] { 2018, 2026 }.SelectMany(PolishCalendar.Default.DaysOff)) text.Append(CultureInfo.InvariantCulture, $"{day.Date:uuuu-MM-dd} {day.Name} | {day.NamePl} | {day.Basis} | {day.BasisPl} | {(day.Since is { } since ? $"{since}" : "-")}\n");
        text.Append("## markers and total failure\n");
        foreach (var marker in Enum.GetValues<JpkMarker>()) text.Append(marker.ToElementName()).Append('\n');
        foreach (var valid in new[] { true, false })
        {
            var handOver = HandOverRules.For(new LegalState(InvoicingMode.TotalFailure, valid, false, false), BuyerKind.Consumer, PlaceOfSupply.Poland, null);
            text.Append(CultureInfo.InvariantCulture, $"{handOver.Reason} | {handOver.ReasonPl}\n");
        }
        var written = File.ReadAllText(Path.Combine(SharedData.ProjectRoot, "tests/Ksef.Offline.Tests/Data/deadlines-explained.txt"));
        Assert.Equal(written.ReplaceLineEndings("\n"), text.ToString());
    }

    [Fact]
    public void Maintenance_through_the_last_day_moves_the_deadline_only_by_policy()
    {
        var engine = new DeadlineEngine(new DeadlinePolicies { MaintenanceExtends = true });
        var maintenance = Maintenance("2026-03-03T12:00", "2026-03-04T06:00");
        var offline24 = Ask(InvoicingMode.Offline24, "2026-03-02");
        Assert.Equal("2026-03-05 (stricter 2026-03-03)", engine.Answer(offline24, Timeline(maintenance)).ToString());
        Assert.Equal("2026-03-03", engine.Answer(offline24, Timeline(maintenance with { End = At("2026-03-03T23:59") })).ToString());
        Assert.Equal("2026-03-04 (stricter 2026-03-03)", engine.Answer(offline24, Timeline(maintenance with { End = At("2026-03-04T00:00") })).ToString());
        Assert.Equal("2026-03-03", engine.Answer(offline24, Timeline(maintenance with { Start = At("2026-03-04T00:00") })).ToString());
        Assert.Equal("awaiting (stricter 2026-03-03)", engine.Answer(offline24, Timeline(maintenance with { End = null })).ToString());
        var joined = Timeline(maintenance, Maintenance("2026-03-04T06:00", "2026-03-06T06:00"));
        Assert.Equal("2026-03-09 (stricter 2026-03-03)", engine.Answer(offline24, joined).ToString());
        var apart = new DeadlineEngine(new DeadlinePolicies { MaintenanceExtends = true, JoinConsecutiveMaintenance = false });
        // not joined, the second period still takes the last day of the moved term
        Assert.Equal("2026-03-09 (stricter 2026-03-03)", apart.Answer(offline24, joined).ToString());
        Assert.Equal(2, apart.Answer(offline24, joined).Steps.Count(s => s.Code == DeadlineStepCode.MaintenanceExtends));
        Assert.Equal(1, engine.Answer(offline24, joined).Steps.Count(s => s.Code == DeadlineStepCode.MaintenanceExtends));
        // a failure that only the moved deadline meets still counts
        Assert.Equal("2026-03-16 (stricter 2026-03-03)", engine.Answer(offline24, Timeline(maintenance, Failure("2026-03-05T08:00", "2026-03-05T09:00", "2026-03-05T08:00"))).ToString());
        var issuedInside = Ask(InvoicingMode.Unavailability, "2026-03-02", "2026-03-02T10:00");
        Assert.Equal("2026-03-03 (stricter 2026-03-02)", engine.Answer(issuedInside, Timeline(Maintenance("2026-03-02T09:00", "2026-03-02T11:00"), maintenance)).ToString());
        Assert.Equal("2026-03-03", Engine.Answer(offline24, Timeline(maintenance)).ToString());
    }

    [Fact]
    public void Policies_and_calendar_are_used_and_their_defaults_are_as_said()
    {
        Assert.True(DeadlinePolicies.Default is { JoinConsecutiveMaintenance: true, MaintenanceExtends: false, TotalFailureLifts: true, Saturdays: SaturdayPolicy.DayOff });
        var issued = Ask(InvoicingMode.Unavailability, "2026-03-02", "2026-03-02T10:00");
        var chain = Timeline(Maintenance("2026-03-02T08:00", "2026-03-02T12:00"), Maintenance("2026-03-02T12:00", "2026-03-04T12:00"));
        Assert.Equal("2026-03-05 (stricter 2026-03-02)", Engine.Answer(issued, chain).ToString());
        Assert.Equal("2026-03-03 (stricter 2026-03-02)", new DeadlineEngine(new DeadlinePolicies { JoinConsecutiveMaintenance = false }).Answer(issued, chain).ToString());
        var total = Timeline(TotalFailure("2026-03-03T08:00"));
        Assert.Equal("2026-03-03", new DeadlineEngine(new DeadlinePolicies { TotalFailureLifts = false }).Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), total).ToString());
        Assert.Equal("2026-07-11", new DeadlineEngine(new DeadlinePolicies { Saturdays = SaturdayPolicy.WorkingDay }).Answer(Ask(InvoicingMode.Offline24, "2026-07-10"), AnnouncementTimeline.Empty).ToString());
        var calendar = PolishCalendar.Default.With(DayOffRule.Once(Day("2026-03-03"), "A day", "Dzień", "an act"));
        Assert.Equal("2026-03-04", new DeadlineEngine(DeadlinePolicies.Default, calendar).Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), AnnouncementTimeline.Empty).ToString());
        Assert.Throws<ArgumentNullException>(() => new DeadlineEngine(null!));
        Assert.Throws<ArgumentNullException>(() => Engine.Answer(issued, null!));
        Assert.Throws<ArgumentNullException>(() => Timeline(Open).IsWithdrawn(null!));
    }

    private static IEnumerable<(string Name, DeadlineQuestion Question, AnnouncementTimeline Timeline, DeadlinePolicies? Policies)> Questions()
    {
        var failure = Failure("2026-03-03T08:00", "2026-03-03T12:00", "2026-03-03T08:10", "7");
        var total = TotalFailure("2026-03-03T08:00", id: "9");
        var maintenance = Maintenance("2026-03-02T08:00", "2026-03-02T12:00", "5");
        yield return ("online", Ask(InvoicingMode.Online, "2026-03-02", "2026-03-03T01:00"), AnnouncementTimeline.Empty, null);
        yield return ("before the calendar", Ask(InvoicingMode.Online, "2005-12-31"), AnnouncementTimeline.Empty, null);
        yield return ("no such mode", Ask((InvoicingMode)9, "2026-03-02"), AnnouncementTimeline.Empty, null);
        yield return ("offline24 over a weekend", Ask(InvoicingMode.Offline24, "2026-07-10"), AnnouncementTimeline.Empty, null);
        yield return ("offline24 overtaken", Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(failure), null);
        yield return ("offline24 overtaken, no end", Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(Open), null);
        yield return ("offline24 freed", Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(total), null);
        yield return ("offline24, withdrawn failure", Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(failure with { Withdrawn = true }, maintenance), null);
        yield return ("offline24, maintenance on the last day", Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(Maintenance("2026-03-03T12:00", "2026-03-04T06:00"), Maintenance("2026-03-05T12:00")), null);
        yield return ("offline24, maintenance on the last day by policy", Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(Maintenance("2026-03-03T12:00", "2026-03-04T06:00")), new DeadlinePolicies { MaintenanceExtends = true });
        yield return ("unavailability, chain", Ask(InvoicingMode.Unavailability, "2026-03-02"), Timeline(maintenance, Maintenance("2026-03-02T12:00", "2026-03-03T12:00"), Maintenance("2026-03-04T12:00", "2026-03-05T12:00")), null);
        yield return ("unavailability, no end", Ask(InvoicingMode.Unavailability, "2026-03-02"), Timeline(Maintenance("2026-03-02T00:00")), null);
        yield return ("unavailability, one of two fills the day", Ask(InvoicingMode.Unavailability, "2026-03-02"), Timeline(Maintenance("2026-03-01T00:00", "2026-03-04T00:00"), Maintenance("2026-03-02T00:00", "2026-03-03T00:00"), Maintenance("2026-03-02T08:00", "2026-03-02T09:00")), null);
        yield return ("unavailability overtaken", Ask(InvoicingMode.Unavailability, "2026-03-02"), Timeline(maintenance, failure), null);
        yield return ("unavailability freed", Ask(InvoicingMode.Unavailability, "2026-03-02"), Timeline(maintenance, total), null);
        yield return ("unavailability, nothing announced", Ask(InvoicingMode.Unavailability, "2026-03-02", "2026-03-02T10:00"), AnnouncementTimeline.Empty, null);
        yield return ("emergency restarted", Ask(InvoicingMode.Emergency, "2026-03-02", "2026-03-02T10:00"), Timeline(Failure("2026-03-02T08:00", "2026-03-02T12:00", "2026-03-02T08:00"), failure), null);
        yield return ("emergency restarted, no end", Ask(InvoicingMode.Emergency, "2026-03-02", "2026-03-02T10:00"), Timeline(Failure("2026-03-02T08:00", "2026-03-02T12:00"), Open), null);
        yield return ("emergency freed", Ask(InvoicingMode.Emergency, "2026-03-02", "2026-03-02T10:00"), Timeline(Failure("2026-03-02T08:00"), total), null);
        yield return ("emergency, nothing announced", Ask(InvoicingMode.Emergency, "2026-03-02"), AnnouncementTimeline.Empty, null);
        yield return ("total failure", Ask(InvoicingMode.TotalFailure, "2026-03-03"), Timeline(total), null);
        yield return ("total failure, nothing announced", Ask(InvoicingMode.TotalFailure, "2026-03-03"), AnnouncementTimeline.Empty, null);
    }

    private static IEnumerable<AnnouncementTimeline> BadTimelines()
    {
        var failure = Failure("2026-03-02T08:00", "2026-03-05T12:00", id: "7");
        yield return Timeline(failure with { End = failure.Start });
        yield return Timeline(failure, failure with { End = At("2026-03-04T12:00"), MessageId = "K/7" });
        yield return Timeline(failure with { End = Instant.FromUtc(2300, 1, 1, 0, 0) });
        yield return Timeline(failure, failure with { End = At("2026-03-04T12:00"), Version = 2 });
        yield return Timeline(failure with { End = null, Part = AnnouncementPart.End });
        yield return Timeline(failure with { Kind = AnnouncementKind.Unknown, KindText = "PARTIAL", EventId = null });
    }

    private static void Write(StringBuilder text, IEnumerable<Finding> findings)
    {
        foreach (var f in findings) text.Append(CultureInfo.InvariantCulture, $"{f.Severity} {f} | {f.MessagePl} | {f.Value ?? "-"} | {f.Basis}\n");
    }
}
