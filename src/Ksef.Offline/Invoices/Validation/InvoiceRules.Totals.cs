namespace Ksef.Offline.Invoices.Validation;

/// <summary>Rates, totals, arithmetic (R-*). Sums of the lines are kept by bucket of the rate.</summary>
internal sealed partial class InvoiceRules
{
    private const decimal Grosz = 0.01m;
    // A product is several times cheaper than a division by 100, and as exact.
    private const decimal Hundredth = 0.01m;
    private readonly BucketSum[] _sums = new BucketSum[RateBuckets.Count];
    private readonly decimal[] _grossByRate = new decimal[RateBuckets.Count * 2];
    private readonly int[] _rateRows = new int[14];

    private struct BucketSum
    {
        public decimal After, Before, TaxPln;
        public int Rows, GrossRows, Unvalued, WithoutExchange;
    }

    private int RowsOf(int bucket) => _sums[bucket].Rows;

    private bool NotZero(int id) => Has(id) && _numbers[id] != 0;

    private void ResetTotals()
    {
        _sums.AsSpan().Clear();
        _grossByRate.AsSpan().Clear();
        _rateRows.AsSpan().Clear();
    }

    /// <summary>Adds the current line to the sums.</summary>
    private void AddToSums(bool before)
    {
        var rate = Code(Fa3Ids.LineRate);
        if (rate >= 0) _rateRows[rate]++;
        var bucket = rate >= 0 ? RateBuckets.Bucket(rate) : Has(Fa3Ids.LineOss) ? RateBuckets.Oss : RateBuckets.Margin;
        ref var sum = ref _sums[bucket];
        sum.Rows++;
        decimal value;
        if (bucket == RateBuckets.Margin)
        {
            if (!Has(Fa3Ids.LineGross)) sum.Unvalued++;
            value = Number(Fa3Ids.LineGross);
        }
        else if (Has(Fa3Ids.LineNet))
        {
            value = Number(Fa3Ids.LineNet);
        }
        else if (Has(Fa3Ids.LineGross))
        {
            // Net of the sum of gross values by rate, not of each line: fewer grosze go astray.
            sum.GrossRows++;
            var percent = rate >= 0 ? RateBuckets.Percent(rate) : Number(Fa3Ids.LineOss);
            value = Number(Fa3Ids.LineGross) * 100 / (100 + percent);
        }
        else
        {
            sum.Unvalued++;
            value = 0;
        }
        if (before) sum.Before += value;
        else sum.After += value;
        if (Has(Fa3Ids.LineExchange) && Has(Fa3Ids.LineNet) && rate >= 0 && Magnitude(Number(Fa3Ids.LineNet), Number(Fa3Ids.LineExchange)))
            sum.TaxPln += Number(Fa3Ids.LineNet) * RateBuckets.Percent(rate) / 100 * Number(Fa3Ids.LineExchange) * (before ? -1 : 1);
        else sum.WithoutExchange++;
    }

    /// <summary>Whether two numbers may be multiplied without leaving the range of decimal.</summary>
    private static bool Magnitude(decimal a, decimal b) => Math.Abs(a) < 1e13m && Math.Abs(b) < 1e13m;

    private void Totals()
    {
        var (net, tax, any) = (0m, 0m, false);
        foreach (var id in Fa3Ids.Net)
        {
            if (!Has(id)) continue;
            net += _numbers[id];
            any = true;
        }
        foreach (var id in Fa3Ids.Tax)
            if (Has(id)) tax += _numbers[id];
        if (any && Has(Fa3Ids.Total) && Math.Abs(net + tax - Number(Fa3Ids.Total)) > Grosz)
            Legal("R-7", Fa3Ids.Total, Text(Number(Fa3Ids.Total)), $"P_15 must equal the sum of all P_13 and P_14 fields, {Text(net + tax)}.", $"P_15 musi być równe sumie pól P_13 i P_14, czyli {Text(net + tax)}.");
        if (_lineCount > 0 && any) AgainstLines();
        TaxOfTotals();
        Exemption(any);
        OneStopShop();
        MarginTotals(any);
        Signs();
    }

