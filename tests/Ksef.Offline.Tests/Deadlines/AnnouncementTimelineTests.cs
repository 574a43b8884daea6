using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Deadlines;
using NodaTime;
using static Ksef.Offline.Tests.Deadlines.Say;

namespace Ksef.Offline.Tests.Deadlines;

public sealed class AnnouncementTimelineTests
{
    private static readonly DeadlineEngine Engine = new();

    [Fact]
    public void The_highest_version_counts_never_the_latest_end()
    {
        var first = Failure("2026-03-02T08:00", "2026-03-05T12:00", id: "7");
        var second = Failure("2026-03-02T08:00", "2026-03-03T12:00", id: "7", version: 2);
        var timeline = Timeline(second, first);
        var only = Assert.Single(timeline.Events);
        Assert.Equal((second.End, 2), (only.End, only.Version));
        Assert.Equal(2, timeline.Messages.Count);
        var finding = Assert.Single(timeline.Findings);
        Assert.Equal(("KO3013", FindingSeverity.Warning, "announcement 7/end", "2026-03-03T11:00:00Z"), (finding.Code, finding.Severity, finding.Path, finding.Value));
        Assert.Empty(Timeline(first, second with { End = At("2026-03-06T12:00") }).Findings);
        Assert.Empty(Timeline(first, second with { End = first.End }).Findings);
        Assert.Empty(Timeline(first with { End = null }, second).Findings);
        Assert.Empty(Timeline(first, second with { End = null }).Findings);
    }

    [Fact]
    public void The_message_of_the_end_completes_that_of_the_beginning()
    {
        var start = Failure("2026-01-31T11:27", published: "2026-01-31T11:35", id: "1003") with { Part = AnnouncementPart.Start, MessageId = "K/1" };
        var end = Failure("2026-01-31T11:27", "2026-02-01T10:00", "2026-02-01T10:05", "1003") with { Part = AnnouncementPart.End, MessageId = "K/2", Confirmed = true };
        foreach (var timeline in new[] { Timeline(start, end), Timeline(end, start), Timeline(start).With(end), Timeline(end).With(start) })
        {
            var whole = Assert.Single(timeline.Events);
            Assert.Equal((end.End, start.Published, "K/2", true), (whole.End, whole.Published, whole.MessageId, whole.Confirmed));
            Assert.Empty(timeline.Findings);
        }
        Assert.Null(Assert.Single(Timeline(end).Events).Published);
        Assert.Equal("K/1", Assert.Single(Timeline(start, end with { MessageId = null }).Events).MessageId);
        Assert.Equal(2, Assert.Single(Timeline(start with { Version = 2 }, end).Events).Version);
        Assert.Equal(3, Assert.Single(Timeline(start, end with { Version = 3 }).Events).Version);
    }

    [Fact]
    public void A_newer_message_of_the_whole_event_beats_the_message_of_its_end()
    {
        var whole = Failure("2026-03-02T08:00", "2026-03-04T12:00", id: "7", version: 3);
        var end = Failure("2026-03-02T08:00", "2026-03-03T12:00", id: "7", version: 2) with { Part = AnnouncementPart.End };
        Assert.Equal(whole.End, Assert.Single(Timeline(whole, end).Events).End);
        Assert.Equal(end.End, Assert.Single(Timeline(whole with { Version = 2 }, end).Events).End);
        Assert.Equal(end.End, Assert.Single(Timeline(whole with { End = null }, end).Events).End);
    }

    [Fact]
    public void An_end_message_without_an_end_is_reported_and_ends_nothing()
    {
        var start = Failure("2026-03-02T08:00", id: "7") with { Part = AnnouncementPart.Start };
        var timeline = Timeline(start, start with { Part = AnnouncementPart.End, MessageId = "E" });
        Assert.Null(Assert.Single(timeline.Events).End);
        var finding = Assert.Single(timeline.Findings);
        Assert.Equal(("KO3014", "announcement E/end", FindingSeverity.Warning), (finding.Code, finding.Path, finding.Severity));
        Assert.Empty(Timeline(start with { Part = AnnouncementPart.End }).Events);
    }

