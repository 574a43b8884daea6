using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <summary>Totals as pairs of FA(3) field and amount, in the order of the schema.</summary>
internal static class TotalsFields
{
    internal static (string Field, decimal? Amount)[] Of(Totals totals) =>
    [
        ("P_13_1", totals.Standard?.Net), ("P_14_1", totals.Standard?.Tax), ("P_14_1W", totals.Standard?.TaxInPln),
        ("P_13_2", totals.FirstReduced?.Net), ("P_14_2", totals.FirstReduced?.Tax), ("P_14_2W", totals.FirstReduced?.TaxInPln),
        ("P_13_3", totals.SecondReduced?.Net), ("P_14_3", totals.SecondReduced?.Tax), ("P_14_3W", totals.SecondReduced?.TaxInPln),
        ("P_13_4", totals.Taxi?.Net), ("P_14_4", totals.Taxi?.Tax), ("P_14_4W", totals.Taxi?.TaxInPln),
        ("P_13_5", totals.OneStopShop?.Net), ("P_14_5", totals.OneStopShop?.Tax),
        ("P_13_6_1", totals.ZeroDomestic), ("P_13_6_2", totals.ZeroIntraEu), ("P_13_6_3", totals.ZeroExport),
        ("P_13_7", totals.Exempt), ("P_13_8", totals.OutsidePoland), ("P_13_9", totals.EuServices),
        ("P_13_10", totals.ReverseCharge), ("P_13_11", totals.Margin), ("P_15", totals.AmountDue),
    ];
}
