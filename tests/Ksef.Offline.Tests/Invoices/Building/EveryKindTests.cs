using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.Tests.Invoices.Writing;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices.Building;

public sealed class EveryKindTests
{
    public static TheoryData<string> Names => Drafts.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Each_kind_is_built_without_any_finding_and_is_valid_under_the_schema(string name)
    {
        var draft = Drafts.All[name]().Build(new InvoiceValidatorOptions { Environment = KsefEnvironment.Production, AcceptedOn = Drafts.Today });
        Assert.Empty(draft.Findings.Select(f => f.ToString()));
        SchemaJudge.AssertValid(draft.Issue(Drafts.Now).Bytes.ToArray());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_issued_reads_back_as_what_the_draft_shows(string name)
    {
        var draft = Drafts.All[name]().Build();
        var invoice = draft.ToInvoice(Drafts.Now, "  ERP \t 7 ");
        Assert.Equal("ERP 7", invoice.Header.SystemName);
        Assert.Equal(invoice, InvoiceReader.Read(draft.Issue(Drafts.Now, "ERP 7").Bytes.Span));
        Assert.Equal(draft.Body, invoice.Body);
        Assert.Equal(InvoiceWriter.ToBytes(invoice), draft.Issue(Drafts.Now, "ERP 7").Bytes.ToArray());
    }

    [Fact]
    public void All_kinds_pass_xmllint() => SchemaJudge.AssertValidByXmllint(Drafts.All.Values.Select(d => d().Build().Issue(Drafts.Now).Bytes.ToArray()));

    [Fact]
    public void An_advance_is_split_by_the_shares_of_the_rates()
    {
        var totals = Drafts.All["advance"]().Build().Body.Totals;
        // 12 300 at 23 % and 1 080 at 8 % of 13 380: 919.28 and 80.72 of 1 000.
        Assert.Equal(new TaxedTotal(747.38m, 171.90m), totals.Standard);
        Assert.Equal(new TaxedTotal(74.74m, 5.98m), totals.FirstReduced);
        Assert.Equal(1000m, totals.AmountDue);
        Assert.Equal(13_380m, Drafts.All["advance"]().Build().Body.Order!.GrossAmount);
    }

    [Theory]
    [InlineData(VatRate.Standard23, VatRate.Standard22)]
    [InlineData(VatRate.Reduced8, VatRate.Reduced7)]
    public void The_tax_of_an_advance_on_an_order_of_both_rates_of_a_field_lies_between_the_two(VatRate now, VatRate once)
    {
        var draft = InvoiceBuilder.Advance(Drafts.Seller, Drafts.Buyer).OrderLine("Altana", 1, "szt.", 10_000m, now).OrderLine("Altana z dawnej umowy", 1, "szt.", 9_000m, once)
            .Number("ZAL/9").IssuedOn(Drafts.Today).Received(5000m, Drafts.Today).Build();
        Assert.DoesNotContain(draft.Findings, OfAdvances);
        var totals = draft.Body.Totals;
        var taxed = (now == VatRate.Standard23 ? totals.Standard : totals.FirstReduced)!;
        var shifted = taxed with { Net = taxed.Net + 60m, Tax = taxed.Tax - 60m };
        var wrong = draft.ToInvoice(Drafts.Now) with { Body = draft.Body with { Totals = now == VatRate.Standard23 ? totals with { Standard = shifted } : totals with { FirstReduced = shifted } } };
        Assert.Contains(new InvoiceValidator().Check(wrong).Findings, OfAdvances);
    }

    private static bool OfAdvances(Finding finding) => finding.Basis == "R-9";

    [Fact]
    public void One_payment_gives_its_date_and_several_are_listed()
    {
        var one = Drafts.All["advance"]().Build().Body;
        Assert.Equal(new SupplyDate(new LocalDate(2026, 1, 30)), one.SupplyTime);
        Assert.Empty(one.PartialAdvances);
        var several = Drafts.All["advance of several payments in currency"]().Build().Body;
        Assert.Null(several.SupplyTime);
        Assert.Equal(2, several.PartialAdvances.Count);
        Assert.Equal(300m, several.Totals.AmountDue);
    }

    [Fact]
    public void A_settlement_totals_what_the_advances_left()
    {
        var totals = Drafts.All["settlement"]().Build().Body.Totals;
        Assert.Equal(new TaxedTotal(9186.99m, 2113.01m), totals.Standard);
        Assert.Equal(11_300m, totals.AmountDue);
    }

    [Fact]
    public void A_correction_of_an_advance_totals_the_difference_and_keeps_the_amount_before()
    {
        var body = Drafts.All["advance correction"]().Build().Body;
        Assert.Equal(-200m, body.Totals.AmountDue);
        Assert.Equal(new TotalBeforeCorrection(1000m), body.Correction!.TotalBefore);
    }

    [Fact]
    public void Tax_in_zloty_is_converted_line_by_line_and_rounded_once()
    {
        var totals = Drafts.All["currency"]().Build().Body.Totals;
        Assert.Equal(new TaxedTotal(10_000m, 2300m, 9732.45m), totals.Standard);
        Assert.Equal(new TaxedTotal(99.99m, 5.00m, 21.16m), totals.SecondReduced);
    }

    [Fact]
    public void Annotations_and_prefix_follow_from_the_lines()
    {
        Assert.True(Drafts.All["services to the EU"]().Build().Body.Annotations.ReverseCharge);
        Assert.True(Drafts.All["services to the EU"]().Build().ToInvoice(Drafts.Now).Seller.HasEuPrefix);
        Assert.False(Drafts.All["ordinary"]().Build().ToInvoice(Drafts.Now).Seller.HasEuPrefix);
    }

    [Fact]
    public void Characters_that_KSeF_refuses_are_found_at_their_place()
    {
        var draft = InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer).Number("1").IssuedOn(Drafts.Today)
            .Line("dobra", 1, "szt.", 1m, VatRate.Standard23).Line("zły\u0090znak", 1, "szt.", 1m, VatRate.Standard23).Build();
        var found = Assert.Single(draft.Findings, f => f.Severity == FindingSeverity.Error);
        Assert.Equal("/Faktura/Fa/FaWiersz[2]/P_7", found.Path);
        Assert.Throws<InvalidOperationException>(() => draft.Issue(Drafts.Now));
        Assert.Throws<ArgumentException>(() => Drafts.All["ordinary"]().Build().Issue(Drafts.Now, "ERP\u0090"));
    }

