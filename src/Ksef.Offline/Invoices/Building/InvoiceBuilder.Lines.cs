using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Building;

/// <content>Lines and totals.</content>
public sealed partial class InvoiceBuilder
{
    private readonly List<InvoiceLine> _lines = [];
    private Totals? _totalsOverride;
    private bool _taxByLine;

    /// <summary>
    /// Adds a line by net price: its value is quantity × price - discount, rounded to grosze (FA(3): <c>P_7</c>, <c>P_8A</c>, <c>P_8B</c>, <c>P_9A</c>,
    /// <c>P_10</c>, <c>P_11</c>, <c>P_12</c>).
    /// </summary>
    /// <param name="name">Name of the goods or service.</param>
    /// <param name="quantity">Quantity, at most 6 decimals; negative in corrections by difference.</param>
    /// <param name="unit">Unit of measure; a text will do.</param>
    /// <param name="netPrice">Unit price without tax, at most 8 decimals.</param>
    /// <param name="rate">Rate or kind of taxation.</param>
    /// <param name="discount">Discount on the whole line, not yet in the price.</param>
    public InvoiceBuilder Line(string name, decimal quantity, UnitOfMeasure unit, decimal netPrice, VatRate rate, decimal? discount = null) => Line(new InvoiceLine
    {
        Number = 0,
        Name = name,
        Unit = unit,
        Quantity = quantity,
        UnitNetPrice = netPrice,
        Discount = discount,
        NetAmount = Money.Round(Money.Product(quantity, netPrice) - Money.Bounded(discount ?? 0m)),
        Rate = rate,
    });

    /// <summary>
    /// Adds a line by gross price, the gross method of art. 106e(7), (8) (FA(3): <c>P_9B</c>, <c>P_11A</c>): its value is quantity × price - discount,
    /// rounded to grosze.
    /// </summary>
    /// <param name="name">Name of the goods or service.</param>
    /// <param name="quantity">Quantity, at most 6 decimals.</param>
    /// <param name="unit">Unit of measure; a text will do.</param>
    /// <param name="grossPrice">Unit price with tax, at most 8 decimals.</param>
    /// <param name="rate">Rate or kind of taxation.</param>
    /// <param name="discount">Discount on the whole line, not yet in the price.</param>
    public InvoiceBuilder GrossLine(string name, decimal quantity, UnitOfMeasure unit, decimal grossPrice, VatRate rate, decimal? discount = null) => Line(new InvoiceLine
    {
        Number = 0,
        Name = name,
        Unit = unit,
        Quantity = quantity,
        UnitGrossPrice = grossPrice,
        Discount = discount,
        GrossAmount = Money.Round(Money.Product(quantity, grossPrice) - Money.Bounded(discount ?? 0m)),
        Rate = rate,
    });

    /// <summary>
    /// Adds a line under a margin scheme: gross price, no rate (FA(3): <c>P_9B</c>, <c>P_11A</c>, totalled in <c>P_13_11</c>). Say which scheme by <see
    /// cref="UnderMargin"/>.
    /// </summary>
    /// <param name="name">Name of the goods or service.</param>
    /// <param name="quantity">Quantity, at most 6 decimals.</param>
    /// <param name="unit">Unit of measure; a text will do.</param>
    /// <param name="grossPrice">Unit price with tax, at most 8 decimals.</param>
    public InvoiceBuilder MarginLine(string name, decimal quantity, UnitOfMeasure unit, decimal grossPrice) => Line(new InvoiceLine
    {
        Number = 0,
        Name = name,
        Unit = unit,
        Quantity = quantity,
        UnitGrossPrice = grossPrice,
        GrossAmount = Money.Round(Money.Product(quantity, grossPrice)),
    });

