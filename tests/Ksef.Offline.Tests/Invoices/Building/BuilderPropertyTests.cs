using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.TestKit;
using Ksef.Offline.Tests.Invoices.Writing;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices.Building;

public sealed class BuilderPropertyTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 2, 8, 30);

    [Fact]
    public void Every_document_that_can_be_issued_is_valid_under_the_schema()
    {
        SharedData.Require("data/fa3/xsd"); // before the property, which would take the skip for a failure
        var issued = 0;
        Prop.ForAll<int>(seed =>
        {
            var draft = new ChanceOrder(seed).Build();
            if (!draft.CanIssue)
            {
                Assert.Throws<InvalidOperationException>(() => draft.Issue(Now));
                return;
            }
            issued++;
            var bytes = draft.Issue(Now).Bytes.ToArray();
            SchemaJudge.AssertValid(bytes);
            Assert.Equal(draft.ToInvoice(Now), InvoiceReader.Read(bytes));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(400).WithEndSize(1_000_000));
        Assert.True(issued > 100, $"only {issued} of 400 could be issued: the judge above saw too little");
    }

    [Fact]
    public void The_amount_due_is_the_sum_of_all_totals() => Prop.ForAll<int>(seed =>
    {
        var totals = new ChanceOrder(seed).Build().Body.Totals;
        TaxedTotal?[] taxed = [totals.Standard, totals.FirstReduced, totals.SecondReduced, totals.Taxi];
        decimal?[] plain = [totals.OneStopShop?.Net, totals.OneStopShop?.Tax, totals.ZeroDomestic, totals.ZeroIntraEu, totals.ZeroExport, totals.Exempt, totals.OutsidePoland, totals.EuServices, totals.ReverseCharge, totals.Margin];
        Assert.Equal(taxed.Sum(t => (t?.Net ?? 0m) + (t?.Tax ?? 0m)) + plain.Sum(p => p ?? 0m), totals.AmountDue);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Gross_lines_of_one_rate_add_up_to_the_amount_due_exactly() => Prop.ForAll<PositiveInt[]>(grosze =>
    {
        var builder = InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer).Number("1").IssuedOn(Drafts.Today);
        foreach (var g in grosze) builder.GrossLine("A", 1, "szt.", g.Get / 100m, VatRate.Standard23);
        Assert.Equal(grosze.Sum(g => g.Get / 100m), builder.Build().Body.Totals.AmountDue);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void An_advance_of_any_size_is_split_without_losing_a_grosz() => Prop.ForAll<PositiveInt, PositiveInt, PositiveInt>((a, b, payment) =>
    {
        var amount = payment.Get / 100m;
        var totals = InvoiceBuilder.Advance(Drafts.Seller, Drafts.Buyer).Number("1").IssuedOn(Drafts.Today)
            .OrderLine("A", a.Get, "szt.", 1.01m, VatRate.Standard23).OrderLine("B", b.Get, "szt.", 0.33m, VatRate.Reduced8).OrderLine("C", 1, "szt.", 0.07m, VatRate.Exempt)
            .Received(amount, Drafts.Today).Build().Body.Totals;
        Assert.Equal(amount, totals.AmountDue);
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void Taking_everything_back_is_the_negative_of_the_invoice() => Prop.ForAll<int>(seed =>
    {
        var lines = new ChanceOrder(seed).Build().Body.Lines.Where(l => !l.IsBefore).ToArray();
        var invoice = InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer).Number("1").IssuedOn(Drafts.Today);
        foreach (var line in lines) invoice.Line(line);
        var back = InvoiceBuilder.Correction(Drafts.Seller, Drafts.Buyer, InvoiceBuilder.Corrected(Drafts.Today, "1", null)).Number("K").IssuedOn(Drafts.Today).TakeBack(lines);
        Assert.Equal(-invoice.Build().Body.Totals.AmountDue, back.Build().Body.Totals.AmountDue);
    }).QuickCheckThrowOnFailure();
}
