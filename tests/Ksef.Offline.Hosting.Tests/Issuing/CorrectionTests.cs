using System.Text;
using Ksef.Offline.Calendars;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Issuing;

/// <summary>Correcting invoices before and after the number, technical corrections, reports: the verbs that come after issuing.</summary>
public sealed class CorrectionTests
{
    private readonly House _house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_correction_waits_for_the_number_of_its_original_and_is_then_issued_with_it_and_with_the_day()
    {
        var original = (await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel)).Entry;
        var kept = await _house.Shop.IssueCorrectionAsync(Correction(original.Key.Number, "KOR/1"), original.Key, cancellationToken: Cancel);
        Assert.Null(kept.Issued);
        Assert.Equal(OutboxState.Blocked, kept.Entry.State);

        _house.Time.Advance(TimeSpan.FromDays(1));
        await _house.SendAsync(Cancel);
        var number = (await _house.Shop.FindAsync(original.Key, Cancel))!.Acceptance!.Number;
        var correction = (await _house.Shop.FindAsync(kept.Entry.Key, Cancel))!;
        Assert.Equal((OutboxState.Accepted, new LocalDate(2026, 11, 24)), (correction.State, correction.IssueDate));
        var xml = Encoding.UTF8.GetString(correction.Bytes.Span);
        Assert.Contains($"<NrKSeFFaKorygowanej>{number}</NrKSeFFaKorygowanej>", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("NrKSeFN", xml, StringComparison.Ordinal);
        Assert.Equal(["FV/1", "KOR/1"], _house.Ksef.Received.Select(r => r.Key.Number));
    }

