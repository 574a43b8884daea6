using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Tests.Invoices.Building;

/// <summary>One good draft of each kind that an ERP issues.</summary>
internal static class Drafts
{
    internal static readonly Instant Now = Instant.FromUtc(2026, 2, 2, 8, 30);
    internal static readonly LocalDate Today = new(2026, 2, 2);
    internal static readonly Seller Seller = Party.Seller("5261040828", "Kwiaty i Drzewa sp. z o.o.", "ul. Lipowa 7", "00-001 Warszawa");
    internal static readonly Buyer Buyer = Party.Buyer("5252248481", "Budowa S.A.", "ul. Długa 3", "31-002 Kraków");
    private static readonly Address Berlin = Party.Address(CountryCode.Germany, "Unter den Linden 1", "10117 Berlin");
    private static readonly Buyer German = Party.EuBuyer(EuCountryCode.Germany, "123456789", "Garten GmbH", Berlin);
    private static readonly KsefNumber Original = KsefNumber.Create(Seller.Nip, new LocalDate(2026, 1, 15), 77);

    internal static TheoryData<string> Names => [.. All.Keys];

    internal static IReadOnlyDictionary<string, Func<InvoiceBuilder>> All { get; } = new Dictionary<string, Func<InvoiceBuilder>>(StringComparer.Ordinal)
    {
        ["ordinary"] = () => Vat(Buyer).Line("Sadzonki", 12, "szt.", 19.99m, VatRate.Reduced8).Line("Sadzenie", 3.5m, UnitOfMeasure.Hour, 120m, VatRate.Standard23)
            .DueOn(Today.PlusDays(14)).PayBy(PaymentMethod.Transfer).ToAccount("49102028922276300500000000"),
        ["consumer, gross"] = () => Vat(Party.Consumer("Jan Kowalski", "ul. Krótka 1", "00-002 Warszawa")).GrossLine("Doniczka", 3, "szt.", 9.99m, VatRate.Standard23).PaidOn(Today).PayBy(PaymentMethod.Cash),
        ["period, charges and deductions"] = () => Vat(Buyer).SuppliedBetween(new(2026, 1, 1), new(2026, 1, 31)).Line("Dozór", 1, "m-c", 1000m, VatRate.Standard23).Charge(12m, "opłata pocztowa").Deduct(100m, "nadpłata"),
        ["intra-EU supply"] = () => Vat(German).InCurrency(CurrencyCode.Eur).Line("Sadzonki", 100, "szt.", 2.5m, VatRate.ZeroIntraEu),
        ["export"] = () => Vat(Party.ForeignBuyer(CountryCode.UnitedStates, "12-3456789", "Plants Inc.", Berlin with { Country = CountryCode.UnitedStates })).InCurrency(CurrencyCode.Usd).Line("Nasiona", 10, "kg", 40m, VatRate.ZeroExport),
        ["services to the EU"] = () => Vat(German).Line("Projekt ogrodu", 1, "usł.", 5000m, VatRate.EuServices),
        ["domestic reverse charge"] = () => Vat(Buyer).Line("Uprawnienia do emisji", 1, "szt.", 900m, VatRate.ReverseCharge),
        ["0 % in Poland"] = () => Vat(Buyer).Line("Sprzęt ratowniczy", 1, "szt.", 900m, VatRate.ZeroDomestic),
        ["exempt"] = () => Vat(Buyer).Line("Opieka", 1, "usł.", 300m, VatRate.Exempt).ExemptUnder("art. 43 ust. 1 pkt 18 ustawy o VAT"),
        ["margin with ordinary"] = () => Vat(Buyer).MarginLine("Wazon z XIX w.", 1, "szt.", 2500m).UnderMargin(MarginScheme.CollectiblesAndAntiques).Line("Opakowanie", 1, "szt.", 20m, VatRate.Standard23),
        ["split payment"] = () => Vat(Buyer).Line("Stal", 1, "t", 20_000m, VatRate.Standard23).WithLast(l => l with { IsAnnex15 = true }).SplitPayment()
            .PayBy(PaymentMethod.Transfer).DueOn(Today.PlusDays(7)).ToAccount("49102028922276300500000000"),
        ["self-invoicing"] = () => Vat(Buyer).SelfInvoicing().Line("Jabłka", 1000, "kg", 2m, VatRate.Reduced5),
        ["cash accounting, GTU"] = () => Vat(Buyer).CashAccounting().Line("Doradztwo", 10, "godz.", 300m, VatRate.Standard23).WithLast(l => l with { Group = GoodsGroup.Gtu12 }),
        ["one-stop shop"] = () => Vat(Party.Consumer("Anna Schmidt", "Hauptstr. 1", "10115 Berlin", CountryCode.Germany)).InCurrency(CurrencyCode.Eur).OneStopShopLine("Nasiona", 2, "szt.", 10m, 19m),
        ["currency"] = () => Vat(Buyer).InCurrency(CurrencyCode.Eur, 4.2315m).Line("Maszyna", 1, "szt.", 10_000m, VatRate.Standard23).Line("Książka", 3, "szt.", 33.33m, VatRate.Reduced5),
        ["local government"] = () => Vat(Buyer).ForLocalGovernmentUnit("5252248481-00017", "Szkoła Podstawowa nr 1").Line("Krzesła", 30, "szt.", 100m, VatRate.Standard23),
        ["VAT group"] = () => Vat(Buyer).ForVatGroupMember("5261040828", "Spółka Córka sp. z o.o.").Line("Krzesła", 30, "szt.", 100m, VatRate.Standard23),
        ["new car to the EU"] = () => Vat(German).InCurrency(CurrencyCode.Eur).Line("Samochód osobowy", 1, "szt.", 20_000m, VatRate.ZeroIntraEu).With(new NewTransportSupply
        {
            Items = [new NewLandVehicle { LineNumber = 1, AdmittedOn = new(2026, 1, 10), Mileage = "120", Make = "Polonez", VehicleNumber = new VehicleNumber(VehicleNumberKind.Vin, "SUPZZZ1JZXW000001") }],
        }),
        ["triangulation"] = () => Vat(German).InCurrency(CurrencyCode.Eur).Line("Maszyna", 1, "szt.", 1000m, VatRate.OutsidePoland).ReverseCharge().Triangulation(),
        ["outside Poland, the buyer accounts"] = () => Vat(German).Line("Montaż w Berlinie", 1, "usł.", 1000m, VatRate.OutsidePoland).ReverseCharge(),
        ["issued by a bailiff"] = () => Vat(Buyer).Line("Prasa z licytacji", 1, "szt.", 7000m, VatRate.Standard23)
            .With(new AuthorizedEntity { Nip = Nip.Parse("5252248481"), Name = "Komornik Sądowy Anna Lis", Address = Party.Address(CountryCode.Poland, "ul. Sądowa 1", "00-003 Warszawa"), Role = AuthorizedEntityRole.Bailiff }),
        ["paid in parts, warehouse documents"] = () => Vat(Buyer).Line("Cegły", 1000, "szt.", 3m, VatRate.Standard23).WarehouseDocument("WZ/1/2026").WarehouseDocument("WZ/2/2026").With(new Payment
        {
            Status = new PaidInParts(IsComplete: false, [new PartialPayment { Amount = 1000m, PaidOn = Today }]),
            Method = PaymentMethod.Cash,
            DueDates = [new PaymentDue { Date = Today.PlusDays(7) }],
        }),
        ["simplified"] = () => InvoiceBuilder.Simplified(Seller, Party.NipOnly("5252248481")).Number("UPR/1").IssuedOn(Today).GrossLine("Paliwo", 40, "l", 6.5m, VatRate.Standard23),
        ["correction, before and after"] = () => Kor().CorrectLine(Line(10), Line(8)).Because("zwrot", CorrectionEffect.CorrectionPeriod),
        ["correction by difference"] = () => Kor().Line("Usługa", -2, "godz.", 100m, VatRate.Standard23),
        ["correction of the whole"] = () => Kor().TakeBack([Line(10), Line(3)]),
        ["collective correction"] = () => InvoiceBuilder.Correction(Seller, Buyer, InvoiceBuilder.Corrected(new(2026, 1, 15), "FV/7", Original), InvoiceBuilder.Corrected(new(2025, 12, 1), "FV/1", null))
            .Number("KOR/2").IssuedOn(Today).Line("Rabat", 1, "szt.", -500m, VatRate.Standard23).Correct(c => c with { Period = "IV kwartał 2025" }),
        ["correction in currency"] = () => Kor().InCurrency(CurrencyCode.Eur, 4.2m).CorrectLine(Line(10), Line(8)),
        ["advance"] = () => Order(InvoiceBuilder.Advance(Seller, Buyer)).Number("ZAL/1").IssuedOn(Today).Received(1000m, new(2026, 1, 30)),
        ["advance of several payments in currency"] = () => Order(InvoiceBuilder.Advance(Seller, Buyer)).Number("ZAL/2").IssuedOn(Today).InCurrency(CurrencyCode.Eur, 4.2m).Received(100m, new(2026, 1, 30)).Received(200m, new(2026, 1, 31), 4.3m),
        ["advance correction"] = () => Order(InvoiceBuilder.AdvanceCorrection(Seller, Buyer, InvoiceBuilder.Corrected(new(2026, 1, 15), "ZAL/7", Original))).Number("KZ/1").IssuedOn(Today).ReceivedBefore(1000m).Received(800m, Today),
        ["settlement"] = () => InvoiceBuilder.Settlement(Seller, Buyer).Number("ROZ/1").IssuedOn(Today).Line("Altana", 1, "szt.", 10_000m, VatRate.Standard23)
            .Settles(Original, new Totals { Standard = new TaxedTotal(813.01m, 186.99m), AmountDue = 1000m }),
        ["settlement correction"] = () => InvoiceBuilder.SettlementCorrection(Seller, Buyer, InvoiceBuilder.Corrected(new(2026, 1, 15), "ROZ/7", Original)).Number("KR/1").IssuedOn(Today)
            .CorrectLine(Line(10), Line(9)).RemainderBefore(500m).Settles(Original, new Totals { AmountDue = 0m }),
    };

    internal static InvoiceLine Line(decimal quantity) =>
        new() { Number = 0, Name = "Usługa", Unit = "godz.", Quantity = quantity, UnitNetPrice = 100m, NetAmount = 100m * quantity, Rate = VatRate.Standard23 };

    private static InvoiceBuilder Vat(Buyer buyer) => InvoiceBuilder.Vat(Seller, buyer).Number("FV/1/2026").IssuedOn(Today);

    private static InvoiceBuilder Kor() => InvoiceBuilder.Correction(Seller, Buyer, InvoiceBuilder.Corrected(new(2026, 1, 15), "FV/7", Original)).Number("KOR/1").IssuedOn(Today);

    private static InvoiceBuilder Order(InvoiceBuilder builder) =>
        builder.OrderLine("Altana", 1, "szt.", 10_000m, VatRate.Standard23).OrderLine("Drzewka", 20, "szt.", 50m, VatRate.Reduced8);
}
