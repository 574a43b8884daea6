using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the parties in the order of the schema.</summary>
internal static class PartyReading
{
    internal static Address Address(ref ElementCursor cursor) => new()
    {
        Country = cursor.CountryCode("KodKraju"u8),
        Line1 = cursor.Text("AdresL1"u8),
        Line2 = cursor.TextOrNull("AdresL2"u8),
        Gln = cursor.TextOrNull("GLN"u8),
    };

    internal static ContactDetails ContactDetails(ref ElementCursor cursor) => new()
    {
        Email = cursor.TextOrNull("Email"u8),
        Phone = cursor.TextOrNull("Telefon"u8),
    };

    internal static Seller Seller(ref ElementCursor cursor)
    {
        var hasEuPrefix = cursor.Prefix("PrefiksPodatnika"u8);
        var eoriNumber = cursor.TextOrNull("NrEORI"u8);
        var (nip, name) = cursor.One("DaneIdentyfikacyjne"u8, Identity);
        return new()
        {
            HasEuPrefix = hasEuPrefix,
            EoriNumber = eoriNumber,
            Nip = nip,
            Name = name,
            Address = cursor.One("Adres"u8, Address),
            CorrespondenceAddress = cursor.Maybe("AdresKoresp"u8, Address),
            Contacts = cursor.Many("DaneKontaktowe"u8, ContactDetails),
            Status = cursor.NumberOrNull<TaxpayerStatus>("StatusInfoPodatnika"u8),
        };
    }

    internal static Buyer Buyer(ref ElementCursor cursor)
    {
        var eoriNumber = cursor.TextOrNull("NrEORI"u8);
        var (identifier, name) = cursor.One("DaneIdentyfikacyjne"u8, BuyerIdentity);
        return new()
        {
            EoriNumber = eoriNumber,
            Identifier = identifier,
            Name = name,
            Address = cursor.Maybe("Adres"u8, Address),
            CorrespondenceAddress = cursor.Maybe("AdresKoresp"u8, Address),
            Contacts = cursor.Many("DaneKontaktowe"u8, ContactDetails),
            CustomerNumber = cursor.TextOrNull("NrKlienta"u8),
            LinkKey = cursor.TextOrNull("IDNabywcy"u8),
            IsLocalGovernmentUnit = cursor.YesNo("JST"u8),
            IsVatGroupMember = cursor.YesNo("GV"u8),
        };
    }

    internal static ThirdParty ThirdParty(ref ElementCursor cursor)
    {
        var linkKey = cursor.TextOrNull("IDNabywcy"u8);
        var eoriNumber = cursor.TextOrNull("NrEORI"u8);
        var (identifier, name) = cursor.One("DaneIdentyfikacyjne"u8, ThirdIdentity);
        return new()
        {
            LinkKey = linkKey,
            EoriNumber = eoriNumber,
            Identifier = identifier,
            Name = name,
            Address = cursor.Maybe("Adres"u8, Address),
            CorrespondenceAddress = cursor.Maybe("AdresKoresp"u8, Address),
            Contacts = cursor.Many("DaneKontaktowe"u8, ContactDetails),
            Role = cursor.Coded<ThirdPartyRole>("Rola"u8, "RolaInna"u8, "OpisRoli"u8),
            Share = cursor.DecimalOrNull("Udzial"u8),
            CustomerNumber = cursor.TextOrNull("NrKlienta"u8),
        };
    }

    internal static AuthorizedEntity AuthorizedEntity(ref ElementCursor cursor)
    {
        var eoriNumber = cursor.TextOrNull("NrEORI"u8);
        var (nip, name) = cursor.One("DaneIdentyfikacyjne"u8, Identity);
        return new()
        {
            EoriNumber = eoriNumber,
            Nip = nip,
            Name = name,
            Address = cursor.One("Adres"u8, Address),
            CorrespondenceAddress = cursor.Maybe("AdresKoresp"u8, Address),
            Contacts = cursor.Many("DaneKontaktowe"u8, ContactDetailsOfAuthorized),
            Role = cursor.Number<AuthorizedEntityRole>("RolaPU"u8),
        };
    }

    internal static (Nip Nip, string Name) Identity(ref ElementCursor cursor) => (cursor.Nip("NIP"u8), cursor.Text("Nazwa"u8));

    internal static (BuyerIdentifier Identifier, string? Name) BuyerIdentity(ref ElementCursor cursor) =>
        (ChoiceReading.BuyerIdentifier(ref cursor), cursor.TextOrNull("Nazwa"u8));

    private static (PartyIdentifier Identifier, string? Name) ThirdIdentity(ref ElementCursor cursor) =>
        (ChoiceReading.PartyIdentifier(ref cursor), cursor.TextOrNull("Nazwa"u8));

    private static ContactDetails ContactDetailsOfAuthorized(ref ElementCursor cursor) => new()
    {
        Email = cursor.TextOrNull("EmailPU"u8),
        Phone = cursor.TextOrNull("TelefonPU"u8),
    };
}
