using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the annotations in the order of the schema.</summary>
internal static class AnnotationWalk
{
    internal static void Annotations<TSink>(ref TSink sink, Annotations annotations)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.YesNo("P_16"u8, annotations.CashAccounting);
        sink.YesNo("P_17"u8, annotations.SelfInvoicing);
        sink.YesNo("P_18"u8, annotations.ReverseCharge);
        sink.YesNo("P_18A"u8, annotations.SplitPayment);
        AnnotationChoiceWalk.Exemption(ref sink, annotations.Exemption);
        AnnotationChoiceWalk.NewTransport(ref sink, annotations.NewTransport);
        sink.YesNo("P_23"u8, annotations.Triangulation);
        AnnotationChoiceWalk.Margin(ref sink, annotations.Margin);
    }
}
