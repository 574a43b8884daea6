using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sending;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Alerts;

/// <summary>Each alert once per cause, whatever restarts and whoever fails.</summary>
public sealed class AlertDeskTests
{
    private readonly House _house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_number_is_told_once_with_the_number_and_the_invoice_to_link_it_to()
    {
        var issued = await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        var (desk, heard) = _house.Desk();
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        await desk.RunRoundAsync(Cancel);
        await desk.RunRoundAsync(Cancel);
        await _house.Desk().Desk.RunRoundAsync(Cancel);
        var alert = Assert.Single(heard.Alerts);
        Assert.Equal((AlertKind.NumberAssigned, (Ksef.Offline.Invoices.InvoiceKey?)issued.Entry.Key), (alert.Kind, alert.Invoice));
        Assert.Equal((await _house.Shop.FindAsync(issued.Entry.Key, Cancel))!.Acceptance!.Number, alert.KsefNumber);
    }

    [Fact]
    public async Task A_deadline_warns_when_near_on_its_last_day_and_when_missed_each_once_also_over_restarts()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel); // due on Tuesday
        var told = new List<AlertKind>();
        foreach (var hours in new[] { 0, 2, 1, 12, 6, 24, 1 }) // Monday 11:00, 13:00, 14:00; Tuesday 2:00, 8:00; Wednesday 8:00, 9:00
        {
            _house.Time.Advance(TimeSpan.FromHours(hours));
            var (desk, heard) = _house.Desk();
            await desk.RunRoundAsync(Cancel);
            await desk.RunRoundAsync(Cancel);
            told.AddRange(heard.Kinds);
        }
        Assert.Equal([AlertKind.DeadlineAtRisk, AlertKind.LastDay, AlertKind.Overdue], told);
    }

    [Fact]
    public async Task A_notifier_that_fails_gets_the_same_alerts_again()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        await _house.Shop.IssueAsync(_house.Draft("FV/2"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromHours(5));
        var (desk, heard) = _house.Desk();
        heard.Fails = new IOException("mail server away");
        Assert.Equal(0, await desk.RunRoundAsync(Cancel));
        heard.Fails = null;
        _house.Time.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(2, await desk.RunRoundAsync(Cancel));
        Assert.Equal([AlertKind.NumberAssigned, AlertKind.DeadlineAtRisk], heard.Kinds.Order());
    }

    [Theory]
    [InlineData(RejectionKind.Technical, AlertKind.Rejected)]
    [InlineData(RejectionKind.Semantic, AlertKind.Rejected)]
    [InlineData(RejectionKind.Permission, AlertKind.Rejected)]
    [InlineData(RejectionKind.NumberCollision, AlertKind.Conflict)]
    public async Task A_refusal_is_one_alert_with_the_words_of_KSeF(RejectionKind refusal, AlertKind kind)
    {
        _house.Ksef.Answer = i => new GatewayOutcome.Rejected(i.Key, refusal, 450, "Błąd weryfikacji", SubmissionReference.None);
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        var (desk, heard) = _house.Desk();
        await desk.RunRoundAsync(Cancel);
        var alert = Assert.Single(heard.Alerts);
        Assert.Equal(kind, alert.Kind);
        Assert.Contains("Błąd weryfikacji", alert.TextPl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_announcement_and_a_total_failure_are_told_once_and_old_ones_never()
    {
        var now = _house.Time.GetUtcNow().ToInstant();
        await RecordAsync(AnnouncementKind.Failure, now - Duration.FromDays(60), now - Duration.FromDays(60));
        await RecordAsync(AnnouncementKind.Failure, now - Duration.FromHours(1), now);
        await RecordAsync(AnnouncementKind.TotalFailure, now, now);
        var (desk, heard) = _house.Desk();
        await desk.RunRoundAsync(Cancel);
        Assert.Equal([AlertKind.BeaconChanged, AlertKind.TotalFailure], heard.Kinds);
        var (again, silence) = _house.Desk();
        await again.RunRoundAsync(Cancel);
        Assert.Empty(silence.Alerts);
    }

    [Fact]
    public async Task A_certificate_warns_once_before_its_end_and_once_after_it()
    {
        using var certificate = TestShop.Certificate(0x61, House.Monday.AddDays(-700), House.Monday.AddDays(31));
        using var signer = Qr.CertificateLinkSigner.FromCertificate(certificate);
        var shop = _house.Taxpayer("shop", signer: signer);
        var told = new List<string>();
        foreach (var days in new[] { 0, 2, 5, 30, 1 })
        {
            _house.Time.Advance(TimeSpan.FromDays(days));
            var (desk, heard) = _house.Desk(shop);
            await desk.RunRoundAsync(Cancel);
            told.AddRange(heard.Alerts.Select(a => a.Cause));
        }
        Assert.Equal(["0102030405060761 ends", "0102030405060761 ended"], told);
    }

    [Fact]
    public async Task A_number_that_comes_after_the_JPK_was_filed_asks_for_its_correction()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await _house.Shop.IssueAsync(_house.Draft("FV/2"), cancellationToken: Cancel);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel); // in time: nothing to correct
        _house.Ksef.Answer = i => new GatewayOutcome.NotSent(i.Key, "KSeF is down");
        await _house.Shop.IssueAsync(_house.Draft("FV/3"), cancellationToken: Cancel);
        _house.Ksef.Answer = _ => null;
        _house.Time.Advance(TimeSpan.FromDays(35)); // the 28th of December; JPK of November was filed on the 25th
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        var (desk, heard) = _house.Desk();
        await desk.RunRoundAsync(Cancel);
        var alert = Assert.Single(heard.Alerts, a => a.Kind == AlertKind.JpkCorrectionDue);
        Assert.Equal("FV/3", alert.Invoice!.Value.Number);
        Assert.Contains("2026-12-25", alert.TextPl, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_daily_report_is_a_mail_once_a_day_from_its_hour_on()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/<1>"), cancellationToken: Cancel);
        var mails = new List<Alert>();
        foreach (var hours in new[] { -5, 1, 1, 23, 3 }) // 6:00, 7:00, 8:00; the next day 7:00, 10:00
        {
            if (hours < 0) _house.Time.Jump(House.Monday.AddHours(hours));
            else _house.Time.Advance(TimeSpan.FromHours(hours));
            var (desk, heard) = _house.Desk(rules: new AlertRules { ReportTo = "biuro@example.pl" });
            await desk.RunRoundAsync(Cancel);
            mails.AddRange(heard.Alerts.Where(a => a.Kind == AlertKind.DailyReport));
        }
        Assert.Equal(["2026-11-23", "2026-11-24"], mails.Select(m => m.Cause));
        var mail = Encoding.ASCII.GetString(mails[1].Attachment!.Value.Span);
        Assert.Contains("To: biuro@example.pl", mail, StringComparison.Ordinal);
        var bodies = mail.Split("base64\r\n\r\n").Skip(1).Select(p => Encoding.UTF8.GetString(Convert.FromBase64String(p.Split("--")[0]))).ToList();
        Assert.Contains("FV/<1>  2026-11-24", bodies[0], StringComparison.Ordinal);
        Assert.Contains("FV/&lt;1&gt;", bodies[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_notifier_notifications_are_left_to_the_application()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        Assert.Equal(0, await new AlertDesk(_house.Shop, []).RunRoundAsync(Cancel));
        Assert.Single(await _house.Outbox.Notifications.TakeAsync(_house.Time.GetUtcNow().ToInstant(), Duration.FromMinutes(1), 10, Cancel), n => n.Kind == Ksef.Offline.Outbox.Notifications.NotificationKind.NumberAssigned);
    }

    [Fact]
    public async Task In_a_shared_outbox_each_taxpayer_hears_of_its_own_invoices_alone()
    {
        var other = _house.Taxpayer("other", "1111111111");
        await _house.Shop.IssueAsync(_house.Draft("A/1"), cancellationToken: Cancel);
        await other.IssueAsync(_house.Draft("B/1", "1111111111"), cancellationToken: Cancel);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        await other.SendDueAsync(cancellationToken: Cancel);
        var (two, heardByTwo) = _house.Desk(other);
        var (one, heardByOne) = _house.Desk(others: name => name == "other" ? two : null);
        await one.RunRoundAsync(Cancel);
        Assert.Equal("A/1", Assert.Single(heardByOne.Alerts).Invoice!.Value.Number);
        Assert.Equal("B/1", Assert.Single(heardByTwo.Alerts).Invoice!.Value.Number);
        Assert.Equal("other", heardByTwo.Alerts[0].Taxpayer);
    }

    [Fact]
    public async Task A_notification_of_a_taxpayer_that_is_served_elsewhere_is_left_to_the_other_process()
    {
        var elsewhere = _house.Taxpayer("elsewhere", "1111111111");
        await elsewhere.IssueAsync(_house.Draft("B/1", "1111111111"), cancellationToken: Cancel);
        await elsewhere.SendDueAsync(cancellationToken: Cancel);
        var (here, heardHere) = _house.Desk();
        await here.RunRoundAsync(Cancel);
        Assert.Empty(heardHere.Alerts);
        _house.Time.Advance(TimeSpan.FromMinutes(2));
        var (there, heardThere) = _house.Desk(elsewhere);
        await there.RunRoundAsync(Cancel);
        Assert.Single(heardThere.Alerts);
    }

    [Fact]
    public async Task Warnings_stand_in_the_evidence_as_an_unbroken_chain()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromHours(5));
        await _house.Desk().Desk.RunRoundAsync(Cancel);
        var chain = new List<EvidenceRecord>();
        await foreach (var record in _house.Outbox.Evidence.ReadAsync("alerts/shop", Cancel)) chain.Add(record);
        Assert.Equal(EvidenceKind.Alert, Assert.Single(chain).Kind);
        Assert.Null(EvidenceChains.FirstBroken(chain));
    }

    [Fact]
    public void Whatever_restarts_and_whoever_fails_every_cause_is_told_and_told_once() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => RunAsync(seed).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    /// <summary>Days with invoices, restarts, and a mail server that is away now and then; at the end it is there, and everything must have been told exactly once.</summary>
    private static async Task<bool> RunAsync(int seed)
    {
        var chance = new Random(seed);
        var house = new House();
        house.Ksef.Answer = i => chance.Next(4) == 0 ? new GatewayOutcome.Rejected(i.Key, RejectionKind.Semantic, 450, "nie", SubmissionReference.None) : null;
        var told = new List<(AlertKind, string)>();
        var issued = 0;
        var (desk, heard) = house.Desk();
        for (var step = 0; step < 40; step++)
        {
            if (chance.Next(3) == 0) await house.Shop.IssueAsync(house.Draft($"FV/{++issued}"), cancellationToken: CancellationToken.None);
            if (chance.Next(6) == 0) await house.Shop.SendDueAsync(cancellationToken: CancellationToken.None);
            if (chance.Next(4) == 0)
            {
                told.AddRange(heard.Alerts.Select(a => (a.Kind, a.Cause)));
                (desk, heard) = house.Desk();
            }
            heard.Fails = chance.Next(3) == 0 ? new IOException("mail server away") : null;
            house.Time.Advance(TimeSpan.FromMinutes(chance.Next(1, 600)));
            await desk.RunRoundAsync(CancellationToken.None);
        }
        heard.Fails = null;
        house.Time.Advance(TimeSpan.FromMinutes(2));
        await house.Shop.SendDueAsync(cancellationToken: CancellationToken.None);
        await desk.RunRoundAsync(CancellationToken.None);
        told.AddRange(heard.Alerts.Select(a => (a.Kind, a.Cause)));
        var answers = told.Count(t => t.Item1 is AlertKind.NumberAssigned or AlertKind.Rejected);
        return told.Distinct().Count() == told.Count && answers == issued;
    }

    private async Task RecordAsync(AnnouncementKind kind, Instant start, Instant recordedAt) => await _house.Outbox.Announcements.RecordAsync(
        new RecordedAnnouncement(0, new Announcement { Kind = kind, Start = start, Published = start, MessageId = $"K/{start}" }, recordedAt, "test"),
        new EvidenceDraft(recordedAt, "test", EvidenceKind.Announcement, "announced"), Cancel);
}
