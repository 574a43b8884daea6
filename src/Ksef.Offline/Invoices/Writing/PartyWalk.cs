using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the parties in the order of the schema.</summary>
internal static class PartyWalk
{
    internal static void Address<TSink>(ref TSink sink, Address address)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("KodKraju"u8, address.Country.ToString());
        sink.Text("AdresL1"u8, address.Line1);
        sink.Text("AdresL2"u8, address.Line2);
        sink.Text("GLN"u8, address.Gln);
    }

    internal static void ContactDetails<TSink>(ref TSink sink, ContactDetails contactDetails)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("Email"u8, contactDetails.Email);
        sink.Text("Telefon"u8, contactDetails.Phone);
    }

    internal static void Seller<TSink>(ref TSink sink, Seller seller)
        where TSink : IInvoiceSink, allows ref struct
    {
        if (seller.HasEuPrefix) sink.Code("PrefiksPodatnika"u8, "PL"u8);
        sink.Text("NrEORI"u8, seller.EoriNumber);
        Identity(ref sink, seller.Nip, seller.Name);
        sink.Open("Adres"u8);
        Address(ref sink, seller.Address);
        sink.Close("Adres"u8);
        if (seller.CorrespondenceAddress is { } correspondenceAddress)
        {
            sink.Open("AdresKoresp"u8);
            Address(ref sink, correspondenceAddress);
            sink.Close("AdresKoresp"u8);
        }
        foreach (var item in seller.Contacts)
        {
            sink.Open("DaneKontaktowe"u8);
            ContactDetails(ref sink, item);
            sink.Close("DaneKontaktowe"u8);
        }
        sink.Integer("StatusInfoPodatnika"u8, (long?)seller.Status);
    }

    internal static void Buyer<TSink>(ref TSink sink, Buyer buyer)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("NrEORI"u8, buyer.EoriNumber);
        Identity(ref sink, buyer.Identifier, buyer.Name);
        if (buyer.Address is { } address)
        {
            sink.Open("Adres"u8);
            Address(ref sink, address);
            sink.Close("Adres"u8);
        }
        if (buyer.CorrespondenceAddress is { } correspondenceAddress)
        {
            sink.Open("AdresKoresp"u8);
            Address(ref sink, correspondenceAddress);
            sink.Close("AdresKoresp"u8);
        }
        foreach (var item in buyer.Contacts)
        {
            sink.Open("DaneKontaktowe"u8);
            ContactDetails(ref sink, item);
            sink.Close("DaneKontaktowe"u8);
        }
        sink.Text("NrKlienta"u8, buyer.CustomerNumber);
        sink.Text("IDNabywcy"u8, buyer.LinkKey);
        sink.YesNo("JST"u8, buyer.IsLocalGovernmentUnit);
        sink.YesNo("GV"u8, buyer.IsVatGroupMember);
    }

    internal static void ThirdParty<TSink>(ref TSink sink, ThirdParty thirdParty)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("IDNabywcy"u8, thirdParty.LinkKey);
        sink.Text("NrEORI"u8, thirdParty.EoriNumber);
        Identity(ref sink, thirdParty.Identifier, thirdParty.Name);
        if (thirdParty.Address is { } address)
        {
            sink.Open("Adres"u8);
            Address(ref sink, address);
            sink.Close("Adres"u8);
        }
        if (thirdParty.CorrespondenceAddress is { } correspondenceAddress)
        {
            sink.Open("AdresKoresp"u8);
            Address(ref sink, correspondenceAddress);
            sink.Close("AdresKoresp"u8);
        }
        foreach (var item in thirdParty.Contacts)
        {
            sink.Open("DaneKontaktowe"u8);
            ContactDetails(ref sink, item);
            sink.Close("DaneKontaktowe"u8);
        }
        ChoiceWalk.Coded(ref sink, thirdParty.Role, "Rola"u8, "RolaInna"u8, "OpisRoli"u8);
        sink.Decimal("Udzial"u8, thirdParty.Share, 6);
        sink.Text("NrKlienta"u8, thirdParty.CustomerNumber);
    }

    internal static void AuthorizedEntity<TSink>(ref TSink sink, AuthorizedEntity authorizedEntity)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("NrEORI"u8, authorizedEntity.EoriNumber);
        Identity(ref sink, authorizedEntity.Nip, authorizedEntity.Name);
        sink.Open("Adres"u8);
        Address(ref sink, authorizedEntity.Address);
        sink.Close("Adres"u8);
        if (authorizedEntity.CorrespondenceAddress is { } correspondenceAddress)
        {
            sink.Open("AdresKoresp"u8);
            Address(ref sink, correspondenceAddress);
            sink.Close("AdresKoresp"u8);
        }
        foreach (var item in authorizedEntity.Contacts)
        {
            sink.Open("DaneKontaktowe"u8);
            ContactDetailsOfAuthorized(ref sink, item);
            sink.Close("DaneKontaktowe"u8);
        }
        sink.Integer("RolaPU"u8, (long)authorizedEntity.Role);
    }

    internal static void Identity<TSink>(ref TSink sink, PartyIdentifier identifier, string? name)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open("DaneIdentyfikacyjne"u8);
        ChoiceWalk.Identifier(ref sink, identifier);
        sink.Text("Nazwa"u8, name);
        sink.Close("DaneIdentyfikacyjne"u8);
    }

    internal static void Identity<TSink>(ref TSink sink, Nip nip, string name)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open("DaneIdentyfikacyjne"u8);
        sink.Text("NIP"u8, nip.ToString());
        sink.Text("Nazwa"u8, name);
        sink.Close("DaneIdentyfikacyjne"u8);
    }

    private static void ContactDetailsOfAuthorized<TSink>(ref TSink sink, ContactDetails contact)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("EmailPU"u8, contact.Email);
        sink.Text("TelefonPU"u8, contact.Phone);
    }
}
