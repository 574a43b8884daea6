using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Sending;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Alerts;

/// <summary>What each kind of alert says and when, in the civil time of Warsaw.</summary>
public sealed class KindTests
{
    private readonly House _house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Instant Now => _house.Time.GetUtcNow().ToInstant();

    [Fact]
    public async Task The_last_day_is_told_by_the_stricter_reading_and_again_on_the_day_itself()
    {
        _house.Time.Jump(House.Monday.AddDays(4)); // a Friday: due on Monday, on Saturday where that counts
        var issued = await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        Assert.Equal((new LocalDate(2026, 11, 30), (LocalDate?)new LocalDate(2026, 11, 28)), (issued.Deadline.Due, issued.Deadline.Deadline.Stricter));
        var told = new List<(AlertKind, bool)>();
        foreach (var local in new[] { (28, 0), (28, 23), (29, 12), (30, 0), (30, 23), (31, 0) })
        {
            _house.Time.Jump(WarsawTime.StartOf(new LocalDate(2026, 11, 1).PlusDays(local.Item1 - 1)).Plus(Duration.FromHours(local.Item2)).ToDateTimeOffset());
            var (desk, heard) = _house.Desk();
            await desk.RunRoundAsync(Cancel);
            told.AddRange(heard.Alerts.Select(a => (a.Kind, a.TextPl.Contains("ostrożniejszej", StringComparison.Ordinal))));
        }
        Assert.Equal([(AlertKind.LastDay, true), (AlertKind.DeadlineAtRisk, false), (AlertKind.LastDay, false), (AlertKind.Overdue, false)], told);
    }

    [Fact]
    public async Task Between_the_stricter_day_and_the_last_one_the_deadline_is_at_risk_and_never_called_missed()
    {
        _house.Time.Jump(House.Monday.AddDays(4));
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        _house.Time.Jump(WarsawTime.StartOf(new LocalDate(2026, 11, 29)).ToDateTimeOffset());
        var (desk, heard) = _house.Desk();
        await desk.RunRoundAsync(Cancel);
        Assert.Equal(AlertKind.DeadlineAtRisk, Assert.Single(heard.Alerts).Kind);
    }

    [Fact]
    public async Task A_person_is_called_once_and_a_changed_deadline_told_with_its_new_date()
    {
        var issued = await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await new OutboxOperator(_house.Outbox.Store, _house.Outbox.Evidence).HoldAsync(issued.Entry.Key, "buyer disputes it", "clerk", Now, Cancel);
        await _house.Shop.IssueAsync(_house.Draft("FV/2"), cancellationToken: Cancel);
        await RecordAsync(AnnouncementKind.Failure, end: null);
        var book = new AnnouncementBook(_house.Outbox.Announcements);
        await new DeadlineRecomputer(_house.Outbox.Store, new DeadlineEngine()).RunAsync(await book.RefreshAsync(Cancel), Now, "test", null, Cancel);
        var (desk, heard) = _house.Desk();
        await desk.RunRoundAsync(Cancel);
        await desk.RunRoundAsync(Cancel);
        await _house.Desk().Desk.RunRoundAsync(Cancel);
        var changed = heard.Alerts.Where(a => a.Kind == AlertKind.DeadlineChanged).ToList();
        Assert.Equal(["FV/1", "FV/2"], changed.Select(a => a.Invoice!.Value.Number).Order(StringComparer.Ordinal));
        Assert.All(changed, a => Assert.Contains("awaiting", a.Text, StringComparison.Ordinal));
        Assert.Equal("FV/1", Assert.Single(heard.Alerts, a => a.Kind == AlertKind.NeedsDecision).Invoice!.Value.Number);
        Assert.Single(heard.Alerts, a => a.Kind == AlertKind.BeaconChanged);
    }

    [Fact]
    public async Task A_total_failure_that_is_withdrawn_and_one_that_ended_are_changes_of_the_beacon()
    {
        await RecordAsync(AnnouncementKind.TotalFailure, end: null);
        await RecordAsync(AnnouncementKind.TotalFailure, end: null, withdrawn: true);
        var (desk, heard) = _house.Desk();
        await desk.RunRoundAsync(Cancel);
        Assert.Equal([AlertKind.TotalFailure, AlertKind.BeaconChanged], heard.Kinds);
        Assert.Contains("wycofany", heard.Alerts[1].TextPl, StringComparison.Ordinal);
        await RecordAsync(AnnouncementKind.Failure, end: null); // what comes later is told, too, and alone
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        await desk.RunRoundAsync(Cancel);
        Assert.Equal([AlertKind.TotalFailure, AlertKind.BeaconChanged, AlertKind.BeaconChanged], heard.Kinds);
    }

