using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <summary>Where each rate flows (FA(3): <c>P_12</c> to <c>P_13_x</c>) and how much tax it bears.</summary>
internal static class TaxBuckets
{
    internal const int Count = (int)TaxBucket.Margin + 1;

    internal static TaxBucket Of(VatRate rate) => rate switch
    {
        VatRate.Standard23 or VatRate.Standard22 => TaxBucket.Standard,
        VatRate.Reduced8 or VatRate.Reduced7 => TaxBucket.FirstReduced,
        VatRate.Reduced5 => TaxBucket.SecondReduced,
        VatRate.Taxi4 or VatRate.Taxi3 => TaxBucket.Taxi,
        VatRate.ZeroDomestic => TaxBucket.ZeroDomestic,
        VatRate.ZeroIntraEu => TaxBucket.ZeroIntraEu,
        VatRate.ZeroExport => TaxBucket.ZeroExport,
        VatRate.Exempt => TaxBucket.Exempt,
        VatRate.OutsidePoland => TaxBucket.OutsidePoland,
        VatRate.EuServices => TaxBucket.EuServices,
        _ => TaxBucket.ReverseCharge,
    };

    /// <summary>Per cent of tax; 0 where Polish tax is not added.</summary>
    internal static decimal Percent(VatRate rate) => rate switch
    {
        VatRate.Standard23 => 23m,
        VatRate.Standard22 => 22m,
        VatRate.Reduced8 => 8m,
        VatRate.Reduced7 => 7m,
        VatRate.Reduced5 => 5m,
        VatRate.Taxi4 => 4m,
        VatRate.Taxi3 => 3m,
        _ => 0m,
    };
}
