using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the invoice proper in the order of the schema.</summary>
internal static class BodyWalk
{
    internal static void InvoiceBody<TSink>(ref TSink sink, InvoiceBody invoiceBody)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("KodWaluty"u8, invoiceBody.Currency.ToString());
        sink.Date("P_1"u8, invoiceBody.IssueDate);
        sink.Text("P_1M"u8, invoiceBody.IssuePlace);
        sink.Text("P_2"u8, invoiceBody.Number);
        foreach (var item in invoiceBody.WarehouseDocuments) sink.Text("WZ"u8, item);
        ChoiceWalk.SupplyTime(ref sink, invoiceBody.SupplyTime);
        TotalsWalk.Totals(ref sink, invoiceBody.Totals);
        sink.Decimal("KursWalutyZ"u8, invoiceBody.AdvanceExchangeRate, 6);
        sink.Open("Adnotacje"u8);
        AnnotationWalk.Annotations(ref sink, invoiceBody.Annotations);
        sink.Close("Adnotacje"u8);
        sink.Text("RodzajFaktury"u8, invoiceBody.Type.ToSchemaText());
        if (invoiceBody.Correction is { } correction) CorrectionWalk.CorrectionDetails(ref sink, correction);
        foreach (var item in invoiceBody.PartialAdvances)
        {
            sink.Open("ZaliczkaCzesciowa"u8);
            PartialAdvance(ref sink, item);
            sink.Close("ZaliczkaCzesciowa"u8);
        }
        sink.Flag("FP"u8, invoiceBody.IsForReceipt);
        sink.Flag("TP"u8, invoiceBody.HasRelatedParties);
        foreach (var item in invoiceBody.Notes)
        {
            sink.Open("DodatkowyOpis"u8);
            Note(ref sink, item);
            sink.Close("DodatkowyOpis"u8);
        }
        foreach (var item in invoiceBody.AdvanceInvoices) ChoiceWalk.AdvanceInvoice(ref sink, item);
        sink.Flag("ZwrotAkcyzy"u8, invoiceBody.HasExciseRefund);
        foreach (var item in invoiceBody.Lines)
        {
            if (sink.TakesWhole(item)) continue;
            sink.Open("FaWiersz"u8);
            LineWalk.InvoiceLine(ref sink, item);
            sink.Close("FaWiersz"u8);
        }
        if (invoiceBody.Settlement is { } settlement)
        {
            sink.Open("Rozliczenie"u8);
            PaymentWalk.Settlement(ref sink, settlement);
            sink.Close("Rozliczenie"u8);
        }
        if (invoiceBody.Payment is { } payment)
        {
            sink.Open("Platnosc"u8);
            PaymentWalk.Payment(ref sink, payment);
            sink.Close("Platnosc"u8);
        }
        if (invoiceBody.Terms is { } terms)
        {
            sink.Open("WarunkiTransakcji"u8);
            TermsWalk.TransactionTerms(ref sink, terms);
            sink.Close("WarunkiTransakcji"u8);
        }
        if (invoiceBody.Order is { } order)
        {
            sink.Open("Zamowienie"u8);
            OrderWalk.Order(ref sink, order);
            sink.Close("Zamowienie"u8);
        }
    }

    internal static void PartialAdvance<TSink>(ref TSink sink, PartialAdvance partialAdvance)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Date("P_6Z"u8, partialAdvance.ReceivedOn);
        sink.Decimal("P_15Z"u8, partialAdvance.Amount, 2);
        sink.Decimal("KursWalutyZW"u8, partialAdvance.ExchangeRate, 6);
    }

    internal static void Note<TSink>(ref TSink sink, Note note)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Integer("NrWiersza"u8, note.LineNumber);
        sink.Text("Klucz"u8, note.Key);
        sink.Text("Wartosc"u8, note.Value);
    }
}
