namespace Ksef.Offline.Invoices.Building;

/// <summary>The pair of summary fields that a rate flows into.</summary>
internal enum TaxBucket
{
    Standard,
    FirstReduced,
    SecondReduced,
    Taxi,
    OneStopShop,
    ZeroDomestic,
    ZeroIntraEu,
    ZeroExport,
    Exempt,
    OutsidePoland,
    EuServices,
    ReverseCharge,
    Margin,
}