    [Fact]
    public async Task A_correction_of_an_invoice_with_a_number_is_issued_at_once_and_names_it()
    {
        var original = (await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel)).Entry;
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        var correction = await _house.Shop.IssueCorrectionAsync(Correction("FV/1", "KOR/1"), original.Key, new IssueRequest { Actor = "kasa 1", Reason = "zła cena" }, Cancel);
        Assert.NotNull(correction.Issued);
        Assert.Contains((await _house.Shop.FindAsync(original.Key, Cancel))!.Acceptance!.Number.ToString(), Encoding.UTF8.GetString(correction.Issued.Invoice.Bytes.Span), StringComparison.Ordinal);
        Assert.Equal(("kasa 1", "zła cena"), (correction.Entry.Mode.Actor, correction.Entry.Mode.Reason));
    }

    [Fact]
    public async Task A_correction_of_nothing_known_or_of_another_invoice_is_refused()
    {
        var original = (await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel)).Entry;
        Assert.Equal("KO7012", await RefusalAsync(() => _house.Shop.IssueCorrectionAsync(Correction("FV/9", "KOR/1"), original.Key with { Number = "FV/9" }, cancellationToken: Cancel)));
        Assert.Equal("KO7012", await RefusalAsync(() => _house.Taxpayer("other").IssueCorrectionAsync(Correction("FV/1", "KOR/1"), original.Key, cancellationToken: Cancel)));
        Assert.Equal("KO7013", await RefusalAsync(() => _house.Shop.IssueCorrectionAsync(Correction("FV/2", "KOR/1"), original.Key, cancellationToken: Cancel)));
        Assert.Equal("KO7013", await RefusalAsync(() => _house.Shop.IssueCorrectionAsync(_house.Draft("FV/3"), original.Key, cancellationToken: Cancel)));
    }

    [Fact]
    public async Task A_correction_that_calls_an_invoice_of_the_queue_one_from_outside_KSeF_is_refused_in_every_way()
    {
        var original = (await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel)).Entry;
        Assert.Equal("KO7014", await RefusalAsync(() => _house.Shop.IssueAsync(Correction("FV/1", "KOR/1"), cancellationToken: Cancel)));
        var bytes = Correction("FV/1", "KOR/1").Issue(_house.Time.GetUtcNow().ToInstant());
        Assert.Equal("KO7014", await RefusalAsync(() => _house.Shop.IssueAsync(bytes.Bytes, cancellationToken: Cancel)));
        Assert.Equal("KO7014", await RefusalAsync(() => _house.Shop.PrepareAsync(bytes, cancellationToken: Cancel)));
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        Assert.Equal("KO7014", await RefusalAsync(() => _house.Shop.IssueAsync(Correction("FV/1", "KOR/1"), cancellationToken: Cancel)));
        Assert.NotNull((await _house.Shop.IssueCorrectionAsync(Correction("FV/1", "KOR/1"), original.Key, cancellationToken: Cancel)).Issued);
    }

    [Fact]
    public async Task A_correction_of_what_never_stood_in_the_queue_may_say_so() =>
        Assert.True((await _house.Shop.IssueAsync(Correction("PAPER/1", "KOR/1"), cancellationToken: Cancel)).IsNew);

    [Fact]
    public async Task A_settlement_that_calls_an_advance_of_the_queue_one_from_outside_KSeF_is_refused()
    {
        var (seller, buyer) = (Party.Seller(House.Nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"));
        var day = new LocalDate(2026, 11, 23);
        var advance = InvoiceBuilder.Advance(seller, buyer).Number("ZAL/1").IssuedOn(day).OrderLine("Maszyna", 1, "szt.", 1000m, VatRate.Standard23).Received(123m, day).Build();
        await _house.Shop.IssueAsync(advance, cancellationToken: Cancel);
        var settlement = InvoiceBuilder.Settlement(seller, buyer).Number("ROZ/1").IssuedOn(day).Line("Maszyna", 1, "szt.", 1000m, VatRate.Standard23)
            .Settles(new OutsideAdvanceInvoice("ZAL/1"), advance.Body.Totals).Build();
        Assert.Equal("KO7014", await RefusalAsync(() => _house.Shop.IssueAsync(settlement, cancellationToken: Cancel)));
    }

    [Fact]
    public async Task A_number_taken_by_other_bytes_is_no_number_for_a_draft_of_a_correction_either()
    {
        var original = (await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel)).Entry;
        await _house.Shop.IssueAsync(Correction("PAPER/1", "KOR/1"), cancellationToken: Cancel);
        var refused = await Assert.ThrowsAsync<IssueRefusedException>(() => _house.Shop.IssueCorrectionAsync(Correction("FV/1", "KOR/1"), original.Key, cancellationToken: Cancel));
        var finding = Assert.Single(refused.Findings);
        Assert.Equal("KO7011", finding.Code);
        Assert.DoesNotContain(default(InvoiceHash).ToBase64(), finding.Message + finding.MessagePl + finding.Value, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_technical_correction_of_a_refused_file_is_sent_and_keeps_the_printed_hash_in_view()
    {
        _house.Ksef.Answer = i => new GatewayOutcome.Rejected(i.Key, RejectionKind.Technical, 430, "zły plik", SubmissionReference.None);
        var issued = await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        _house.Ksef.Answer = _ => null;
        var mended = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(issued.Invoice.Bytes.Span) + "\n");
        var other = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(issued.Invoice.Bytes.Span).Replace("Usługa", "Inna usługa", StringComparison.Ordinal));
        Assert.Equal("KO5041", await RefusalAsync(() => _house.Shop.CorrectTechnicallyAsync(issued.Entry.Key, other, "inna treść", "kasa 1", Cancel)));

        var corrected = await _house.Shop.CorrectTechnicallyAsync(issued.Entry.Key, mended, "koniec wiersza", "kasa 1", Cancel);
        Assert.Equal(issued.Invoice.Hash, corrected.Corrects);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        Assert.Equal(OutboxState.Accepted, (await _house.Shop.FindAsync(issued.Entry.Key, Cancel))!.State);
    }

    [Fact]
    public async Task Reports_are_of_the_taxpayers_own_queue()
    {
        var other = _house.Taxpayer("other", "1111111111");
        await _house.Shop.IssueAsync(_house.Draft("A/1"), cancellationToken: Cancel);
        await other.IssueAsync(_house.Draft("B/1", "1111111111"), cancellationToken: Cancel);
        await other.SendDueAsync(cancellationToken: Cancel);
        var report = await _house.Shop.ReportAsync(Cancel);
        Assert.Equal("A/1", Assert.Single(report.Unsent).Key.Number);
        Assert.Equal(1, Assert.Single(report.Volumes).Issued);
        Assert.Empty((await other.ReportAsync(Cancel)).Unsent);
        var jpk = Assert.Single(await _house.Shop.ReportJpkAsync(new YearMonth(2026, 11), new LocalDate(2026, 12, 25), Cancel));
        Assert.Equal(("A/1", (KsefNumber?)null), (jpk.Number, jpk.KsefNumber));
        Assert.Empty(await _house.Shop.ReportJpkAsync(new YearMonth(2026, 10), new LocalDate(2026, 11, 25), Cancel));
    }

    [Fact]
    public async Task In_a_total_failure_a_document_is_recorded_with_a_reference_and_nothing_is_issued_or_sent()
    {
        var key = new InvoiceKey(Nip.Parse(House.Nip), InvoiceType.Vat, "P/1");
        var day = new LocalDate(2026, 11, 23);
        Assert.Equal("KO7010", await RefusalAsync(() => _house.Shop.RecordOutsideAsync(key, day, "kasa 1", cancellationToken: Cancel)));
        var now = _house.Time.GetUtcNow().ToInstant();
        await _house.Outbox.Announcements.RecordAsync(
            new(0, new() { Kind = Deadlines.AnnouncementKind.TotalFailure, Start = now, Published = now, Confirmed = true }, now, "biuro"), new(now, "biuro", Ksef.Offline.Outbox.Evidence.EvidenceKind.Announcement, "radio"), Cancel);
        Assert.Equal("KO5010", await RefusalAsync(() => _house.Shop.IssueAsync(_house.Draft("P/1"), cancellationToken: Cancel)));
        var recorded = await _house.Shop.RecordOutsideAsync(key, day, "kasa 1", "paragon"u8.ToArray(), Cancel);
        Assert.Equal(("shop/2026/11/000001", InvoiceHash.Of("paragon"u8)), (recorded.Reference.ToString(), recorded.Hash));
        Assert.Equal(("P/1", "kasa 1"), (recorded.Number, recorded.Actor));
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        Assert.Empty(_house.Ksef.Received);
    }

    [Fact]
    public async Task Papers_of_a_total_failure_are_recorded_when_it_is_over_and_are_in_the_JPK_and_the_reconciliation_of_their_month()
    {
        var (day, now) = (new LocalDate(2026, 11, 23), _house.Time.GetUtcNow().ToInstant());
        await _house.Outbox.Announcements.RecordAsync(
            new(0, new() { Kind = Deadlines.AnnouncementKind.TotalFailure, Start = now, End = now + Duration.FromHours(1), Published = now, Confirmed = true, EventId = "T1" }, now, "biuro"),
            new(now, "biuro", Ksef.Offline.Outbox.Evidence.EvidenceKind.Announcement, "radio"), Cancel);
        _house.Time.Advance(TimeSpan.FromDays(2));
        var key = new InvoiceKey(Nip.Parse(House.Nip), InvoiceType.Vat, "P/1");
        await _house.Shop.RecordOutsideAsync(key, day, "kasa 1", cancellationToken: Cancel);
        foreach (var wrong in new[] { day.PlusDays(-1), day.PlusDays(1) })
            Assert.Equal("KO7010", await RefusalAsync(() => _house.Shop.RecordOutsideAsync(key with { Number = "P/2" }, wrong, "kasa 1", cancellationToken: Cancel)));

        var jpk = Assert.Single(await _house.Shop.ReportJpkAsync(new YearMonth(2026, 11), new LocalDate(2026, 12, 25), Cancel));
        Assert.Equal(("P/1", Deadlines.JpkMarker.Bfk), (jpk.Number, jpk.Answer.Marker));
        Assert.Empty(await _house.Taxpayer("other", "1111111111").ReportJpkAsync(new YearMonth(2026, 11), new LocalDate(2026, 12, 25), Cancel));
        Assert.Empty((await _house.Shop.ReconcileAsync(new YearMonth(2026, 11), [new(key.SellerNip, "P/1")], [], Cancel)).Differences);
        Assert.Equal((0, true), ((await _house.Shop.ReportIncidentAsync("T1", Cancel))!.Open, (await _house.Shop.ReportIncidentAsync("T1", Cancel))!.MayBeClosed));
        Assert.Null(await _house.Shop.ReportIncidentAsync("T2", Cancel));

        Assert.Null(await _house.Shop.ForecastAsync(Cancel));
        await _house.Shop.IssueAsync(_house.Draft("A/1"), cancellationToken: Cancel);
        Assert.True((await _house.Shop.ForecastAsync(Cancel))!.IsInTime);
    }

    [Fact]
    public async Task In_a_shared_outbox_a_taxpayer_neither_finds_nor_takes_over_what_is_anothers()
    {
        var issued = await _house.Shop.IssueAsync(_house.Draft("A/1"), cancellationToken: Cancel);
        var other = _house.Taxpayer("other");
        Assert.Null(await other.FindAsync(issued.Entry.Key, Cancel));
        Assert.Equal("KO7012", await RefusalAsync(() => other.IssueAsync(issued.Invoice.Bytes, cancellationToken: Cancel)));
        Assert.Equal("KO7012", await RefusalAsync(() => other.CorrectTechnicallyAsync(issued.Entry.Key, issued.Invoice.Bytes, "?", "?", Cancel)));
        await other.SendDueAsync(cancellationToken: Cancel);
        Assert.Empty(_house.Ksef.Received);
    }

    private InvoiceDraft Correction(string corrected, string number)
    {
        var line = new InvoiceLine { Number = 1, Name = "Usługa", Quantity = 1, Unit = "szt.", UnitNetPrice = 100m, NetAmount = 100m, Rate = VatRate.Standard23 };
        return InvoiceBuilder
            .Correction(
                Party.Seller(House.Nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"),
                InvoiceBuilder.Corrected(new LocalDate(2026, 11, 23), corrected, null))
            .Number(number).IssuedOn(WarsawTime.DateOf(_house.Time.GetUtcNow().ToInstant())).Because("zła cena")
            .CorrectLine(line, line with { UnitNetPrice = 90m, NetAmount = 90m })
            .Build();
    }

    private static async Task<string> RefusalAsync(Func<Task> act) => Assert.Single((await Assert.ThrowsAsync<IssueRefusedException>(act)).Findings).Code;
}
