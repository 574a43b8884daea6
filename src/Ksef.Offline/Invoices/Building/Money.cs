namespace Ksef.Offline.Invoices.Building;

/// <summary>The rounding rule of invoices: to whole grosze, half a grosz and more goes up in size (art. 106e(11) of the VAT Act).</summary>
internal static class Money
{
    internal static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>The tax within a gross amount: gross × rate / (100 + rate), rounded.</summary>
    internal static decimal TaxWithin(decimal gross, decimal percent) => Round(gross * percent / (100m + percent));
}
