using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the invoice proper in the order of the schema.</summary>
internal static class BodyReading
{
    internal static InvoiceBody InvoiceBody(ref ElementCursor cursor) => new()
    {
        Currency = cursor.CurrencyCode("KodWaluty"u8),
        IssueDate = cursor.Date("P_1"u8),
        IssuePlace = cursor.TextOrNull("P_1M"u8),
        Number = cursor.Text("P_2"u8),
        WarehouseDocuments = cursor.Texts("WZ"u8),
        SupplyTime = ChoiceReading.SupplyTime(ref cursor),
        Totals = TotalsReading.Totals(ref cursor),
        AdvanceExchangeRate = cursor.DecimalOrNull("KursWalutyZ"u8),
        Annotations = cursor.One("Adnotacje"u8, AnnotationReading.Annotations),
        Type = cursor.InvoiceType("RodzajFaktury"u8),
        Correction = CorrectionReading.Maybe(ref cursor),
        PartialAdvances = cursor.Many("ZaliczkaCzesciowa"u8, PartialAdvance),
        IsForReceipt = cursor.Flag("FP"u8),
        HasRelatedParties = cursor.Flag("TP"u8),
        Notes = cursor.Many("DodatkowyOpis"u8, Note),
        AdvanceInvoices = cursor.Many("FakturaZaliczkowa"u8, ChoiceReading.AdvanceInvoice),
        HasExciseRefund = cursor.Flag("ZwrotAkcyzy"u8),
        Lines = cursor.Many("FaWiersz"u8, LineReading.InvoiceLine),
        Settlement = cursor.Maybe("Rozliczenie"u8, PaymentReading.Settlement),
        Payment = cursor.Maybe("Platnosc"u8, PaymentReading.Payment),
        Terms = cursor.Maybe("WarunkiTransakcji"u8, TermsReading.TransactionTerms),
        Order = cursor.Maybe("Zamowienie"u8, OrderReading.Order),
    };

    internal static PartialAdvance PartialAdvance(ref ElementCursor cursor) => new()
    {
        ReceivedOn = cursor.Date("P_6Z"u8),
        Amount = cursor.Decimal("P_15Z"u8),
        ExchangeRate = cursor.DecimalOrNull("KursWalutyZW"u8),
    };

    internal static Note Note(ref ElementCursor cursor) => new()
    {
        LineNumber = cursor.IntegerOrNull("NrWiersza"u8),
        Key = cursor.Text("Klucz"u8),
        Value = cursor.Text("Wartosc"u8),
    };
}
