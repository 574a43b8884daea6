using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

/// <summary>How the mode is decided anew just before sending, against a plain reading and at the edges of days.</summary>
public sealed class ModeRulesTests
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    /// <summary>Emergency where the issue lies in a failure that was published or confirmed by then and not taken back; else offline24 where an online one is sent on a later day; else as it was.</summary>
    [Fact]
    public void The_mode_is_what_a_plain_reading_says() => Prop.ForAll(
        (from mode in Gen.Elements(Enum.GetValues<InvoicingMode>())
         from start in Gen.Choose(-3, 3)
         from length in Gen.Choose(-1, 4)
         from published in Gen.Choose(-4, 4)
         from confirmed in Gen.Elements(true, false)
         from withdrawn in Gen.Elements(true, false)
         from later in Gen.Choose(0, 30)
         select (mode, start, length, published, confirmed, withdrawn, later)).ToArbitrary(), c =>
        {
            var issued = SampleEntries.Noon;
            var (start, end) = (issued + Duration.FromHours(c.start), c.length < 0 ? (Instant?)null : issued + Duration.FromHours(c.start + c.length + 1));
            var published = c.published == -4 ? (Instant?)null : issued + Duration.FromHours(c.published);
            var failure = new Announcement { Kind = AnnouncementKind.Failure, Start = start, End = end, Published = published, Confirmed = c.confirmed, Withdrawn = c.withdrawn, EventId = "f" };
            var now = issued + Duration.FromHours(c.later);
            var inside = start <= issued && (end is null || issued < end) && (c.confirmed || published <= issued) && !c.withdrawn;
            var expected = c.mode is not (InvoicingMode.Online or InvoicingMode.Offline24) ? (InvoicingMode?)null
                : inside ? InvoicingMode.Emergency
                : c.mode == InvoicingMode.Online && now.InZone(Warsaw).Date > new LocalDate(2026, 11, 20) ? InvoicingMode.Offline24 : null;
            return ModeRules.Decide(SampleEntries.Entry(1, mode: c.mode), now, AnnouncementTimeline.From([failure]), "w")?.Mode == expected;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Theory]
    [InlineData("2026-03-28")] // the night on which the hour from two to three is missing follows
    [InlineData("2026-03-29")]
    [InlineData("2026-10-24")] // the night on which it comes twice
    [InlineData("2026-10-25")]
    [InlineData("2026-12-31")]
    [InlineData("2027-02-28")]
    [InlineData("2028-02-29")]
    public void An_online_invoice_stays_online_until_the_last_moment_of_its_day_in_Warsaw(string day)
    {
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        var midnight = date.PlusDays(1).AtStartOfDayInZone(Warsaw).ToInstant();
        var entry = SampleEntries.Entry(1, mode: InvoicingMode.Online) with { IssueDate = date, IssuedAt = date.AtStartOfDayInZone(Warsaw).ToInstant() };
        Assert.Null(ModeRules.Decide(entry, entry.IssuedAt, AnnouncementTimeline.Empty, "w"));
        Assert.Null(ModeRules.Decide(entry, midnight - Duration.Epsilon, AnnouncementTimeline.Empty, "w"));
        var decided = ModeRules.Decide(entry, midnight, AnnouncementTimeline.Empty, "w")!;
        Assert.Equal((InvoicingMode.Offline24, "w", midnight), (decided.Mode, decided.Actor, decided.At));
        Assert.Contains("106nda(16)", decided.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_known_moment_of_issue_no_failure_can_be_shown_to_cover_it()
    {
        var failure = new Announcement { Kind = AnnouncementKind.Failure, Start = SampleEntries.Noon - Duration.FromDays(9), Confirmed = true };
        var timeline = AnnouncementTimeline.From([failure]);
        var takenInLater = SampleEntries.Entry(1) with { IssuedAt = SampleEntries.Noon + Duration.FromDays(2) };
        Assert.Null(takenInLater.Question.IssuedAt);
        Assert.Null(ModeRules.Decide(takenInLater, SampleEntries.Noon + Duration.FromDays(2), timeline, "w"));
        var draft = SampleEntries.Entry(1) with { Behind = SampleEntries.Key(2) };
        Assert.Null(draft.Question.IssuedAt);
        Assert.Null(ModeRules.Decide(draft, SampleEntries.Noon, timeline, "w"));
        Assert.Equal(InvoicingMode.Emergency, ModeRules.Decide(SampleEntries.Entry(1), SampleEntries.Noon, timeline, "w")!.Mode);
    }
}