    [Theory]
    [InlineData("2026-11-23T05:59:59Z", null)]
    [InlineData("2026-11-23T06:00:00Z", "2026-11-23")] // winter: Warsaw is an hour ahead
    [InlineData("2026-07-01T04:59:59Z", null)]
    [InlineData("2026-07-01T05:00:00Z", "2026-07-01")] // summer: two hours
    [InlineData("2026-11-23T15:00:00Z", "2026-11-23")] // down at seven, up at four
    [InlineData("2026-11-23T22:59:59Z", "2026-11-23")]
    [InlineData("2026-11-23T23:30:00Z", null)] // half past midnight in Warsaw is the next day, before its hour
    public async Task The_report_comes_from_its_hour_on_in_Warsaw_for_the_day_in_Warsaw(string now, string? day)
    {
        _house.Time.Jump(DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture));
        var (desk, heard) = _house.Desk(rules: new AlertRules());
        await desk.RunRoundAsync(Cancel);
        Assert.Equal(day is null ? [] : [day], heard.Alerts.Select(a => a.Cause));
    }

    [Fact]
    public async Task A_report_begun_before_midnight_is_of_that_day_and_takes_no_report_from_the_next()
    {
        var report = await _house.Shop.ReportAsync(Cancel);
        Assert.Equal("2026-11-22", DailyReport.Write("shop", "2026-11-22", report, new AlertRules()).Cause);
    }

    [Fact]
    public async Task Without_an_hour_there_is_no_report_and_without_a_filing_day_no_word_of_the_JPK()
    {
        _house.Ksef.Answer = i => new GatewayOutcome.NotSent(i.Key, "KSeF is down");
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        _house.Ksef.Answer = _ => null;
        _house.Time.Advance(TimeSpan.FromDays(35));
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        var (desk, heard) = _house.Desk(rules: new AlertRules { DailyReportHour = null, JpkFilingDay = null });
        await desk.RunRoundAsync(Cancel);
        Assert.Equal([AlertKind.NumberAssigned], heard.Kinds);
    }

    [Fact]
    public async Task A_number_that_comes_on_the_very_day_of_filing_asks_for_no_correction()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromDays(32)); // the 25th of December
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        var (desk, heard) = _house.Desk();
        await desk.RunRoundAsync(Cancel);
        Assert.Equal([AlertKind.NumberAssigned], heard.Kinds);
    }

    [Theory]
    [InlineData(30, 0, false)]
    [InlineData(30, 1, true)]
    public async Task A_certificate_warns_from_the_very_moment_that_its_warning_begins(int days, int seconds, bool warned)
    {
        using var certificate = TestShop.Certificate(0x62, House.Monday.AddDays(-700), House.Monday.AddDays(days).AddSeconds(1));
        using var signer = Qr.CertificateLinkSigner.FromCertificate(certificate);
        _house.Time.Advance(TimeSpan.FromSeconds(seconds));
        var (desk, heard) = _house.Desk(_house.Taxpayer("shop", signer: signer));
        await desk.RunRoundAsync(Cancel);
        Assert.Equal(warned, heard.Kinds.Contains(AlertKind.CertificateEnding));
    }

    [Fact]
    public async Task An_announcement_of_a_week_ago_is_told_no_more_and_one_of_yesterday_is()
    {
        await RecordAsync(AnnouncementKind.Failure, end: null);
        _house.Time.Advance(TimeSpan.FromDays(6));
        Assert.Equal(1, await _house.Desk().Desk.RunRoundAsync(Cancel));
        await RecordAsync(AnnouncementKind.Maintenance, end: Now + Duration.FromHours(1));
        _house.Time.Advance(TimeSpan.FromDays(7));
        Assert.Equal(0, await _house.Desk().Desk.RunRoundAsync(Cancel));
    }

    [Fact]
    public async Task A_report_of_many_is_cut_and_says_how_many_more()
    {
        for (var i = 0; i < 203; i++) await _house.Shop.IssueAsync(_house.Draft($"FV/{i}"), cancellationToken: Cancel);
        var report = await _house.Shop.ReportAsync(Cancel);
        var mail = DailyReport.Write("shop", "2026-11-23", report, new AlertRules()).Attachment!.Value;
        var text = System.Text.Encoding.ASCII.GetString(mail.Span);
        var body = System.Text.Encoding.UTF8.GetString(Convert.FromBase64String(text.Split("base64\r\n\r\n")[1].Split("--")[0]));
        Assert.Contains("(Everything unsent): 203", body, StringComparison.Ordinal);
        Assert.Contains("... i jeszcze 3", body, StringComparison.Ordinal);
    }

    private async Task RecordAsync(AnnouncementKind kind, Instant? end, bool withdrawn = false) => await _house.Outbox.Announcements.RecordAsync(
        new RecordedAnnouncement(0, new Announcement { Kind = kind, Start = Now, End = end, Published = Now, MessageId = $"K/{kind}/{Now}", Withdrawn = withdrawn }, Now, "test"),
        new EvidenceDraft(Now, "test", EvidenceKind.Announcement, "announced"), Cancel);
}