    private void AgainstLines()
    {
        var difference = Kind == Kor && _linesBefore > 0;
        if (!(Kind is Vat or Upr || difference)) return;
        for (var bucket = 0; bucket < RateBuckets.Count; bucket++)
        {
            ref var sum = ref _sums[bucket];
            var id = Fa3Ids.Net[bucket];
            if (sum.Unvalued > 0 || (sum.Rows == 0 && !NotZero(id))) continue;
            // Lines without a rate mean a margin only where a margin scheme applies.
            if (_sums[RateBuckets.Margin].Rows > 0 && (Code(Fa3Ids.Margin) != 1 || _sums[RateBuckets.Margin].Unvalued > 0)) return;
            var expected = Math.Round(sum.After - sum.Before, 2, MidpointRounding.AwayFromZero);
            var tolerance = Grosz * Math.Max(1, sum.GrossRows);
            if (Math.Abs(expected - Number(id)) <= tolerance) continue;
            var name = _grammar.Node(id).Name;
            if (difference) Legal("R-3", id, Text(Number(id)), $"{name} must be the difference of the lines after and before the correction, {Text(expected)}.", $"{name} musi być różnicą wierszy po korekcie i przed nią, czyli {Text(expected)}.");
            else Legal(sum.GrossRows > 0 ? "R-2" : "R-1", id, Text(Number(id)), $"{name} must equal the lines of its rate, {Text(expected)}.", $"{name} musi być równe sumie wierszy tej stawki, czyli {Text(expected)}.");
        }
    }

    private void TaxOfTotals()
    {
        for (var bucket = 0; bucket < 3; bucket++)
        {
            int netId = Fa3Ids.Net[bucket], taxId = Fa3Ids.Tax[bucket];
            if (!Has(netId) || !Has(taxId)) continue;
            var (now, once) = RateBuckets.Rates(bucket);
            var (net, tax) = (Number(netId), Number(taxId));
            var name = _grammar.Node(taxId).Name;
            if (Kind == Zal && Magnitude(net, 1))
            {
                var paid = net + tax;
                var (high, low) = (paid * now / (100 + now), paid * once / (100 + once));
                var (indexNow, indexOnce) = RateBuckets.RatesOf(bucket);
                // An order may mix both rates of the field; the tax of the payment then lies between the two, by their shares.
                var mixed = OrderHas(indexNow) && OrderHas(indexOnce) && tax >= Math.Min(low, high) - Grosz && tax <= Math.Max(low, high) + Grosz;
                if (!mixed && Math.Abs(tax - high) > Grosz && Math.Abs(tax - low) > Grosz)
                    Legal("R-9", taxId, Text(tax), $"The tax of an advance is payment x rate / (100 + rate): {name} must be {Text(Math.Round(paid * now / (100 + now), 2))} (art. 106f(1)(3)).", $"Podatek od zaliczki to zapłata x stawka / (100 + stawka): {name} musi wynosić {Text(Math.Round(paid * now / (100 + now), 2))} (art. 106f ust. 1 pkt 3).");
                continue;
            }
            var tolerance = Grosz * Math.Max(1, _lineCount);
            if (Math.Abs(tax - (net * now * Hundredth)) > tolerance && Math.Abs(tax - (net * once * Hundredth)) > tolerance)
                Warn("R-6", taxId, Text(tax), $"{name} is not {now} % of {_grammar.Node(netId).Name}, which would be {Text(Math.Round(net * now / 100, 2))}.", $"{name} nie stanowi {now}% pola {_grammar.Node(netId).Name}; byłoby to {Text(Math.Round(net * now / 100, 2))}.");
        }
    }