    [Fact]
    public void An_end_message_that_ends_before_the_beginning_is_left_out()
    {
        var start = Failure("2026-03-02T08:00", id: "7") with { Part = AnnouncementPart.Start };
        var end = Failure("2026-03-01T08:00", "2026-03-02T08:00", id: "7") with { Part = AnnouncementPart.End };
        var timeline = Timeline(start, end);
        Assert.Null(Assert.Single(timeline.Events).End);
        Assert.Equal("KO3010", Assert.Single(timeline.Findings).Code);
    }

    [Fact]
    public void The_publication_of_an_event_is_that_of_its_first_message()
    {
        var first = Failure("2026-03-02T08:00", published: "2026-03-02T09:00", id: "7");
        var second = Failure("2026-03-02T08:00", "2026-03-09T08:00", "2026-03-09T09:00", "7", 2);
        Assert.Equal(first.Published, Assert.Single(Timeline(second, first).Events).Published);
        Assert.Equal(second.Published, Assert.Single(Timeline(second, first with { Published = null }).Events).Published);
        Assert.Equal(second.Published, Assert.Single(Timeline(second, first with { Kind = AnnouncementKind.Maintenance }).Events).Published);
    }

    [Fact]
    public void An_end_that_is_not_after_its_start_is_left_out_and_reported()
    {
        var bad = Failure("2026-03-02T08:00", "2026-03-02T08:00", id: "7");
        var timeline = Timeline(bad);
        Assert.Empty(timeline.Events);
        var finding = Assert.Single(timeline.Findings);
        Assert.Equal(("KO3010", FindingSeverity.Error, "announcement 7/end", "2026-03-02T07:00:00Z"), (finding.Code, finding.Severity, finding.Path, finding.Value));
        Assert.Single(timeline.Messages);
        Assert.Single(Timeline(bad with { End = bad.Start + Duration.Epsilon }).Events);
        Assert.Equal(bad.Start + Duration.FromDays(1), Assert.Single(Timeline(bad with { Version = 2 }, bad with { End = bad.Start + Duration.FromDays(1) }).Events).End);
    }

    [Fact]
    public void Two_contents_of_one_version_are_reported_and_the_shorter_is_used()
    {
        var longer = Failure("2026-03-02T08:00", "2026-03-05T12:00", id: "7");
        var shorter = Failure("2026-03-02T08:00", "2026-03-03T12:00", id: "7");
        foreach (var timeline in new[] { Timeline(longer, shorter), Timeline(shorter, longer) })
        {
            Assert.Equal(shorter.End, Assert.Single(timeline.Events).End);
            var finding = Assert.Single(timeline.Findings);
            Assert.Equal(("KO3011", FindingSeverity.Error, "announcement 7/version", "1"), (finding.Code, finding.Severity, finding.Path, finding.Value));
        }
        Assert.Equal("KO3011", Assert.Single(Timeline(longer, longer with { Kind = AnnouncementKind.TotalFailure }).Findings).Code);
        Assert.Equal("KO3011", Assert.Single(Timeline(longer, longer with { Start = At("2026-03-02T09:00") }).Findings).Code);
        Assert.Equal("KO3011", Assert.Single(Timeline(longer, longer with { End = null }).Findings).Code);
        Assert.Equal(longer.End, Assert.Single(Timeline(longer with { End = null }, longer).Events).End);
        Assert.Empty(Timeline(longer, longer with { MessageId = "other words" }).Findings);
        Assert.Empty(Timeline(longer, longer).Findings);
        Assert.Single(Timeline(longer, longer).Messages);
    }

