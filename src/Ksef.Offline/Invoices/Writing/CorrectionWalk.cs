using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks what a correction corrects in the order of the schema.</summary>
internal static class CorrectionWalk
{
    internal static void CorrectionDetails<TSink>(ref TSink sink, CorrectionDetails correctionDetails)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("PrzyczynaKorekty"u8, correctionDetails.Reason);
        sink.Integer("TypKorekty"u8, (long?)correctionDetails.Effect);
        foreach (var item in correctionDetails.CorrectedInvoices)
        {
            sink.Open("DaneFaKorygowanej"u8);
            CorrectedInvoice(ref sink, item);
            sink.Close("DaneFaKorygowanej"u8);
        }
        sink.Text("OkresFaKorygowanej"u8, correctionDetails.Period);
        sink.Text("NrFaKorygowany"u8, correctionDetails.CorrectNumber);
        if (correctionDetails.SellerBefore is { } sellerBefore)
        {
            sink.Open("Podmiot1K"u8);
            SellerBefore(ref sink, sellerBefore);
            sink.Close("Podmiot1K"u8);
        }
        foreach (var item in correctionDetails.BuyersBefore)
        {
            sink.Open("Podmiot2K"u8);
            BuyerBefore(ref sink, item);
            sink.Close("Podmiot2K"u8);
        }
        ChoiceWalk.TotalBefore(ref sink, correctionDetails.TotalBefore);
    }

    internal static void CorrectedInvoice<TSink>(ref TSink sink, CorrectedInvoice correctedInvoice)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Date("DataWystFaKorygowanej"u8, correctedInvoice.IssueDate);
        sink.Text("NrFaKorygowanej"u8, correctedInvoice.Number);
        ChoiceWalk.CorrectedNumber(ref sink, correctedInvoice.KsefNumber);
    }

    internal static void SellerBefore<TSink>(ref TSink sink, SellerBefore sellerBefore)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("PrefiksPodatnika"u8, sellerBefore.EuPrefix?.ToString());
        PartyWalk.Identity(ref sink, sellerBefore.Nip, sellerBefore.Name);
        sink.Open("Adres"u8);
        PartyWalk.Address(ref sink, sellerBefore.Address);
        sink.Close("Adres"u8);
    }

    internal static void BuyerBefore<TSink>(ref TSink sink, BuyerBefore buyerBefore)
        where TSink : IInvoiceSink, allows ref struct
    {
        PartyWalk.Identity(ref sink, buyerBefore.Identifier, buyerBefore.Name);
        if (buyerBefore.Address is { } address)
        {
            sink.Open("Adres"u8);
            PartyWalk.Address(ref sink, address);
            sink.Close("Adres"u8);
        }
        sink.Text("IDNabywcy"u8, buyerBefore.LinkKey);
    }
}
