namespace Ksef.Offline.Invoices.Building;

/// <summary>The rounding rule of invoices: to whole grosze, half a grosz and more goes up in size (art. 106e(11) of the VAT Act).</summary>
internal static class Money
{
    // Beyond every amount of the form (16 digits before the point), and far enough within decimal to be added up and multiplied on. What is cut here stays
    // too great for the form, so the validator names it at its place.
    private const decimal Greatest = 1_000_000_000_000_000_000m;

    /// <summary>The amount, cut to a size that can be calculated with.</summary>
    internal static decimal Bounded(decimal amount) => Math.Clamp(amount, -Greatest, Greatest);

    /// <summary>a × b / c; cut to a size that can be calculated with where it would be greater. 0 for c = 0.</summary>
    internal static decimal Product(decimal a, decimal b, decimal c = 1m)
    {
        if (a == 0m || b == 0m || c == 0m) return 0m;
        var (product, size) = (Math.Abs((double)a * (double)b), Math.Abs((double)a * (double)b / (double)c));
        if (product < 1e27 && size < (double)Greatest) return a * b / c;
        return size < (double)Greatest ? Bounded(a * (b / c)) : Math.Sign(a) * Math.Sign(b) * Math.Sign(c) * Greatest;
    }

    internal static decimal Round(decimal amount) => decimal.Round(amount, 2, MidpointRounding.AwayFromZero);

    /// <summary>The tax within a gross amount: gross × rate / (100 + rate), rounded.</summary>
    internal static decimal TaxWithin(decimal gross, decimal percent) => Round(Product(gross, percent, 100m + percent));
}
