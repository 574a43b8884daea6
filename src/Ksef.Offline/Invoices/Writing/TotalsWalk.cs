using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the totals in the order of the schema.</summary>
internal static class TotalsWalk
{
    internal static void Totals<TSink>(ref TSink sink, Totals totals)
        where TSink : IInvoiceSink, allows ref struct
    {
        Taxed(ref sink, totals.Standard, "P_13_1"u8, "P_14_1"u8, "P_14_1W"u8);
        Taxed(ref sink, totals.FirstReduced, "P_13_2"u8, "P_14_2"u8, "P_14_2W"u8);
        Taxed(ref sink, totals.SecondReduced, "P_13_3"u8, "P_14_3"u8, "P_14_3W"u8);
        Taxed(ref sink, totals.Taxi, "P_13_4"u8, "P_14_4"u8, "P_14_4W"u8);
        sink.Decimal("P_13_5"u8, totals.OneStopShop?.Net, 2);
        sink.Decimal("P_14_5"u8, totals.OneStopShop?.Tax, 2);
        sink.Decimal("P_13_6_1"u8, totals.ZeroDomestic, 2);
        sink.Decimal("P_13_6_2"u8, totals.ZeroIntraEu, 2);
        sink.Decimal("P_13_6_3"u8, totals.ZeroExport, 2);
        sink.Decimal("P_13_7"u8, totals.Exempt, 2);
        sink.Decimal("P_13_8"u8, totals.OutsidePoland, 2);
        sink.Decimal("P_13_9"u8, totals.EuServices, 2);
        sink.Decimal("P_13_10"u8, totals.ReverseCharge, 2);
        sink.Decimal("P_13_11"u8, totals.Margin, 2);
        sink.Decimal("P_15"u8, totals.AmountDue, 2);
    }

    private static void Taxed<TSink>(ref TSink sink, TaxedTotal? total, ReadOnlySpan<byte> net, ReadOnlySpan<byte> tax, ReadOnlySpan<byte> taxInPln)
        where TSink : IInvoiceSink, allows ref struct
    {
        if (total is null) return;
        sink.Decimal(net, total.Net, 2);
        sink.Decimal(tax, total.Tax, 2);
        sink.Decimal(taxInPln, total.TaxInPln, 2);
    }
}
