using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Validation;
using NodaTime;

namespace Ksef.Offline.Invoices.Building;

/// <summary>Builds an FA(3) invoice step by step; totals are computed from the lines, annotations follow from them.</summary>
/// <remarks>
/// <para>Start with the kind (<see cref="Vat"/>, <see cref="Correction(Seller, Buyer, CorrectedInvoice[])"/>, ...), add, then <see cref="Build"/>: it gives an <see cref="InvoiceDraft"/> with every finding;
/// a draft with a finding of severity <see cref="FindingSeverity.Error"/> cannot be issued.</para>
/// <para>Rounding: each line to grosze; then, for each rate, net method = rate × sum of net values, gross method = gross × rate / (100 + rate) with the net as
/// the rest; each rounded once, half a grosz and more going up in size (art. 106e(7) to (11) of the VAT Act).</para>
/// <para>A builder may be used on after <see cref="Build"/>. Not thread-safe.</para>
/// </remarks>
/// <example>
/// <code>
/// var draft = InvoiceBuilder.Vat(seller, buyer)
///     .Number("FV/1/2026").IssuedOn(today)
///     .Line("Sadzenie drzew", 3.5m, UnitOfMeasure.Hour, 120m, VatRate.Standard23)
///     .DueOn(today.PlusDays(14)).PayBy(PaymentMethod.Transfer).ToAccount("49102028922276300500000000")
///     .Build();
/// if (draft.CanIssue) issued = draft.Issue(now, "Sklep 4.2");
/// </code>
/// </example>
public sealed partial class InvoiceBuilder
{
    private readonly Seller _seller;
    private readonly InvoiceType _type;
    private readonly List<Note> _notes = [];
    private readonly List<string> _warehouseDocuments = [];
    private Buyer _buyer;
    private CurrencyCode _currency = CurrencyCode.Pln;
    private decimal? _exchangeRate;
    private string? _number, _place;
    private LocalDate? _issuedOn;
    private SupplyTime? _supply;
    private Footer? _footer;
    private Attachment? _attachment;
    private Func<InvoiceBody, InvoiceBody>? _customize;

    private InvoiceBuilder(InvoiceType type, Seller seller, Buyer buyer)
    {
        ArgumentNullException.ThrowIfNull(seller);
        ArgumentNullException.ThrowIfNull(buyer);
        (_type, _seller, _buyer) = (type, seller, buyer);
    }

    /// <summary>An ordinary invoice (FA(3): <c>RodzajFaktury</c> = <c>VAT</c>).</summary>
    /// <param name="seller">The seller; <see cref="Party"/> makes the usual ones.</param>
    /// <param name="buyer">The buyer (FA(3): <c>Podmiot2</c>).</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static InvoiceBuilder Vat(Seller seller, Buyer buyer) => new(InvoiceType.Vat, seller, buyer);

    /// <summary>A simplified invoice of at most 450 PLN or 100 EUR (FA(3): <c>RodzajFaktury</c> = <c>UPR</c>); buyer data may be the NIP alone.</summary>
    /// <param name="seller">The seller (FA(3): <c>Podmiot1</c>).</param>
    /// <param name="buyer">The buyer; <see cref="Party.NipOnly"/> is enough.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static InvoiceBuilder Simplified(Seller seller, Buyer buyer) => new(InvoiceType.Simplified, seller, buyer);

    /// <summary>The number of the invoice (FA(3): <c>P_2</c>).</summary>
    /// <param name="number">Text of 1 to 256 characters, never the KSeF number.</param>
    public InvoiceBuilder Number(string number)
    {
        _number = number;
        return this;
    }

    /// <summary>The date of issue (FA(3): <c>P_1</c>), a civil date in Poland.</summary>
    /// <param name="date">The date.</param>
    public InvoiceBuilder IssuedOn(LocalDate date)
    {
        _issuedOn = date;
        return this;
    }

    /// <summary>The place of issue (FA(3): <c>P_1M</c>).</summary>
    /// <param name="place">Text of 1 to 256 characters.</param>
    public InvoiceBuilder IssuedIn(string place)
    {
        _place = place;
        return this;
    }

    /// <summary>
    /// The day of the supply or payment, where it differs from the date of issue (FA(3): <c>P_6</c>); the same day is left out, as the form wants it.
    /// </summary>
    /// <param name="date">The day.</param>
    public InvoiceBuilder SuppliedOn(LocalDate date)
    {
        _supply = new SupplyDate(date);
        return this;
    }

    /// <summary>The period of supplies that are settled in periods (FA(3): <c>OkresFa</c>).</summary>
    /// <param name="from">The first day (FA(3): <c>P_6_Od</c>).</param>
    /// <param name="to">The last day (FA(3): <c>P_6_Do</c>).</param>
    public InvoiceBuilder SuppliedBetween(LocalDate from, LocalDate to)
    {
        _supply = new SupplyPeriod(from, to);
        return this;
    }

