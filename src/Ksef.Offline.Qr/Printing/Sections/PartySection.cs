using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Seller, buyer and everyone else.</summary>
internal static class PartySection
{
    public static void Write(PageWriter page, Invoice invoice)
    {
        var (words, seller, buyer) = (page.Words, invoice.Seller, invoice.Buyer);
        page.Raw("<div class=\"parties\">");
        Card(page, words.In("Sprzedawca", "Seller"), seller.Name, $"NIP: {(seller.HasEuPrefix ? "PL " : "")}{seller.Nip}", seller.Address, seller.CorrespondenceAddress, seller.Contacts,
            page.Named("EORI", "EORI", seller.EoriNumber), Codes.Status(words, seller.Status));
        Card(page, words.In("Nabywca", "Buyer"), buyer.Name, Identifier(words, buyer.Identifier), buyer.Address, buyer.CorrespondenceAddress, buyer.Contacts,
            page.Named("EORI", "EORI", buyer.EoriNumber), page.Named("Numer klienta", "Customer number", buyer.CustomerNumber), page.Named("Klucz powiązania", "Link key", buyer.LinkKey),
            buyer.IsLocalGovernmentUnit ? words.In("Faktura dotyczy jednostki podrzędnej JST", "Concerns a subordinate unit of local government") : null,
            buyer.IsVatGroupMember ? words.In("Faktura dotyczy członka grupy VAT", "Concerns a member of a VAT group") : null);
        foreach (var party in invoice.ThirdParties)
        {
            Card(page, Codes.Role(words, party.Role), party.Name, Identifier(words, party.Identifier), party.Address, party.CorrespondenceAddress, party.Contacts,
                party.Share is { } share ? page.Named("Udział", "Share", $"{words.Quantity(share)} %") : null,
                page.Named("EORI", "EORI", party.EoriNumber), page.Named("Numer klienta", "Customer number", party.CustomerNumber), page.Named("Klucz powiązania", "Link key", party.LinkKey));
        }
        if (invoice.AuthorizedEntity is { } entity)
        {
            Card(page, Codes.Role(words, entity.Role), entity.Name, $"NIP: {entity.Nip}", entity.Address, entity.CorrespondenceAddress, entity.Contacts, page.Named("EORI", "EORI", entity.EoriNumber));
        }
        page.Raw("</div>");
    }

    public static void Card(PageWriter page, string role, string? name, string? identifier, Address? address, Address? correspondence, EquatableList<ContactDetails> contacts, params string?[] more)
    {
        page.Raw("<div class=\"party\">");
        page.Element("h2", "", role);
        page.Element("div", "name", name);
        page.Element("div", "id", identifier);
        AddressLines(page, address);
        if (correspondence is not null) page.Element("div", "more", page.Named("Adres do korespondencji", "Address for correspondence", OneLine(correspondence)));
        foreach (var contact in contacts) page.Element("div", "more", PageWriter.Join(contact.Email, contact.Phone));
        foreach (var line in more) page.Element("div", "more", line);
        page.Raw("</div>");
    }

    public static string? Identifier(Wording words, PartyIdentifier identifier) => identifier switch
    {
        NipIdentifier nip => $"NIP: {nip.Nip}",
        EuVatIdentifier eu => $"{words.In("Numer VAT UE", "EU VAT number")}: {eu.Country} {eu.Number}",
        OtherIdentifier other => $"{words.In("Identyfikator podatkowy", "Tax number")}: {other.Country} {other.Number}",
        InternalIdentifier unit => $"{words.In("Identyfikator wewnętrzny", "Internal identifier")}: {unit.Id}",
        _ => words.In("Brak identyfikatora podatkowego", "No tax identifier"),
    };

    public static string OneLine(Address address) =>
        string.Join(", ", new[] { address.Line1, address.Line2, address.Country == CountryCode.Poland ? null : address.Country.ToString(), address.Gln is null ? null : $"GLN {address.Gln}" }.Where(p => !string.IsNullOrEmpty(p)));

    private static void AddressLines(PageWriter page, Address? address)
    {
        if (address is null) return;
        page.Element("div", "", address.Line1);
        page.Element("div", "", address.Line2);
        if (address.Country != CountryCode.Poland) page.Element("div", "", address.Country.ToString());
        page.Element("div", "more", page.Named("GLN", "GLN", address.Gln));
    }
}
