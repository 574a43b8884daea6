using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the terms of the transaction in the order of the schema.</summary>
internal static class TermsWalk
{
    internal static void TransactionTerms<TSink>(ref TSink sink, TransactionTerms transactionTerms)
        where TSink : IInvoiceSink, allows ref struct
    {
        foreach (var item in transactionTerms.Contracts)
        {
            sink.Open("Umowy"u8);
            ContractReference(ref sink, item);
            sink.Close("Umowy"u8);
        }
        foreach (var item in transactionTerms.Orders)
        {
            sink.Open("Zamowienia"u8);
            OrderReference(ref sink, item);
            sink.Close("Zamowienia"u8);
        }
        foreach (var item in transactionTerms.BatchNumbers) sink.Text("NrPartiiTowaru"u8, item);
        sink.Text("WarunkiDostawy"u8, transactionTerms.DeliveryTerms);
        ChoiceWalk.AgreedRate(ref sink, transactionTerms.AgreedRate);
        foreach (var item in transactionTerms.Transports)
        {
            sink.Open("Transport"u8);
            Transport(ref sink, item);
            sink.Close("Transport"u8);
        }
        sink.Flag("PodmiotPosredniczacy"u8, transactionTerms.IsIntermediary);
    }

    internal static void ContractReference<TSink>(ref TSink sink, ContractReference contractReference)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Date("DataUmowy"u8, contractReference.Date);
        sink.Text("NrUmowy"u8, contractReference.Number);
    }

    internal static void OrderReference<TSink>(ref TSink sink, OrderReference orderReference)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Date("DataZamowienia"u8, orderReference.Date);
        sink.Text("NrZamowienia"u8, orderReference.Number);
    }

    internal static void Transport<TSink>(ref TSink sink, Transport transport)
        where TSink : IInvoiceSink, allows ref struct
    {
        ChoiceWalk.Coded(ref sink, transport.Mode, "RodzajTransportu"u8, "TransportInny"u8, "OpisInnegoTransportu"u8);
        if (transport.Carrier is { } carrier)
        {
            sink.Open("Przewoznik"u8);
            Carrier(ref sink, carrier);
            sink.Close("Przewoznik"u8);
        }
        sink.Text("NrZleceniaTransportu"u8, transport.OrderNumber);
        ChoiceWalk.Coded(ref sink, transport.Cargo, "OpisLadunku"u8, "LadunekInny"u8, "OpisInnegoLadunku"u8);
        sink.Text("JednostkaOpakowania"u8, transport.PackagingUnit);
        sink.Time("DataGodzRozpTransportu"u8, transport.StartsAt);
        sink.Time("DataGodzZakTransportu"u8, transport.EndsAt);
        if (transport.From is { } from)
        {
            sink.Open("WysylkaZ"u8);
            PartyWalk.Address(ref sink, from);
            sink.Close("WysylkaZ"u8);
        }
        foreach (var item in transport.Via)
        {
            sink.Open("WysylkaPrzez"u8);
            PartyWalk.Address(ref sink, item);
            sink.Close("WysylkaPrzez"u8);
        }
        if (transport.To is { } to)
        {
            sink.Open("WysylkaDo"u8);
            PartyWalk.Address(ref sink, to);
            sink.Close("WysylkaDo"u8);
        }
    }

    internal static void Carrier<TSink>(ref TSink sink, Carrier carrier)
        where TSink : IInvoiceSink, allows ref struct
    {
        PartyWalk.Identity(ref sink, carrier.Identifier, carrier.Name);
        sink.Open("AdresPrzewoznika"u8);
        PartyWalk.Address(ref sink, carrier.Address);
        sink.Close("AdresPrzewoznika"u8);
    }
}