    [Fact]
    public void Unknown_kinds_are_kept_and_have_no_effect()
    {
        var odd = Failure("2026-03-02T08:00", id: "7") with { Kind = AnnouncementKind.Unknown, KindText = "PARTIAL" };
        var timeline = Timeline(odd, odd with { EventId = "8", Kind = (AnnouncementKind)99, KindText = "X" });
        Assert.Empty(timeline.Events);
        Assert.Equal(2, timeline.Messages.Count);
        Assert.Equal([("KO3015", "PARTIAL", FindingSeverity.Info, "announcement 7/kind"), ("KO3015", "X", FindingSeverity.Info, "announcement 8/kind")], timeline.Findings.Select(f => (f.Code, f.Value, f.Severity, f.Path)));
        Assert.Equal("2026-03-03", Engine.Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), timeline).ToString());
    }

    [Fact]
    public void An_end_outside_the_calendar_is_left_out_and_reported()
    {
        var far = Failure("2026-03-02T08:00") with { End = Instant.MaxValue };
        var timeline = Timeline(far, Failure("2199-12-30T08:00", "2200-01-01T00:00"));
        Assert.Equal("KO3012", Assert.Single(timeline.Findings).Code);
        Assert.Equal("announcement Failure 2026-03-02T07:00:00Z/end", timeline.Findings[0].Path);
        Assert.Single(timeline.Events);
        Assert.Equal("KO3012", Assert.Single(Timeline(Failure("2199-12-30T08:00", "2200-01-01T00:01")).Findings).Code);
        Assert.Equal("KO3012", Assert.Single(Timeline(Failure("2005-12-30T08:00", "2006-01-01T00:00")).Findings).Code);
        Assert.Empty(Timeline(Failure("2005-12-30T08:00", "2006-01-01T00:01")).Findings);
    }

    [Fact]
    public void Of_a_withdrawn_event_the_stricter_answer_is_kept_and_a_person_is_asked()
    {
        var question = Ask(InvoicingMode.Offline24, "2026-03-02");
        var failure = Failure("2026-03-03T08:00", "2026-03-03T12:00", "2026-03-03T08:30", "7");
        var withdrawn = Timeline(failure, failure with { Withdrawn = true });
        Assert.True(withdrawn.HasWithdrawn);
        Assert.True(withdrawn.Events[0].Withdrawn && withdrawn.IsWithdrawn(withdrawn.Events[0]));
        Assert.False(Timeline(failure).IsWithdrawn(failure));
        Assert.False(Timeline(failure).HasWithdrawn);
        var answer = Engine.Answer(question, withdrawn);
        Assert.Equal("2026-03-03", answer.ToString());
        var finding = Assert.Single(answer.Findings);
        Assert.Equal(("KO3006", FindingSeverity.Warning, "announcement 7"), (finding.Code, finding.Severity, finding.Path));
        Assert.Contains("without it", finding.Message, StringComparison.Ordinal);
        Assert.Contains("bez niego", finding.MessagePl, StringComparison.Ordinal);
        Assert.Equal(1, answer.Steps.Count(s => s.Code == DeadlineStepCode.WithdrawnKeptStricter));
        Assert.Equal(1, answer.Steps.Count(s => s.Code == DeadlineStepCode.Rule));
        // a later version takes the withdrawal back
        Assert.False(withdrawn.With(failure with { Version = 2 }).HasWithdrawn);
        // a withdrawal of an older version than the one that counts means nothing
        Assert.False(Timeline(failure with { Version = 2 }, failure with { Withdrawn = true }).HasWithdrawn);
    }

    [Fact]
    public void A_withdrawn_announcement_that_changes_nothing_is_not_spoken_of()
    {
        var answer = Engine.Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(Failure("2026-04-03T08:00", "2026-04-03T12:00") with { Withdrawn = true }));
        Assert.Equal("2026-03-03", answer.ToString());
        Assert.Empty(answer.Findings);
    }

    [Fact]
    public void A_mode_that_lost_its_announcement_keeps_its_date_and_shows_the_stricter_one()
    {
        var maintenance = Maintenance("2026-03-02T08:00", "2026-03-04T12:00", "9") with { Withdrawn = true };
        var answer = Engine.Answer(Ask(InvoicingMode.Unavailability, "2026-03-02", "2026-03-02T10:00"), Timeline(maintenance));
        Assert.Equal("2026-03-05 (stricter 2026-03-03)", answer.ToString());
        Assert.Contains("with it", Assert.Single(answer.Findings).Message, StringComparison.Ordinal);
        Assert.Contains("z nim", answer.Findings[0].MessagePl, StringComparison.Ordinal);
        var total = TotalFailure("2026-03-03T08:00") with { Withdrawn = true };
        Assert.Equal("2026-03-03", Engine.Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(total)).ToString());
        var open = Failure("2026-03-03T08:00", published: "2026-03-03T08:01") with { Withdrawn = true };
        Assert.Equal("awaiting (stricter 2026-03-03)", Engine.Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(open with { Withdrawn = false, Published = null })).ToString());
        Assert.Equal("2026-03-03", Engine.Answer(Ask(InvoicingMode.Offline24, "2026-03-02"), Timeline(open)).ToString());
    }

    [Fact]
    public void What_was_known_at_an_instant_leaves_out_later_messages()
    {
        var published = Failure("2026-03-02T08:00", published: "2026-03-02T09:00");
        var unknown = Failure("2026-03-02T08:30");
        var timeline = Timeline(published, unknown);
        Assert.Empty(timeline.KnownAt(At("2026-03-02T08:29")).Messages);
        Assert.Equal([unknown], timeline.KnownAt(At("2026-03-02T08:30")).Messages);
        Assert.Equal(timeline, timeline.KnownAt(At("2026-03-02T09:00")));
    }

    [Fact]
    public void Timelines_of_equal_messages_are_equal()
    {
        var a = Failure("2026-03-02T08:00");
        var b = Maintenance("2026-03-02T08:00");
        Assert.Equal(Timeline(a, b), Timeline(b, a, a));
        Assert.Equal(Timeline(a, b).GetHashCode(), Timeline(b, a, a).GetHashCode());
        Assert.NotEqual(Timeline(a), Timeline(b));
        Assert.NotEqual(Timeline(a).GetHashCode(), Timeline(b).GetHashCode());
        Assert.False(Timeline(a).Equals(null));
        Assert.True(Timeline(a).Equals((object)Timeline(a)));
        Assert.Same(AnnouncementTimeline.Empty, AnnouncementTimeline.Empty);
        Assert.Throws<ArgumentNullException>(() => AnnouncementTimeline.From(null!));
        Assert.Throws<ArgumentNullException>(() => AnnouncementTimeline.Empty.With(null!));
    }

    [Fact]
    public void Messages_of_events_in_any_order_give_one_timeline()
    {
        var message = from shape in Scenarios.Announcement(new LocalDate(2026, 3, 2), [])
                      from id in Gen.Elements("1", "2", "3", null)
                      from version in Gen.Choose(1, 3)
                      from part in Gen.Elements(AnnouncementPart.Whole, AnnouncementPart.Start, AnnouncementPart.End)
                      from withdrawn in Gen.Frequency((5, Gen.Constant(false)), (1, Gen.Constant(true)))
                      from messageId in Gen.Elements("a", "b", null)
                      from source in Gen.Elements(AnnouncementSource.Latarnia, AnnouncementSource.Bip)
                      from text in Gen.Elements("x", null)
                      select shape with { EventId = id, Version = version, Part = part, Withdrawn = withdrawn, MessageId = messageId, Source = source, KindText = text };
        Prop.ForAll(Arb.From(message.ListOf(7).SelectMany(list => Gen.Shuffle(list.ToArray()).Select(shuffled => (list, shuffled)))), x =>
        {
            var first = AnnouncementTimeline.From(x.list);
            var second = x.shuffled.Aggregate(AnnouncementTimeline.Empty, (t, m) => t.With(m));
            Assert.Equal(first, second);
            Assert.Equal(first.Events, second.Events);
            Assert.Equal(first.Findings, second.Findings);
            Assert.Equal(x.list.Distinct().Count(), first.Messages.Count);
            foreach (var mode in Enum.GetValues<InvoicingMode>())
            {
                var question = Ask(mode, "2026-03-02");
                Assert.Equal(Engine.Answer(question, first), Engine.Answer(question, second));
                var withdrawnGone = AnnouncementTimeline.From(first.Events.Where(e => !e.Withdrawn));
                var without = Engine.Answer(question, withdrawnGone);
                var answer = Engine.Answer(question, first);
                if (without.Due is { } due) Assert.True(answer.Due <= due, $"{answer} {without}");
            }
        }).Check(Cases.Of(2_000));
    }

    [Fact]
    public void No_timeline_and_no_question_makes_the_engine_throw()
    {
        var instant = Gen.OneOf(Gen.Elements(Instant.MinValue, Instant.MaxValue, Instant.FromUtc(1, 1, 1, 0, 0), Instant.FromUtc(2199, 12, 31, 22, 59), Instant.FromUtc(2005, 12, 31, 23, 0)), Gen.Choose(0, 100_000).Select(h => Instant.FromUtc(2000, 1, 1, 0, 0) + Duration.FromHours(h)));
        var maybe = Gen.OneOf(instant.Select(i => (Instant?)i), Gen.Constant(default(Instant?)));
        var date = Gen.OneOf(Scenarios.Date, Gen.Elements(default, LocalDate.MinIsoValue, LocalDate.MaxIsoValue, new LocalDate(2005, 12, 31), new LocalDate(2006, 1, 1), new LocalDate(2199, 12, 31), new LocalDate(2200, 1, 1)));
        var announcement = from kind in Gen.Choose(-1, 5)
                           from start in instant
                           from end in maybe
                           from published in maybe
                           from part in Gen.Choose(0, 3)
                           from id in Gen.Elements("1", "2", null)
                           from withdrawn in Gen.Elements(true, false)
                           select new Announcement { Kind = (AnnouncementKind)kind, Start = start, End = end, Published = published, Part = (AnnouncementPart)part, EventId = id, Withdrawn = withdrawn };
        var engines = new[] { Engine, new DeadlineEngine(new DeadlinePolicies { MaintenanceExtends = true, JoinConsecutiveMaintenance = false, TotalFailureLifts = false }) };
        Prop.ForAll(Arb.From(from list in announcement.ListOf(5) from mode in Gen.Choose(-1, 6) from day in date from at in maybe from now in instant select (list, mode, day, at, now)), x =>
        {
            var timeline = AnnouncementTimeline.From(x.list);
            foreach (var engine in engines)
            {
                var question = new DeadlineQuestion((InvoicingMode)x.mode, x.day, x.at);
                var answer = engine.Answer(question, timeline);
                var explanation = answer.Explain();
                Assert.All(explanation.Steps, s => Assert.False(string.IsNullOrEmpty(s.Text) || string.IsNullOrEmpty(s.TextPl) || string.IsNullOrEmpty(s.ToString())));
                Assert.All(explanation.Findings, f => Assert.Matches("^KO30[0-2][0-9]$", f.Code));
                Assert.Equal(answer.Due is not null, answer.Kind == DeadlineKind.Due);
                answer.StatusAt(x.now);
                new DutyRules(engine).Judge(question, timeline, x.now);
                new DeadlineRecompute(engine).Recompute(question, answer.Deadline, timeline);
                new ModeAdvisor().Advise(timeline, x.now);
                new LegalStates(engine).At(question, timeline, x.now);
                new JpkRules(engine).For(question, timeline, x.day, null);
            }
        }).Check(Cases.Of(3_000));
    }
}
