using System.Globalization;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Tests.Invoices.Writing;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices.Building;

public sealed class InvoiceBuilderTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 2, 8, 30);
    private static readonly LocalDate Today = new(2026, 2, 2);
    private static readonly Seller Seller = Party.Seller("5261040828", "Kwiaty i Drzewa sp. z o.o.", "ul. Lipowa 7", "00-001 Warszawa");
    private static readonly Buyer Buyer = Party.Buyer("5252248481", "Budowa S.A.", "ul. Długa 3", "31-002 Kraków");

    [Fact]
    public void What_is_given_whole_is_never_null()
    {
        var builder = InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer);
        Assert.Equal("party", Assert.Throws<ArgumentNullException>(() => builder.With((ThirdParty)null!)).ParamName);
        Assert.Equal("entity", Assert.Throws<ArgumentNullException>(() => builder.With((AuthorizedEntity)null!)).ParamName);
        Assert.Equal("supply", Assert.Throws<ArgumentNullException>(() => builder.With((NewTransportSupply)null!)).ParamName);
        Assert.Equal("payment", Assert.Throws<ArgumentNullException>(() => builder.With((Payment)null!)).ParamName);
        Assert.Equal("footer", Assert.Throws<ArgumentNullException>(() => builder.With((Footer)null!)).ParamName);
        Assert.Equal("attachment", Assert.Throws<ArgumentNullException>(() => builder.With((Attachment)null!)).ParamName);
    }

    [Fact]
    public void An_ordinary_invoice_is_issued_in_a_few_lines()
    {
        var issued = InvoiceBuilder.Vat(Seller, Buyer)
            .Number("FV/1/2026").IssuedOn(Today).IssuedIn("Warszawa")
            .Line("Sadzonki brzozy", 12, "szt.", 19.99m, VatRate.Reduced8)
            .Line("Sadzenie", 3.5m, UnitOfMeasure.Hour, 120m, VatRate.Standard23)
            .DueOn(Today.PlusDays(14)).PayBy(PaymentMethod.Transfer).ToAccount("49102028922276300500000000")
            .Build().Issue(Now, "Test");
        SchemaJudge.AssertValid(issued.Bytes.ToArray());
        Assert.Equal("5261040828/VAT/FV/1/2026", issued.Key.ToString());
        Assert.Equal(Today, issued.IssueDate);
        Assert.Equal("5252248481", issued.BuyerNip.ToString());
    }

    [Fact]
    public void Totals_follow_the_net_method_rate_by_rate()
    {
        var totals = InvoiceBuilder.Vat(Seller, Buyer).Number("1").IssuedOn(Today)
            .Line("A", 3, "szt.", 0.335m, VatRate.Standard23)
            .Line("B", 1, "szt.", 0.99m, VatRate.Standard23)
            .Line("C", 2, "szt.", 10m, VatRate.Reduced5, discount: 1m)
            .Build().Body.Totals;
        Assert.Equal(new TaxedTotal(2.00m, 0.46m), totals.Standard);
        Assert.Equal(new TaxedTotal(19m, 0.95m), totals.SecondReduced);
        Assert.Equal(22.41m, totals.AmountDue);
    }

    [Fact]
    public void Totals_follow_the_gross_method_from_the_gross_sum()
    {
        var totals = InvoiceBuilder.Vat(Seller, Party.Consumer("Jan Kowalski", "ul. Krótka 1")).Number("1").IssuedOn(Today)
            .GrossLine("A", 3, "szt.", 9.99m, VatRate.Standard23)
            .Build().Body.Totals;
        Assert.Equal(new TaxedTotal(24.37m, 5.60m), totals.Standard);
        Assert.Equal(29.97m, totals.AmountDue);
    }

    [Fact]
    public void A_correction_shows_both_states_and_totals_the_difference()
    {
        var line = new InvoiceLine { Number = 0, Name = "Usługa", Unit = "godz.", Quantity = 10, UnitNetPrice = 100m, NetAmount = 1000m, Rate = VatRate.Standard23 };
        var draft = InvoiceBuilder.Correction(Seller, Buyer, InvoiceBuilder.Corrected(new(2026, 1, 15), "FV/7", KsefNumber.Create(Seller.Nip, new(2026, 1, 15), 7)))
            .Number("KOR/1").IssuedOn(Today).Because("zwrot", CorrectionEffect.CorrectionPeriod)
            .CorrectLine(line, line with { Quantity = 8, NetAmount = 800m })
            .Build();
        Assert.Equal(-246m, draft.Body.Totals.AmountDue);
        SchemaJudge.AssertValid(draft.Issue(Now).Bytes.ToArray());
    }

    [Fact]
    public void Every_kind_of_buyer_is_valid_under_the_schema()
    {
        var address = Party.Address(CountryCode.Germany, "Unter den Linden 1", "10117 Berlin");
        Buyer[] buyers =
        [
            Buyer,
            Party.Consumer("Jan Kowalski", "ul. Krótka 1"),
            Party.EuBuyer(EuCountryCode.Germany, "123456789", "GmbH", address),
            Party.ForeignBuyer(CountryCode.UnitedStates, "12-3456789", "Inc.", address with { Country = CountryCode.UnitedStates }),
            Party.NipOnly("5252248481"),
        ];
        foreach (var buyer in buyers)
        {
            var issued = InvoiceBuilder.Vat(Seller, buyer).Number("1").IssuedOn(Today).Line("A", 1, "szt.", 1m, VatRate.Standard23).Build().Issue(Now);
            SchemaJudge.AssertValid(issued.Bytes.ToArray());
        }
    }

    [Fact]
    public void What_was_never_given_is_found_and_cannot_be_issued()
    {
        var draft = InvoiceBuilder.Vat(Seller, Buyer).Line("A", 1, "szt.", 1m, VatRate.Standard23).Build();
        Assert.Equal(["/Faktura/Fa/P_2", "/Faktura/Fa/P_1"], draft.Findings.Select(f => f.Path));
        Assert.False(draft.CanIssue);
        Assert.Throws<InvalidOperationException>(() => draft.Issue(Now));
    }

    [Fact]
    public void Totals_set_by_hand_are_kept_and_the_difference_is_found()
    {
        var draft = InvoiceBuilder.Vat(Seller, Buyer).Number("1").IssuedOn(Today).Line("A", 1, "szt.", 100m, VatRate.Standard23)
            .OverrideTotals(new Totals { Standard = new TaxedTotal(100m, 23.01m), AmountDue = 123.01m }).Build();
        Assert.Equal(123.01m, draft.Body.Totals.AmountDue);
        Assert.Equal(["/Faktura/Fa/P_14_1", "/Faktura/Fa/P_15"], draft.Findings.Where(f => f.Code == "KO2901").Select(f => f.Path));
    }

    [Theory]
    [InlineData("9999999999999999", "99999999999999")]
    [InlineData("79228162514264337593543950335", "1")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("-79228162514264337593543950335", "0.0000000000000000000000000001")]
    public void Numbers_beyond_the_form_are_findings_and_never_an_overflow(string quantity, string price)
    {
        var (q, p) = (decimal.Parse(quantity, CultureInfo.InvariantCulture), decimal.Parse(price, CultureInfo.InvariantCulture));
        InvoiceBuilder Vat() => InvoiceBuilder.Vat(Drafts.Seller, Drafts.Buyer).Number("FV/1").IssuedOn(Drafts.Today);
        InvoiceBuilder Order(InvoiceBuilder b) => b.Number("ZAL/1").IssuedOn(Drafts.Today).OrderLine("A", q, "szt.", p, VatRate.Standard23).OrderLine("B", -q, "szt.", p, VatRate.Reduced8).OrderLine("C", 1, "szt.", 0.01m, VatRate.Reduced5);
        InvoiceLine Line() => new() { Number = 0, Name = "A", NetAmount = q, TaxAmount = q, ExchangeRate = q, Rate = VatRate.Standard23 };
        InvoiceBuilder[] all =
        [
            Vat().Line("A", q, "szt.", p, VatRate.Standard23, q), Vat().GrossLine("A", q, "szt.", p, VatRate.Standard23, -q), Vat().MarginLine("A", q, "szt.", p),
            Vat().OneStopShopLine("A", q, "szt.", p, q), Vat().Line(new InvoiceLine { Number = 0, Name = "A", GrossAmount = q, OneStopShopRate = -100m }),
            Vat().Line(Line()).Line(Line()), Vat().Line(Line() with { TaxAmount = null }).TaxByLine(), Vat().InCurrency(CurrencyCode.Eur, q).Line("A", 1, "szt.", 1000m, VatRate.Standard23).Line("B", q, "szt.", 1m, VatRate.Standard23),
            Vat().Line("A", 1, "szt.", 1m, VatRate.Standard23).Charge(q, "a").Charge(q, "b").Deduct(-q, "c"),
            Vat().Line("A", 1, "szt.", 1m, VatRate.Standard23).OverrideTotals(new Totals { AmountDue = q, Exempt = q }).Charge(q, "a"),
            Order(InvoiceBuilder.Advance(Drafts.Seller, Drafts.Buyer)).InCurrency(CurrencyCode.Eur, q).Received(q, Drafts.Today, q).Received(q, Drafts.Today),
            Order(InvoiceBuilder.AdvanceCorrection(Drafts.Seller, Drafts.Buyer, InvoiceBuilder.Corrected(Drafts.Today, "1", null))).Received(q, Drafts.Today).ReceivedBefore(-q, q),
            InvoiceBuilder.Settlement(Drafts.Seller, Drafts.Buyer).Number("R/1").IssuedOn(Drafts.Today).Line("A", q, "szt.", p, VatRate.Standard23).Settles(new OutsideAdvanceInvoice("1"), new Totals { AmountDue = q, Standard = new TaxedTotal(q, q, q), OneStopShop = new OneStopShopTotal(q, q) }),
        ];
        Assert.All(all, builder =>
        {
            var draft = builder.Build();
            Assert.False(draft.CanIssue);
            Assert.Contains(draft.Findings, f => f.Severity == FindingSeverity.Error && f.Code.StartsWith("KO12", StringComparison.Ordinal) && f.Value is not null);
        });
    }
}
