using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the annotations in the order of the schema.</summary>
internal static class AnnotationReading
{
    internal static Annotations Annotations(ref ElementCursor cursor) => new()
    {
        CashAccounting = cursor.YesNo("P_16"u8),
        SelfInvoicing = cursor.YesNo("P_17"u8),
        ReverseCharge = cursor.YesNo("P_18"u8),
        SplitPayment = cursor.YesNo("P_18A"u8),
        Exemption = cursor.One("Zwolnienie"u8, AnnotationChoiceReading.Exemption),
        NewTransport = cursor.One("NoweSrodkiTransportu"u8, AnnotationChoiceReading.NewTransport),
        Triangulation = cursor.YesNo("P_23"u8),
        Margin = cursor.One("PMarzy"u8, AnnotationChoiceReading.Margin),
    };
}
