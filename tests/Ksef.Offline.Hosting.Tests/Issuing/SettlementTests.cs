using System.Text;
using Ksef.Offline.Calendars;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.States;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Issuing;

/// <summary>Settlements behind their advances, and corrections of several invoices, of which some have numbers and some not.</summary>
public sealed class SettlementTests
{
    private static readonly Seller Seller = Party.Seller(House.Nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa");
    private static readonly Buyer Buyer = Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków");

    private readonly House _house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private LocalDate Today => WarsawTime.DateOf(_house.Time.GetUtcNow().ToInstant());

    [Fact]
    public async Task A_settlement_waits_for_the_numbers_of_its_advances_and_is_then_issued_with_them_and_with_the_day()
    {
        var (first, totals) = await AdvanceAsync("ZAL/1--a");
        var (second, _) = await AdvanceAsync("ZAL/2");
        var kept = await _house.Shop.IssueSettlementAsync(Settlement("ROZ/1", totals, "ZAL/1--a", "ZAL/2"), [first, second], cancellationToken: Cancel);
        Assert.Null(kept.Issued);
        Assert.Equal((OutboxState.Blocked, first), (kept.Entry.State, kept.Entry.Behind!.Value));
        Assert.Contains("ZAL/2", kept.Entry.Note, StringComparison.Ordinal);

        _house.Time.Advance(TimeSpan.FromDays(1));
        await _house.SendAsync(Cancel);
        var settlement = (await _house.Shop.FindAsync(kept.Entry.Key, Cancel))!;
        Assert.Equal((OutboxState.Accepted, new LocalDate(2026, 11, 24)), (settlement.State, settlement.IssueDate));
        var xml = Encoding.UTF8.GetString(settlement.Bytes.Span);
        foreach (var advance in new[] { first, second })
            Assert.Contains($"<NrKSeFFaZaliczkowej>{(await _house.Shop.FindAsync(advance, Cancel))!.Acceptance!.Number}</NrKSeFFaZaliczkowej>", xml, StringComparison.Ordinal);
        Assert.DoesNotContain("NrKSeFZN", xml, StringComparison.Ordinal);
        Assert.EndsWith("Faktura>", xml.TrimEnd(), StringComparison.Ordinal);
        Assert.Equal("ROZ/1", _house.Ksef.Received[^1].Key.Number);
    }

    [Fact]
    public async Task A_settlement_of_one_advance_with_a_number_and_one_without_waits_for_the_latter_alone()
    {
        var (first, totals) = await AdvanceAsync("ZAL/1");
        await _house.SendAsync(Cancel);
        var (second, _) = await AdvanceAsync("ZAL/2");
        var kept = await _house.Shop.IssueSettlementAsync(Settlement("ROZ/1", totals, "ZAL/1", "ZAL/2"), [first, second], cancellationToken: Cancel);
        Assert.Equal(second, kept.Entry.Behind);
        await _house.SendAsync(Cancel);
        var xml = Encoding.UTF8.GetString((await _house.Shop.FindAsync(kept.Entry.Key, Cancel))!.Bytes.Span);
        foreach (var advance in new[] { first, second })
            Assert.Contains($"<NrKSeFFaZaliczkowej>{(await _house.Shop.FindAsync(advance, Cancel))!.Acceptance!.Number}</NrKSeFFaZaliczkowej>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settlement_of_advances_that_have_their_numbers_is_issued_at_once_and_one_from_paper_stays_so()
    {
        var (first, totals) = await AdvanceAsync("ZAL/1");
        await _house.SendAsync(Cancel);
        var issued = await _house.Shop.IssueSettlementAsync(Settlement("ROZ/1", totals, "ZAL/1", "PAPER/7"), [first], cancellationToken: Cancel);
        Assert.NotNull(issued.Issued);
        var xml = Encoding.UTF8.GetString(issued.Entry.Bytes.Span);
        Assert.Contains($"<NrKSeFFaZaliczkowej>{(await _house.Shop.FindAsync(first, Cancel))!.Acceptance!.Number}</NrKSeFFaZaliczkowej>", xml, StringComparison.Ordinal);
        Assert.Contains("<NrFaZaliczkowej>PAPER/7</NrFaZaliczkowej>", xml, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_settlement_that_keeps_an_advance_from_paper_beside_one_that_waits_is_released_too()
    {
        var (first, totals) = await AdvanceAsync("ZAL/1");
        var kept = await _house.Shop.IssueSettlementAsync(Settlement("ROZ/1", totals, "ZAL/1", "PAPER/7"), [first], cancellationToken: Cancel);
        Assert.Null(kept.Issued);
        await _house.SendAsync(Cancel);
        var settlement = (await _house.Shop.FindAsync(kept.Entry.Key, Cancel))!;
        Assert.Equal(OutboxState.Accepted, settlement.State);
        Assert.Contains("<NrFaZaliczkowej>PAPER/7</NrFaZaliczkowej>", Encoding.UTF8.GetString(settlement.Bytes.Span), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_advance_that_is_not_named_or_unknown_or_left_out_is_refused_and_nothing_is_kept()
    {
        var (first, totals) = await AdvanceAsync("ZAL/1");
        var (second, _) = await AdvanceAsync("ZAL/2");
        var draft = Settlement("ROZ/1", totals, "ZAL/1");
        Assert.Equal("KO7012", await RefusalAsync(() => _house.Shop.IssueSettlementAsync(draft, [first with { Number = "ZAL/9" }], cancellationToken: Cancel)));
        Assert.Equal("KO7013", await RefusalAsync(() => _house.Shop.IssueSettlementAsync(draft, [second], cancellationToken: Cancel)));
        Assert.Equal("KO7014", await RefusalAsync(() => _house.Shop.IssueSettlementAsync(Settlement("ROZ/1", totals, "ZAL/1", "ZAL/2"), [first], cancellationToken: Cancel)));
        await Assert.ThrowsAsync<ArgumentException>(() => _house.Shop.IssueSettlementAsync(draft, [], cancellationToken: Cancel));
        Assert.Null(await _house.Shop.FindAsync(new InvoiceKey(first.SellerNip, InvoiceType.Settlement, "ROZ/1"), Cancel));
    }

    [Fact]
    public async Task A_collective_correction_waits_for_those_of_its_originals_that_have_no_number()
    {
        var first = (await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel)).Entry.Key;
        await _house.SendAsync(Cancel);
        var second = (await _house.Shop.IssueAsync(_house.Draft("FV/2"), cancellationToken: Cancel)).Entry.Key;
        var third = (await _house.Shop.IssueAsync(_house.Draft("FV/3"), cancellationToken: Cancel)).Entry.Key;
        var kept = await _house.Shop.IssueCorrectionAsync(Correction("KOR/1", "FV/1", "FV/2", "FV/3", "PAPER/4"), [first, second, third], cancellationToken: Cancel);
        Assert.Equal((OutboxState.Blocked, second), (kept.Entry.State, kept.Entry.Behind!.Value));
        await _house.SendAsync(Cancel);
        var correction = (await _house.Shop.FindAsync(kept.Entry.Key, Cancel))!;
        Assert.Equal(OutboxState.Accepted, correction.State);
        var xml = Encoding.UTF8.GetString(correction.Bytes.Span);
        foreach (var original in new[] { first, second, third })
            Assert.Contains($"<NrKSeFFaKorygowanej>{(await _house.Shop.FindAsync(original, Cancel))!.Acceptance!.Number}</NrKSeFFaKorygowanej>", xml, StringComparison.Ordinal);
        // What really was issued on paper is still said to be.
        Assert.Equal(2, xml.Split("<NrKSeFN>").Length);
    }

    [Fact]
    public async Task A_correction_of_a_settlement_may_wait_for_the_settlement_and_for_its_advance()
    {
        var (advance, totals) = await AdvanceAsync("ZAL/1");
        var settlement = (await _house.Shop.IssueSettlementAsync(Settlement("ROZ/1", totals, "ZAL/1"), [advance], cancellationToken: Cancel)).Entry.Key;
        var line = new InvoiceLine { Number = 1, Name = "Maszyna", Quantity = 1, Unit = "szt.", UnitNetPrice = 1000m, NetAmount = 1000m, Rate = VatRate.Standard23 };
        var draft = InvoiceBuilder.SettlementCorrection(Seller, Buyer, InvoiceBuilder.Corrected(Today, "ROZ/1", null)).Number("KOR/1").IssuedOn(Today).Because("rabat")
            .CorrectLine(line, line with { UnitNetPrice = 900m, NetAmount = 900m }).Customize(body => body with { AdvanceInvoices = new[] { (AdvanceInvoiceReference)new OutsideAdvanceInvoice("ZAL/1") }.ToEquatableList() }).Build();
        var kept = await _house.Shop.IssueCorrectionAsync(draft, [settlement, advance], cancellationToken: Cancel);
        await _house.SendAsync(Cancel);
        var correction = (await _house.Shop.FindAsync(kept.Entry.Key, Cancel))!;
        Assert.Equal(OutboxState.Accepted, correction.State);
        var xml = Encoding.UTF8.GetString(correction.Bytes.Span);
        Assert.Contains($"<NrKSeFFaKorygowanej>{(await _house.Shop.FindAsync(settlement, Cancel))!.Acceptance!.Number}</NrKSeFFaKorygowanej>", xml, StringComparison.Ordinal);
        Assert.Contains($"<NrKSeFFaZaliczkowej>{(await _house.Shop.FindAsync(advance, Cancel))!.Acceptance!.Number}</NrKSeFFaZaliczkowej>", xml, StringComparison.Ordinal);
        Assert.Equal(["ZAL/1", "ROZ/1", "KOR/1"], _house.Ksef.Received.Select(r => r.Key.Number));
    }

    [Fact]
    public async Task The_last_advance_of_a_series_may_not_call_an_earlier_one_of_the_queue_one_from_outside_KSeF()
    {
        var (first, _) = await AdvanceAsync("ZAL/1");
        var last = Advance("ZAL/2", body => body with { AdvanceInvoices = new[] { (AdvanceInvoiceReference)new OutsideAdvanceInvoice("ZAL/1") }.ToEquatableList() });
        Assert.Equal("KO7014", await RefusalAsync(() => _house.Shop.IssueAsync(last, cancellationToken: Cancel)));
        Assert.Equal(OutboxState.Blocked, (await _house.Shop.IssueSettlementAsync(last, [first], cancellationToken: Cancel)).Entry.State);
    }

    private InvoiceDraft Advance(string number, Func<InvoiceBody, InvoiceBody>? change = null) => InvoiceBuilder.Advance(Seller, Buyer).Number(number).IssuedOn(Today)
        .OrderLine("Maszyna", 1, "szt.", 1000m, VatRate.Standard23).Received(123m, Today).Customize(change ?? (body => body)).Build();

    private async Task<(InvoiceKey Key, Totals Totals)> AdvanceAsync(string number)
    {
        var draft = Advance(number);
        return ((await _house.Shop.IssueAsync(draft, cancellationToken: Cancel)).Entry.Key, draft.Body.Totals);
    }

    private InvoiceDraft Settlement(string number, Totals totals, params string[] advances)
    {
        var builder = InvoiceBuilder.Settlement(Seller, Buyer).Number(number).IssuedOn(Today).Line("Maszyna", 1, "szt.", 1000m, VatRate.Standard23);
        foreach (var advance in advances) builder = builder.Settles(new OutsideAdvanceInvoice(advance), totals);
        return builder.Build();
    }

    private InvoiceDraft Correction(string number, params string[] originals)
    {
        var line = new InvoiceLine { Number = 1, Name = "Usługa", Quantity = 1, Unit = "szt.", UnitNetPrice = 100m, NetAmount = 100m, Rate = VatRate.Standard23 };
        return InvoiceBuilder.Correction(Seller, Buyer, [.. originals.Select(o => InvoiceBuilder.Corrected(Today, o, null))]).Number(number).IssuedOn(Today).Because("rabat")
            .CorrectLine(line, line with { UnitNetPrice = 90m, NetAmount = 90m }).Build();
    }

    private static async Task<string> RefusalAsync(Func<Task> act) => Assert.Single((await Assert.ThrowsAsync<IssueRefusedException>(act)).Findings).Code;
}
