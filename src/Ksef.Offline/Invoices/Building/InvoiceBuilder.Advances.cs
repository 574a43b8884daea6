using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Invoices.Building;

/// <content>Advance and settlement invoices with their corrections (FA(3): <c>Zamowienie</c>, <c>ZaliczkaCzesciowa</c>, <c>FakturaZaliczkowa</c>, <c>P_15ZK</c>).</content>
public sealed partial class InvoiceBuilder
{
    private readonly List<OrderLine> _orderLines = [];
    private readonly List<PartialAdvance> _received = [];
    private readonly List<AdvanceInvoiceReference> _settled = [];
    private readonly TotalsSheet _advances = new();
    private PartialAdvance? _receivedBefore;
    private decimal? _remainderBefore;

    /// <summary>
    /// An advance invoice (FA(3): <c>RodzajFaktury</c> = <c>ZAL</c>): an order by <see cref="OrderLine(string, decimal, UnitOfMeasure, decimal,
    /// VatRate)"/>, a payment by <see cref="Received"/>.
    /// </summary>
    /// <remarks>
    /// The payment is split over the rates by their share in the gross value of the order; the tax within each part is part × rate / (100 + rate), rounded;
    /// grosze that do not divide go to the greatest part.
    /// </remarks>
    /// <param name="seller">The seller (FA(3): <c>Podmiot1</c>).</param>
    /// <param name="buyer">The buyer (FA(3): <c>Podmiot2</c>).</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static InvoiceBuilder Advance(Seller seller, Buyer buyer) => new(InvoiceType.Advance, seller, buyer);

    /// <summary>
    /// A correction of an advance invoice (FA(3): <c>RodzajFaktury</c> = <c>KOR_ZAL</c>): the payment before by <see cref="ReceivedBefore"/>, after by <see
    /// cref="Received"/>.
    /// </summary>
    /// <param name="seller">The seller (FA(3): <c>Podmiot1</c>).</param>
    /// <param name="buyer">The buyer (FA(3): <c>Podmiot2</c>).</param>
    /// <param name="corrected">The invoices that are corrected.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static InvoiceBuilder AdvanceCorrection(Seller seller, Buyer buyer, params CorrectedInvoice[] corrected) =>
        CorrectionOf(InvoiceType.AdvanceCorrection, seller, buyer, corrected);

    /// <summary>
    /// A settlement invoice (FA(3): <c>RodzajFaktury</c> = <c>ROZ</c>): lines of the whole supply, totals of what is left after the advances given to <see
    /// cref="Settles(KsefNumber, Totals)"/>.
    /// </summary>
    /// <param name="seller">The seller (FA(3): <c>Podmiot1</c>).</param>
    /// <param name="buyer">The buyer (FA(3): <c>Podmiot2</c>).</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static InvoiceBuilder Settlement(Seller seller, Buyer buyer) => new(InvoiceType.Settlement, seller, buyer);

    /// <summary>
    /// A correction of a settlement invoice (FA(3): <c>RodzajFaktury</c> = <c>KOR_ROZ</c>): lines before and after by <see cref="CorrectLine"/>, the
    /// remainder before by <see cref="RemainderBefore"/>.
    /// </summary>
    /// <param name="seller">The seller (FA(3): <c>Podmiot1</c>).</param>
    /// <param name="buyer">The buyer (FA(3): <c>Podmiot2</c>).</param>
    /// <param name="corrected">The invoices that are corrected.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static InvoiceBuilder SettlementCorrection(Seller seller, Buyer buyer, params CorrectedInvoice[] corrected) =>
        CorrectionOf(InvoiceType.SettlementCorrection, seller, buyer, corrected);

    /// <summary>
    /// Adds a line of the order by net price; value and tax are rounded to grosze (FA(3): <c>P_7Z</c>, <c>P_8AZ</c>, <c>P_8BZ</c>, <c>P_9AZ</c>,
    /// <c>P_11NettoZ</c>, <c>P_11VatZ</c>, <c>P_12Z</c>).
    /// </summary>
    /// <param name="name">Name of the goods or service.</param>
    /// <param name="quantity">Quantity, at most 6 decimals.</param>
    /// <param name="unit">Unit of measure; a text will do.</param>
    /// <param name="netPrice">Unit price without tax, at most 8 decimals.</param>
    /// <param name="rate">Rate or kind of taxation.</param>
    public InvoiceBuilder OrderLine(string name, decimal quantity, UnitOfMeasure unit, decimal netPrice, VatRate rate)
    {
        var net = Money.Round(Money.Product(quantity, netPrice));
        return OrderLine(new OrderLine
        {
            Number = 0,
            Name = name,
            Unit = unit,
            Quantity = quantity,
            UnitNetPrice = netPrice,
            NetAmount = net,
            TaxAmount = Money.Round(net * TaxBuckets.Percent(rate) / 100m),
            Rate = rate,
        });
    }

