using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Tests.Deadlines;

public sealed class DeadlineEngineProperties
{
    private static readonly DeadlineEngine Engine = new();

    [Fact]
    public void The_engine_answers_as_the_plain_reading_of_the_rules() => Hold(Scenarios.Any, 120_000, s =>
        Equal(PlainReading.Answer(s.Question, s.Announcements), Engine.Answer(s.Question, s.Timeline).ToString()));

    [Fact]
    public void The_order_of_announcements_does_not_matter() => Hold(Scenarios.Announced, 3_000, s =>
    {
        var answer = Engine.Answer(s.Question, s.Timeline);
        var reversed = Engine.Answer(s.Question, AnnouncementTimeline.From(s.Announcements.Reverse()));
        var oneByOne = Engine.Answer(s.Question, s.Announcements.OrderBy(a => a.GetHashCode()).Aggregate(AnnouncementTimeline.Empty, (t, a) => t.With(a)));
        Assert.Equal(answer, reversed);
        Assert.Equal(answer, oneByOne);
        Assert.Equal(answer.Steps.Select(x => x.Text), reversed.Steps.Select(x => x.Text));
        return true;
    });

    [Fact]
    public void A_deadline_is_a_working_day_and_none_is_skipped() => Hold(Scenarios.Any, 5_000, s =>
    {
        var answer = Engine.Answer(s.Question, s.Timeline);
        if (answer.Due is not { } due || s.Question.Mode == InvoicingMode.Online) return true;
        Assert.True(Engine.Calendar.Rules.Count > 0 && (due.Year > PolishCalendar.LastYear || Engine.Calendar.IsWorkingDay(due)));
        var last = answer.Steps.Last(x => x.Code == DeadlineStepCode.Anchor || x.Code == DeadlineStepCode.FailureExtends);
        var working = 0;
        for (var d = last.Date!.Value.PlusDays(1); d <= due; d = d.PlusDays(1))
            if (d.Year > PolishCalendar.LastYear || Engine.Calendar.IsWorkingDay(d)) working++;
        return due.Year > PolishCalendar.LastYear || Equal(last.WorkingDays, working);
    });

    [Fact]
    public void Adding_a_failure_never_makes_a_deadline_earlier() => Hold(Scenarios.Announced, 10_000, s =>
    {
        var failure = s.Announcements[0] with { Kind = AnnouncementKind.Failure };
        var rest = AnnouncementTimeline.From(s.Announcements.Skip(1));
        var before = Engine.Answer(s.Question, rest);
        var after = Engine.Answer(s.Question, rest.With(failure));
        return before.Kind switch
        {
            DeadlineKind.Due => after.Kind != DeadlineKind.InvalidMode && !(after.Due < before.Due),
            DeadlineKind.AwaitingEnd => after.Kind is DeadlineKind.AwaitingEnd or DeadlineKind.NoObligation,
            DeadlineKind.NoObligation => after.Kind == DeadlineKind.NoObligation,
            _ => true,
        };
    });

    [Fact]
    public void Until_is_the_midnight_in_Warsaw_after_the_last_day() => Hold(Scenarios.Any, 5_000, s =>
    {
        var answer = Engine.Answer(s.Question, s.Timeline);
        if (answer.Until is not { } until) return answer.Due is null;
        var local = until.InZone(WarsawTime.Zone).LocalDateTime;
        return local.TimeOfDay == LocalTime.Midnight && local.Date == answer.Due!.Value.PlusDays(1);
    });

    [Fact]
    public void The_stricter_date_is_earlier_or_absent_and_never_beside_an_invalid_mode() => Hold(Scenarios.Any, 10_000, s =>
    {
        var answer = Engine.Answer(s.Question, s.Timeline);
        return answer.Stricter is null || (answer.Kind != DeadlineKind.InvalidMode && !(answer.Stricter >= answer.Due) && answer.Stricter >= s.Question.IssueDate.PlusDays(-30));
    });

    [Fact]
    public void The_explanation_ends_in_the_answer() => Hold(Scenarios.Any, 5_000, s =>
    {
        var answer = Engine.Answer(s.Question, s.Timeline);
        var steps = answer.Steps.Where(x => x.Code is not (DeadlineStepCode.StricterDate or DeadlineStepCode.WithdrawnKeptStricter)).ToList();
        Assert.All(steps, x => Assert.False(string.IsNullOrWhiteSpace(x.Text) || string.IsNullOrWhiteSpace(x.TextPl) || string.IsNullOrWhiteSpace(x.Basis)));
        return answer.Kind switch
        {
            DeadlineKind.Due => steps[^1].Code == DeadlineStepCode.Counted && steps[^1].Date == answer.Due,
            DeadlineKind.AwaitingEnd => steps[^1].Code == DeadlineStepCode.AwaitsEnd,
            DeadlineKind.NoObligation => steps[^1].Code is DeadlineStepCode.TotalFailureLifts or DeadlineStepCode.NothingToSend,
            _ => steps[^1].Code == DeadlineStepCode.NotCovered,
        };
    });

    private static bool Equal<T>(T expected, T actual)
    {
        Assert.Equal(expected, actual);
        return true;
    }

    private static void Hold(Arbitrary<Scenario> scenarios, int cases, Func<Scenario, bool> property) =>
        Prop.ForAll(scenarios, property).Check(Cases.Of(cases));
}
