namespace Ksef.Offline.Invoices.Model;

/// <summary>Totals per rate and the amount due, in the currency of the invoice.</summary>
/// <remarks>
/// FA(3): <c>P_13_1</c> to <c>P_15</c>; they stand in <c>Fa</c> without an element of their own. On advance invoices the payment, on settlement invoices the
/// remainder, on corrections the difference. Immutable, thread-safe.
/// </remarks>
public sealed record Totals
{
    /// <summary>Total at the standard rate, 23 % or 22 %.</summary>
    /// <remarks>FA(3): <c>P_13_1</c>, <c>P_14_1</c>, <c>P_14_1W</c>; at most 16 digits before and 2 after the point.</remarks>
    public TaxedTotal? Standard { get; init; }

    /// <summary>Total at the first reduced rate, 8 % or 7 %.</summary>
    /// <remarks>FA(3): <c>P_13_2</c>, <c>P_14_2</c>, <c>P_14_2W</c>; at most 16 digits before and 2 after the point.</remarks>
    public TaxedTotal? FirstReduced { get; init; }

    /// <summary>Total at the second reduced rate, 5 %.</summary>
    /// <remarks>FA(3): <c>P_13_3</c>, <c>P_14_3</c>, <c>P_14_3W</c>; at most 16 digits before and 2 after the point.</remarks>
    public TaxedTotal? SecondReduced { get; init; }

    /// <summary>Total at the flat rate for passenger taxis, 4 % or 3 %.</summary>
    /// <remarks>FA(3): <c>P_13_4</c>, <c>P_14_4</c>, <c>P_14_4W</c>; at most 16 digits before and 2 after the point.</remarks>
    public TaxedTotal? Taxi { get; init; }

    /// <summary>Total of supplies taxed in other member states (OSS).</summary>
    /// <remarks>FA(3): <c>P_13_5</c>, <c>P_14_5</c>; at most 16 digits before and 2 after the point.</remarks>
    public OneStopShopTotal? OneStopShop { get; init; }

    /// <summary>Total at 0 % within Poland.</summary>
    /// <remarks>FA(3): <c>P_13_6_1</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? ZeroDomestic { get; init; }

    /// <summary>Total at 0 % of intra-EU supplies of goods (<i>WDT</i>).</summary>
    /// <remarks>FA(3): <c>P_13_6_2</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? ZeroIntraEu { get; init; }

    /// <summary>Total at 0 % of exports.</summary>
    /// <remarks>FA(3): <c>P_13_6_3</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? ZeroExport { get; init; }

    /// <summary>Total of exempt supplies.</summary>
    /// <remarks>FA(3): <c>P_13_7</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? Exempt { get; init; }

    /// <summary>Total of supplies outside Poland (<i>np I</i>).</summary>
    /// <remarks>FA(3): <c>P_13_8</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? OutsidePoland { get; init; }

    /// <summary>Total of services of art. 100(1)(4) (<i>np II</i>).</summary>
    /// <remarks>FA(3): <c>P_13_9</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? EuServices { get; init; }

    /// <summary>Total under domestic reverse charge (<i>oo</i>).</summary>
    /// <remarks>FA(3): <c>P_13_10</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? ReverseCharge { get; init; }

    /// <summary>Total, with tax, under a margin scheme.</summary>
    /// <remarks>FA(3): <c>P_13_11</c>; at most 16 digits before and 2 after the point.</remarks>
    public decimal? Margin { get; init; }

    /// <summary>The amount due with tax; the payment on advance invoices, the remainder on settlements, the difference on corrections.</summary>
    /// <remarks>FA(3): <c>P_15</c>; at most 16 digits before and 2 after the point.</remarks>
    public required decimal AmountDue { get; init; }
}
