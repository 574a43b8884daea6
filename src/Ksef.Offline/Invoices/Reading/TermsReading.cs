using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the terms of the transaction in the order of the schema.</summary>
internal static class TermsReading
{
    internal static TransactionTerms TransactionTerms(ref ElementCursor cursor) => new()
    {
        Contracts = cursor.Many("Umowy"u8, ContractReference),
        Orders = cursor.Many("Zamowienia"u8, OrderReference),
        BatchNumbers = cursor.Texts("NrPartiiTowaru"u8),
        DeliveryTerms = cursor.TextOrNull("WarunkiDostawy"u8),
        AgreedRate = ChoiceReading.AgreedRate(ref cursor),
        Transports = cursor.Many("Transport"u8, Transport),
        IsIntermediary = cursor.Flag("PodmiotPosredniczacy"u8),
    };

    internal static ContractReference ContractReference(ref ElementCursor cursor) => new()
    {
        Date = cursor.DateOrNull("DataUmowy"u8),
        Number = cursor.TextOrNull("NrUmowy"u8),
    };

    internal static OrderReference OrderReference(ref ElementCursor cursor) => new()
    {
        Date = cursor.DateOrNull("DataZamowienia"u8),
        Number = cursor.TextOrNull("NrZamowienia"u8),
    };

    internal static Transport Transport(ref ElementCursor cursor) => new()
    {
        Mode = cursor.Coded<TransportMode>("RodzajTransportu"u8, "TransportInny"u8, "OpisInnegoTransportu"u8),
        Carrier = cursor.Maybe("Przewoznik"u8, Carrier),
        OrderNumber = cursor.TextOrNull("NrZleceniaTransportu"u8),
        Cargo = cursor.Coded<CargoKind>("OpisLadunku"u8, "LadunekInny"u8, "OpisInnegoLadunku"u8),
        PackagingUnit = cursor.TextOrNull("JednostkaOpakowania"u8),
        StartsAt = cursor.TimeOrNull("DataGodzRozpTransportu"u8),
        EndsAt = cursor.TimeOrNull("DataGodzZakTransportu"u8),
        From = cursor.Maybe("WysylkaZ"u8, PartyReading.Address),
        Via = cursor.Many("WysylkaPrzez"u8, PartyReading.Address),
        To = cursor.Maybe("WysylkaDo"u8, PartyReading.Address),
    };

    internal static Carrier Carrier(ref ElementCursor cursor)
    {
        var (identifier, name) = cursor.One("DaneIdentyfikacyjne"u8, PartyReading.BuyerIdentity);
        return new()
        {
            Identifier = identifier,
            Name = name,
            Address = cursor.One("AdresPrzewoznika"u8, PartyReading.Address),
        };
    }
}