    /// <summary>
    /// A currency other than PLN with the rate that converts the tax (FA(3): <c>KodWaluty</c>, <c>KursWaluty</c> of the lines, <c>KursWalutyZ</c> of
    /// advances).
    /// </summary>
    /// <param name="currency">The currency of all amounts.</param>
    /// <param name="exchangeRate">PLN for one unit; at most 6 decimals; null where no Polish tax is due.</param>
    public InvoiceBuilder InCurrency(CurrencyCode currency, decimal? exchangeRate = null)
    {
        (_currency, _exchangeRate) = (currency, exchangeRate);
        return this;
    }

    /// <summary>Sets the foot (FA(3): <c>Stopka</c>).</summary>
    /// <param name="footer">The foot.</param>
    /// <exception cref="ArgumentNullException"><paramref name="footer"/> is null.</exception>
    public InvoiceBuilder With(Footer footer)
    {
        ArgumentNullException.ThrowIfNull(footer);
        _footer = footer;
        return this;
    }

    /// <summary>Sets the attachment (FA(3): <c>Zalacznik</c>); such an invoice can only be sent in a batch session.</summary>
    /// <param name="attachment">The attachment.</param>
    /// <exception cref="ArgumentNullException"><paramref name="attachment"/> is null.</exception>
    public InvoiceBuilder With(Attachment attachment)
    {
        ArgumentNullException.ThrowIfNull(attachment);
        _attachment = attachment;
        return this;
    }

    /// <summary>Adds a piece of further data (FA(3): <c>DodatkowyOpis</c>).</summary>
    /// <param name="key">The key, 1 to 256 characters.</param>
    /// <param name="value">The value, 1 to 256 characters.</param>
    /// <param name="lineNumber">The line it is about; null for the whole invoice.</param>
    public InvoiceBuilder Note(string key, string value, long? lineNumber = null)
    {
        _notes.Add(new Note { Key = key, Value = value, LineNumber = lineNumber });
        return this;
    }

    /// <summary>Adds the number of a warehouse release note (FA(3): <c>WZ</c>).</summary>
    /// <param name="number">Text of 1 to 256 characters.</param>
    public InvoiceBuilder WarehouseDocument(string number)
    {
        _warehouseDocuments.Add(number);
        return this;
    }

    /// <summary>Changes anything in the finished body before it is judged: for the rare fields that have no method here.</summary>
    /// <param name="change">Takes the body and gives the one to use, for example <c>b => b with { HasRelatedParties = true }</c>. Several changes run in order.</param>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    public InvoiceBuilder Customize(Func<InvoiceBody, InvoiceBody> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = _customize;
        _customize = before is null ? change : body => change(before(body));
        return this;
    }

    /// <summary>Puts the invoice together, computes the totals and judges everything at once by <see cref="InvoiceValidator"/>.</summary>
    /// <param name="options">What is judged and how severely; the test environment's rules when absent. Give the production environment to have check digits of NIPs judged.</param>
    public InvoiceDraft Build(InvoiceValidatorOptions? options = null)
    {
        var findings = new List<Finding>();
        if (_number is null) findings.Add(DraftFindings.Missing("/Faktura/Fa/P_2", "the number of the invoice: call Number", "numeru faktury: użyj Number"));
        if (_issuedOn is null) findings.Add(DraftFindings.Missing("/Faktura/Fa/P_1", "the date of issue: call IssuedOn", "daty wystawienia: użyj IssuedOn"));
        var body = Body(findings);
        if (_customize is not null) body = _customize(body);
        return InvoiceDraft.Judge(
            new Invoice
            {
                Header = new FileHeader { CreatedAt = DraftFindings.AnyTime },
                Seller = SellerFor(body.Lines),
                Buyer = _buyer,
                ThirdParties = _thirdParties.ToEquatableList(),
                AuthorizedEntity = _authorized,
                Body = body,
                Footer = _footer,
                Attachment = _attachment,
            },
            findings,
            options ?? InvoiceValidatorOptions.Default);
    }

    private InvoiceBody Body(List<Finding> findings)
    {
        var issued = _issuedOn ?? DraftFindings.AnyDay;
        var lines = NumberedLines();
        var totals = ComputeTotals(lines, findings);
        var single = _received.Count == 1 ? _received[0] : null;
        var supply = _supply ?? (single is null ? null : new SupplyDate(single.ReceivedOn));
        return new InvoiceBody
        {
            Currency = _currency,
            IssueDate = issued,
            IssuePlace = _place,
            Number = _number ?? "-",
            WarehouseDocuments = _warehouseDocuments.ToEquatableList(),
            SupplyTime = supply is SupplyDate day && day.Date == issued ? null : supply,
            Totals = totals,
            AdvanceExchangeRate = single is null ? null : RateFor(single),
            Annotations = AnnotationsFor(lines),
            Type = _type,
            Correction = CorrectionBlock(),
            PartialAdvances = PartialAdvances(),
            Notes = _notes.ToEquatableList(),
            AdvanceInvoices = _settled.ToEquatableList(),
            Lines = lines,
            Settlement = SettlementFor(totals),
            Payment = _payment,
            Order = OrderBlock(),
        };
    }
}
