using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <summary>Totals while they are added up, one row a summary field.</summary>
internal sealed class TotalsSheet
{
    private readonly decimal?[] _net = new decimal?[TaxBuckets.Count];
    private readonly decimal?[] _tax = new decimal?[TaxBuckets.Count];
    private readonly decimal?[] _pln = new decimal?[TaxBuckets.Count];

    internal void Add(TaxBucket bucket, decimal net, decimal? tax, decimal? taxInPln)
    {
        var i = (int)bucket;
        _net[i] = (_net[i] ?? 0m) + Money.Bounded(net);
        if (tax is not null) _tax[i] = (_tax[i] ?? 0m) + Money.Bounded(tax.Value);
        if (taxInPln is not null) _pln[i] = (_pln[i] ?? 0m) + Money.Bounded(taxInPln.Value);
    }

    internal void Add(Totals totals, int sign)
    {
        Add(TaxBucket.Standard, totals.Standard, sign);
        Add(TaxBucket.FirstReduced, totals.FirstReduced, sign);
        Add(TaxBucket.SecondReduced, totals.SecondReduced, sign);
        Add(TaxBucket.Taxi, totals.Taxi, sign);
        if (totals.OneStopShop is { } oss) Add(TaxBucket.OneStopShop, sign * oss.Net, sign * oss.Tax, null);
        Add(TaxBucket.ZeroDomestic, totals.ZeroDomestic, sign);
        Add(TaxBucket.ZeroIntraEu, totals.ZeroIntraEu, sign);
        Add(TaxBucket.ZeroExport, totals.ZeroExport, sign);
        Add(TaxBucket.Exempt, totals.Exempt, sign);
        Add(TaxBucket.OutsidePoland, totals.OutsidePoland, sign);
        Add(TaxBucket.EuServices, totals.EuServices, sign);
        Add(TaxBucket.ReverseCharge, totals.ReverseCharge, sign);
        Add(TaxBucket.Margin, totals.Margin, sign);
    }

    internal Totals ToTotals() => new()
    {
        Standard = Taxed(TaxBucket.Standard),
        FirstReduced = Taxed(TaxBucket.FirstReduced),
        SecondReduced = Taxed(TaxBucket.SecondReduced),
        Taxi = Taxed(TaxBucket.Taxi),
        OneStopShop = _net[(int)TaxBucket.OneStopShop] is { } net ? new OneStopShopTotal(net, _tax[(int)TaxBucket.OneStopShop]) : null,
        ZeroDomestic = _net[(int)TaxBucket.ZeroDomestic],
        ZeroIntraEu = _net[(int)TaxBucket.ZeroIntraEu],
        ZeroExport = _net[(int)TaxBucket.ZeroExport],
        Exempt = _net[(int)TaxBucket.Exempt],
        OutsidePoland = _net[(int)TaxBucket.OutsidePoland],
        EuServices = _net[(int)TaxBucket.EuServices],
        ReverseCharge = _net[(int)TaxBucket.ReverseCharge],
        Margin = _net[(int)TaxBucket.Margin],
        AmountDue = _net.Sum(n => n ?? 0m) + _tax.Sum(t => t ?? 0m),
    };

    private void Add(TaxBucket bucket, TaxedTotal? total, int sign)
    {
        if (total is not null) Add(bucket, sign * total.Net, sign * total.Tax, sign * total.TaxInPln);
    }

    private void Add(TaxBucket bucket, decimal? amount, int sign)
    {
        if (amount is { } net) Add(bucket, sign * net, null, null);
    }

    private TaxedTotal? Taxed(TaxBucket bucket) =>
        _net[(int)bucket] is { } net ? new TaxedTotal(net, _tax[(int)bucket] ?? 0m, _pln[(int)bucket] is { } pln ? Money.Round(pln) : null) : null;
}
