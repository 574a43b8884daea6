using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the totals in the order of the schema.</summary>
internal static class TotalsReading
{
    internal static Totals Totals(ref ElementCursor cursor) => new()
    {
        Standard = Taxed(ref cursor, "P_13_1"u8, "P_14_1"u8, "P_14_1W"u8),
        FirstReduced = Taxed(ref cursor, "P_13_2"u8, "P_14_2"u8, "P_14_2W"u8),
        SecondReduced = Taxed(ref cursor, "P_13_3"u8, "P_14_3"u8, "P_14_3W"u8),
        Taxi = Taxed(ref cursor, "P_13_4"u8, "P_14_4"u8, "P_14_4W"u8),
        OneStopShop = cursor.DecimalOrNull("P_13_5"u8) is { } net ? new OneStopShopTotal(net, cursor.DecimalOrNull("P_14_5"u8)) : null,
        ZeroDomestic = cursor.DecimalOrNull("P_13_6_1"u8),
        ZeroIntraEu = cursor.DecimalOrNull("P_13_6_2"u8),
        ZeroExport = cursor.DecimalOrNull("P_13_6_3"u8),
        Exempt = cursor.DecimalOrNull("P_13_7"u8),
        OutsidePoland = cursor.DecimalOrNull("P_13_8"u8),
        EuServices = cursor.DecimalOrNull("P_13_9"u8),
        ReverseCharge = cursor.DecimalOrNull("P_13_10"u8),
        Margin = cursor.DecimalOrNull("P_13_11"u8),
        AmountDue = cursor.Decimal("P_15"u8),
    };

    private static TaxedTotal? Taxed(ref ElementCursor cursor, ReadOnlySpan<byte> net, ReadOnlySpan<byte> tax, ReadOnlySpan<byte> taxInPln) =>
        cursor.DecimalOrNull(net) is { } amount ? new TaxedTotal(amount, cursor.Decimal(tax), cursor.DecimalOrNull(taxInPln)) : null;
}
