using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <summary>Computes <c>P_13_x</c>, <c>P_14_x</c>, <c>P_14_xW</c> and <c>P_15</c> from lines.</summary>
/// <remarks>
/// Net method: the net values of a rate are added, the tax is rate × sum, rounded once. Gross method (art. 106e(7), (8)): the gross values of a rate are added,
/// the tax within is gross × rate / (100 + rate), rounded once, and the net is the rest. Lines with a tax of their own (art. 106e(10)) keep it. Tax in PLN is the
/// exact tax of each line by its exchange rate, added and rounded once. Rows of the state before a correction count negative.
/// </remarks>
internal static class TotalsCalculator
{
    internal static Totals FromLines(IEnumerable<InvoiceLine> lines, CurrencyCode currency, decimal? exchangeRate)
    {
        var sums = new Dictionary<(TaxBucket, decimal), RateSum>();
        foreach (var line in lines)
        {
            if (Key(line) is not { } key) continue;
            if (!sums.TryGetValue(key, out var sum)) sums.Add(key, sum = new RateSum(key.Bucket, key.Percent));
            sum.Add(line, line.IsBefore ? -1 : 1, exchangeRate);
        }
        return Close(sums.Values, currency);
    }

    /// <summary>The lesser of two totals taken from the greater, field by field: what is left after advances.</summary>
    internal static Totals Subtract(Totals from, Totals what)
    {
        var rest = new TotalsSheet();
        rest.Add(from, 1);
        rest.Add(what, -1);
        return rest.ToTotals();
    }

    private static (TaxBucket Bucket, decimal Percent)? Key(InvoiceLine line)
    {
        if (line.OneStopShopRate is { } foreign) return (TaxBucket.OneStopShop, foreign);
        if (line.Rate is { } rate) return (TaxBuckets.Of(rate), TaxBuckets.Percent(rate));
        return line.GrossAmount is null ? null : (TaxBucket.Margin, 0m);
    }

    private static Totals Close(IEnumerable<RateSum> sums, CurrencyCode currency)
    {
        var sheet = new TotalsSheet();
        foreach (var sum in sums)
        {
            var (net, tax) = sum.Close();
            sheet.Add(sum.Bucket, net, tax, currency == CurrencyCode.Pln || sum.TaxInPln == 0m ? null : sum.TaxInPln);
        }
        return sheet.ToTotals();
    }
}
