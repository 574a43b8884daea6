namespace Ksef.Offline.Invoices.Validation;

/// <summary>Where each tax rate (the index of <c>P_12</c> in its list) flows: the bucket of <see cref="Fa3Ids.Net"/>, and its per cent.</summary>
internal static class RateBuckets
{
    public const int Oss = 4, ZeroDomestic = 5, IntraEu = 6, Export = 7, Exempt = 8, Outside = 9, EuServices = 10, ReverseCharge = 11, Margin = 12, Count = 13;

    // 23, 22, 8, 7, 5, 4, 3, 0 KR, 0 WDT, 0 EX, zw, oo, np I, np II: the order of TStawkaPodatku.
    public const int Rate22 = 1, Rate7 = 3, Rate3 = 6, RateIntraEu = 8, RateExempt = 10, RateReverseCharge = 11, RateOutside = 12, RateEuServices = 13;

    private static ReadOnlySpan<byte> Buckets => [0, 0, 1, 1, 2, 3, 3, ZeroDomestic, IntraEu, Export, Exempt, ReverseCharge, Outside, EuServices];

    private static ReadOnlySpan<byte> Percents => [23, 22, 8, 7, 5, 4, 3, 0, 0, 0, 0, 0, 0, 0];

    public static int Bucket(long rate) => Buckets[(int)rate];

    public static decimal Percent(long rate) => Percents[(int)rate];

    /// <summary>The indexes of the two rates of the buckets with tax, as <see cref="Rates"/> gives their per cents.</summary>
    public static (int Now, int Once) RatesOf(int bucket) => bucket switch { 0 => (0, Rate22), 1 => (2, Rate7), 2 => (4, 4), _ => (5, Rate3) };

    /// <summary>The two rates of the buckets with tax.</summary>
    public static (decimal Now, decimal Once) Rates(int bucket) => bucket switch { 0 => (23, 22), 1 => (8, 7), 2 => (5, 5), _ => (4, 3) };
}