    [Fact]
    public void Characters_that_XML_cannot_hold_are_found_at_their_place()
    {
        var draft = InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer).Number("1").IssuedOn(Drafts.Today)
            .Line("dobra", 1, "szt.", 1m, VatRate.Standard23).Line("z\u0001", 1, "szt.", 1m, VatRate.Standard23).Note("k", "\uD800").Build();
        Assert.Equal(["/Faktura/Fa/DodatkowyOpis/Wartosc", "/Faktura/Fa/FaWiersz[2]/P_7"], draft.Findings.Select(f => f.Path));
        Assert.All(draft.Findings, f => Assert.Equal("KO1902", f.Code));
        Assert.False(draft.CanIssue);
    }

    [Fact]
    public void Tax_may_be_rounded_line_by_line()
    {
        InvoiceBuilder Two() => InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer).Number("1").IssuedOn(Drafts.Today).Line("A", 1, "szt.", 0.02m, VatRate.Standard23).Line("B", 1, "szt.", 0.02m, VatRate.Standard23);
        Assert.Equal(new TaxedTotal(0.04m, 0.01m), Two().Build().Body.Totals.Standard);
        var byLine = Two().TaxByLine().Build();
        Assert.Equal(new TaxedTotal(0.04m, 0.00m), byLine.Body.Totals.Standard);
        Assert.All(byLine.Body.Lines, l => Assert.Equal(0.00m, l.TaxAmount));
        Assert.True(byLine.CanIssue);
    }

    [Fact]
    public void An_invoice_put_together_by_hand_is_judged_before_it_is_issued()
    {
        var good = Drafts.All["ordinary"]().Build().ToInvoice(Drafts.Now);
        Assert.Equal(good, InvoiceDraft.Of(good).ToInvoice(Drafts.Now));
        var bad = InvoiceDraft.Of(good with { Body = good.Body with { Number = new string('9', 257) } });
        Assert.Equal("/Faktura/Fa/P_2", Assert.Single(bad.Findings).Path);
        Assert.False(bad.CanIssue);
    }

    [Fact]
    public void The_time_of_the_file_must_lie_within_the_schema()
    {
        var draft = Drafts.All["ordinary"]().Build();
        Assert.Throws<ArgumentOutOfRangeException>(() => draft.Issue(Instant.FromUtc(2025, 8, 31, 23, 59)));
        Assert.Throws<ArgumentOutOfRangeException>(() => draft.Issue(Instant.FromUtc(2050, 1, 2, 0, 0)));
    }
}