    /// <summary>
    /// Adds a line taxed in another member state under the one-stop shop (FA(3): <c>P_12_XII</c>, totalled in <c>P_13_5</c> and <c>P_14_5</c>).
    /// </summary>
    /// <param name="name">Name of the goods or service.</param>
    /// <param name="quantity">Quantity, at most 6 decimals.</param>
    /// <param name="unit">Unit of measure; a text will do.</param>
    /// <param name="netPrice">Unit price without tax, at most 8 decimals.</param>
    /// <param name="percent">The rate of the other member state, 0 to 100 with at most 6 decimals.</param>
    public InvoiceBuilder OneStopShopLine(string name, decimal quantity, UnitOfMeasure unit, decimal netPrice, decimal percent) => Line(new InvoiceLine
    {
        Number = 0,
        Name = name,
        Unit = unit,
        Quantity = quantity,
        UnitNetPrice = netPrice,
        NetAmount = Money.Round(Money.Product(quantity, netPrice)),
        OneStopShopRate = percent,
    });

    /// <summary>Adds a line as it is (FA(3): <c>FaWiersz</c>); its number is set by the order of lines when it is 0.</summary>
    /// <param name="line">The line; use this for everything the other methods have no argument for (GTU, CN, PKWiU, OSS rate, annex 15, own tax).</param>
    /// <exception cref="ArgumentNullException"><paramref name="line"/> is null.</exception>
    public InvoiceBuilder Line(InvoiceLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _lines.Add(line);
        return this;
    }

    /// <summary>Changes the line added last, for example <c>l => l with { Group = GoodsGroup.Gtu12 }</c>.</summary>
    /// <param name="change">Takes the line and gives the one to use.</param>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    /// <exception cref="InvalidOperationException">There is no line yet.</exception>
    public InvoiceBuilder WithLast(Func<InvoiceLine, InvoiceLine> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (_lines.Count == 0) throw new InvalidOperationException("There is no line to change: add one first.");
        _lines[^1] = change(_lines[^1]);
        return this;
    }

    /// <summary>
    /// Rounds the tax of each line and adds it up, as art. 106e(10) allows (FA(3): <c>P_11Vat</c>), instead of rounding once for each rate. Holds for all lines
    /// that have no tax of their own.
    /// </summary>
    public InvoiceBuilder TaxByLine()
    {
        _taxByLine = true;
        return this;
    }

    /// <summary>
    /// Uses other totals than those computed from the lines; where they differ the draft has a finding (FA(3): <c>P_13_1</c> to <c>P_15</c>).
    /// </summary>
    /// <param name="totals">The totals.</param>
    /// <exception cref="ArgumentNullException"><paramref name="totals"/> is null.</exception>
    public InvoiceBuilder OverrideTotals(Totals totals)
    {
        ArgumentNullException.ThrowIfNull(totals);
        _totalsOverride = totals;
        return this;
    }

    private EquatableList<InvoiceLine> NumberedLines()
    {
        var lines = new InvoiceLine[_lines.Count];
        for (var i = 0; i < lines.Length; i++)
        {
            var line = _lines[i];
            if (line.Number == 0) line = line with { Number = i + 1 };
            if (line.ExchangeRate is null && _exchangeRate is not null && IsTaxed(line)) line = line with { ExchangeRate = _exchangeRate };
            if (_taxByLine && line.TaxAmount is null && IsTaxed(line)) line = line with { TaxAmount = TaxOf(line) };
            lines[i] = line;
        }
        return new EquatableList<InvoiceLine>(lines);
    }

    private static decimal? TaxOf(InvoiceLine line)
    {
        var percent = TaxBuckets.Percent(line.Rate!.Value);
        return line.NetAmount is { } net ? Money.Round(Money.Product(net, percent, 100m))
            : line.GrossAmount is { } gross ? Money.TaxWithin(gross, percent)
            : null;
    }

    private static bool IsTaxed(InvoiceLine line) => line.OneStopShopRate is null && line.Rate is { } rate && TaxBuckets.Percent(rate) > 0m;

    private Totals ComputeTotals(EquatableList<InvoiceLine> lines, List<Finding> findings)
    {
        var computed = _type is InvoiceType.Advance or InvoiceType.AdvanceCorrection ? AdvanceTotals() : TotalsCalculator.FromLines(lines, _currency, _exchangeRate);
        if (_settled.Count > 0) computed = TotalsCalculator.Subtract(computed, _advances.ToTotals());
        if (_totalsOverride is not { } chosen) return computed;
        DraftFindings.CompareTotals(computed, chosen, findings);
        return chosen;
    }
}