    /// <summary>Adds a line of the order as it is (FA(3): <c>ZamowienieWiersz</c>); its number is set by the order of lines when it is 0.</summary>
    /// <param name="line">The line; with <see cref="Model.OrderLine.IsBefore"/> it shows the state before a correction.</param>
    /// <exception cref="ArgumentNullException"><paramref name="line"/> is null.</exception>
    public InvoiceBuilder OrderLine(OrderLine line)
    {
        ArgumentNullException.ThrowIfNull(line);
        _orderLines.Add(line);
        return this;
    }

    /// <summary>
    /// A payment that the advance invoice documents; one gives <c>P_6</c>, several give <c>ZaliczkaCzesciowa</c> each (FA(3): <c>P_6Z</c>, <c>P_15Z</c>,
    /// <c>KursWalutyZW</c>).
    /// </summary>
    /// <param name="amount">The payment with tax, in the currency of the invoice.</param>
    /// <param name="date">The day it was received.</param>
    /// <param name="exchangeRate">PLN for one unit of the currency; the rate of <see cref="InCurrency"/> when absent.</param>
    public InvoiceBuilder Received(decimal amount, LocalDate date, decimal? exchangeRate = null)
    {
        _received.Add(new PartialAdvance { Amount = amount, ReceivedOn = date, ExchangeRate = exchangeRate });
        return this;
    }

    /// <summary>The payment as it stood before the correction of an advance invoice (FA(3): <c>P_15ZK</c>, <c>KursWalutyZK</c>).</summary>
    /// <param name="amount">The payment with tax.</param>
    /// <param name="exchangeRate">PLN for one unit of the currency, as it stood.</param>
    public InvoiceBuilder ReceivedBefore(decimal amount, decimal? exchangeRate = null)
    {
        _receivedBefore = new PartialAdvance { Amount = amount, ReceivedOn = DraftFindings.AnyDay, ExchangeRate = exchangeRate };
        return this;
    }

    /// <summary>The remainder as it stood before the correction of a settlement invoice (FA(3): <c>P_15ZK</c>).</summary>
    /// <param name="amount">The remainder with tax.</param>
    public InvoiceBuilder RemainderBefore(decimal amount)
    {
        _remainderBefore = amount;
        return this;
    }

    /// <summary>
    /// An advance invoice of KSeF that is settled (FA(3): <c>FakturaZaliczkowa/NrKSeFFaZaliczkowej</c>); its totals are taken from those of the lines.
    /// </summary>
    /// <param name="advance">The KSeF number of the advance invoice.</param>
    /// <param name="totals">The totals of the advance invoice.</param>
    /// <exception cref="ArgumentNullException"><paramref name="totals"/> is null.</exception>
    public InvoiceBuilder Settles(KsefNumber advance, Totals totals) => Settles(new KsefAdvanceInvoice(advance.ToString()), totals);

    /// <summary>
    /// An advance invoice that is settled, in KSeF or outside it (FA(3): <c>FakturaZaliczkowa</c>); its totals are taken from those of the lines.
    /// </summary>
    /// <param name="advance">The advance invoice.</param>
    /// <param name="totals">The totals of the advance invoice.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public InvoiceBuilder Settles(AdvanceInvoiceReference advance, Totals totals)
    {
        ArgumentNullException.ThrowIfNull(advance);
        ArgumentNullException.ThrowIfNull(totals);
        _settled.Add(advance);
        _advances.Add(totals, 1);
        return this;
    }

    private Order? OrderBlock()
    {
        if (_orderLines.Count == 0) return null;
        var lines = _orderLines.Select((line, i) => line.Number == 0 ? line with { Number = i + 1 } : line).ToEquatableList();
        return new Order { GrossAmount = _orderLines.Where(l => !l.IsBefore).Sum(AdvanceSplit.Gross), Lines = lines };
    }

    private Totals AdvanceTotals()
    {
        var sheet = new TotalsSheet();
        var after = _orderLines.Where(l => !l.IsBefore).ToList();
        foreach (var payment in _received) AdvanceSplit.Add(sheet, after, payment.Amount, 1, RateFor(payment));
        if (_receivedBefore is { } before)
        {
            var old = _orderLines.Where(l => l.IsBefore).ToList();
            AdvanceSplit.Add(sheet, old.Count > 0 ? old : after, before.Amount, -1, RateFor(before));
        }
        return sheet.ToTotals();
    }

    private decimal? RateFor(PartialAdvance payment) => _currency == CurrencyCode.Pln ? null : payment.ExchangeRate ?? _exchangeRate;

    private TotalBeforeCorrection? TotalBefore() =>
        _receivedBefore is { } before ? new TotalBeforeCorrection(before.Amount, before.ExchangeRate)
        : _remainderBefore is { } remainder ? new TotalBeforeCorrection(remainder)
        : null;

    /// <summary>Several payments are listed one by one; of corrections, too, only when there is more than one.</summary>
    private EquatableList<PartialAdvance> PartialAdvances() => _received.Count > 1 ? _received.ToEquatableList() : default;
}