    private void Exemption(bool anyTotal)
    {
        if (!Has(Fa3Ids.SelfBilling)) return;
        var total = NotZero(Fa3Ids.Net[RateBuckets.Exempt]);
        var marked = Code(Fa3Ids.Exempt) == 1;
        var lines = _rateRows[RateBuckets.RateExempt] > 0 || OrderHas(RateBuckets.RateExempt);
        if (total && !marked) Legal("R-12", Fa3Ids.Net[RateBuckets.Exempt], null, "An exempt total (P_13_7) needs the exemption with its ground: P_19 and P_19A, P_19B or P_19C.", "Suma zwolniona (P_13_7) wymaga wskazania zwolnienia i jego podstawy: P_19 oraz P_19A, P_19B albo P_19C.");
        else if (marked && !total && anyTotal && !IsCorrection) Legal("R-12", Fa3Ids.Exempt, "1", "P_19 says that something is exempt, but there is no exempt total P_13_7.", "P_19 wskazuje zwolnienie, ale brak sumy zwolnionej P_13_7.");
        else if (lines && !marked) Legal("R-12", Fa3Ids.Exempt, null, "A line with the rate zw needs the exemption with its ground: P_19 and P_19A, P_19B or P_19C.", "Wiersz ze stawką zw wymaga wskazania zwolnienia i jego podstawy: P_19 oraz P_19A, P_19B albo P_19C.");
        else if (total && !lines && _lineCount > 0 && Kind is Vat) Legal("R-12", Fa3Ids.Net[RateBuckets.Exempt], null, "There is an exempt total (P_13_7), but no line with the rate zw.", "Podano sumę zwolnioną (P_13_7), ale brak wiersza ze stawką zw.");
    }

    private void OneStopShop()
    {
        var rows = RowsOf(RateBuckets.Oss) > 0;
        var total = Has(Fa3Ids.Net[RateBuckets.Oss]);
        if (rows && !total && Kind is Vat or Kor) Warn("R-10", Fa3Ids.Fa, null, "Lines with a foreign rate (P_12_XII) need the total P_13_5.", "Wiersze ze stawką P_12_XII wymagają sumy P_13_5.");
        else if (total && !rows && _lineCount > 0) Warn("R-10", Fa3Ids.Net[RateBuckets.Oss], null, "There is a total P_13_5, but no line with a foreign rate (P_12_XII).", "Podano sumę P_13_5, ale brak wiersza ze stawką P_12_XII.");
    }

    private void MarginTotals(bool anyTotal)
    {
        var total = Has(Fa3Ids.Net[RateBuckets.Margin]);
        var marked = Code(Fa3Ids.Margin) == 1;
        if (total && !marked && Has(Fa3Ids.SelfBilling)) Legal("R-15", Fa3Ids.Net[RateBuckets.Margin], null, "A margin total (P_13_11) needs the mark P_PMarzy.", "Suma w procedurze marży (P_13_11) wymaga znacznika P_PMarzy.");
        else if (marked && !total && (anyTotal || !IsCorrection)) Legal("R-15", Fa3Ids.Margin, "1", "The margin scheme is marked (P_PMarzy), but there is no total P_13_11.", "Zaznaczono procedurę marży (P_PMarzy), ale brak sumy P_13_11.");
    }

    private void Signs()
    {
        if (Kind >= 0 && !IsCorrection)
        {
            if (Number(Fa3Ids.Total) < 0) Warn("R-16", Fa3Ids.Total, Text(Number(Fa3Ids.Total)), "Negative totals belong to corrections.", "Ujemne sumy są właściwe fakturom korygującym.");
            foreach (var id in Fa3Ids.Net)
                if (Has(id) && decimal.IsNegative(_numbers[id]) && _numbers[id] < 0) Warn("R-16", id, Text(Number(id)), "Negative totals belong to corrections.", "Ujemne sumy są właściwe fakturom korygującym.");
        }
        for (var bucket = 0; bucket < RateBuckets.Count; bucket++)
        {
            var id = Fa3Ids.Net[bucket];
            if (Has(id) && _numbers[id] == 0 && _sums[bucket].Rows == 0 && !IsCorrection && Kind is not (Roz or Zal))
                Warn("R-13", id, Text(_numbers[id]), "A total of zero without any line of its rate; leave it out.", "Suma zerowa bez żadnego wiersza tej stawki; należy ją pominąć.");
        }
    }
}
