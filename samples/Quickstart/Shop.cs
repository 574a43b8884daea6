using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;

namespace Quickstart;

/// <summary>A small shop with three customers: a consumer, a firm abroad and a firm in Poland. What each may be handed differs.</summary>
internal static class Shop
{
    public const string Nip = "5261040828";

    public static IEnumerable<Order> Orders()
    {
        yield return new Order("QS/1/2026", "a consumer", BuyerKind.Consumer, PlaceOfSupply.Poland, _ => InvoiceBuilder
            .Vat(Seller(), Party.Consumer("Zofia Ćwiklińska", "ul. Źródlana 7", "60-001 Poznań"))
            .GrossLine("Rower miejski", 1, "szt.", 2_460.00m, VatRate.Standard23));
        yield return new Order("QS/2/2026", "a firm abroad", BuyerKind.Foreign, PlaceOfSupply.Abroad, _ => InvoiceBuilder
            .Vat(Seller(), Party.EuBuyer(EuCountryCode.Germany, "123456789", "Fahrradhaus Nord GmbH", Party.Address(CountryCode.Germany, "Hafenstraße 12", "20457 Hamburg")))
            .Line("Usługa projektowa", 12, "godz.", 250.00m, VatRate.EuServices));
        yield return new Order("QS/3/2026", "a firm in Poland", BuyerKind.DomesticWithNip, PlaceOfSupply.Poland, _ => InvoiceBuilder
            .Vat(Seller(), Party.Buyer("1111111111", "Żółw i Spółka sp. z o.o.", "ul. Łąkowa 1", "00-950 Warszawa"))
            .Line("Papier A4", 40, "ryza", 17.90m, VatRate.Standard23)
            .Line("Książka „Ustawa o VAT”", 2, "szt.", 99.00m, VatRate.Reduced5));
    }

    private static Seller Seller() => Party.Seller(Nip, "Rowery Pod Wiaduktem sp. z o.o.", "ul. Przemysłowa 3", "61-541 Poznań");
}
