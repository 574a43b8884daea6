using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <summary>Splits an advance payment over the rates of the order (art. 106f(1)(3) of the VAT Act).</summary>
internal static class AdvanceSplit
{
    /// <summary>Each rate gets its share in the gross value of the order; grosze that do not divide go to the greatest part.</summary>
    internal static void Add(TotalsSheet sheet, IReadOnlyList<OrderLine> order, decimal payment, int sign, decimal? exchangeRate)
    {
        var parts = order.GroupBy(Key).Select(g => (g.Key.Bucket, g.Key.Percent, Gross: g.Sum(Gross))).OrderByDescending(p => Math.Abs(p.Gross)).ToArray();
        var whole = parts.Sum(p => p.Gross);
        if (parts.Length == 0) return;
        payment = Money.Bounded(payment);
        var rest = payment;
        for (var i = parts.Length - 1; i >= 0; i--)
        {
            var share = i == 0 ? rest : Money.Round(Money.Product(payment, parts[i].Gross, whole));
            rest -= share;
            var tax = Money.TaxWithin(share, parts[i].Percent);
            sheet.Add(parts[i].Bucket, sign * (share - tax), sign * tax, exchangeRate is { } rate && tax != 0m ? sign * Money.Round(Money.Product(tax, rate)) : null);
        }
    }

    /// <summary>The value of a line of the order with tax.</summary>
    internal static decimal Gross(OrderLine line) => Money.Bounded(line.NetAmount ?? 0m) + Money.Bounded(line.TaxAmount ?? 0m);

    private static (TaxBucket Bucket, decimal Percent) Key(OrderLine line) =>
        line.OneStopShopRate is { } foreign ? (TaxBucket.OneStopShop, foreign)
        : line.Rate is { } rate ? (TaxBuckets.Of(rate), TaxBuckets.Percent(rate))
        : (TaxBucket.Margin, 0m);
}
