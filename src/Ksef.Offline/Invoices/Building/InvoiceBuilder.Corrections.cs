using Ksef.Offline.Invoices.Model;
using NodaTime;

namespace Ksef.Offline.Invoices.Building;

/// <content>Corrections (FA(3): the block from <c>PrzyczynaKorekty</c> to <c>KursWalutyZK</c>).</content>
public sealed partial class InvoiceBuilder
{
    private CorrectionDetails? _correction;

    /// <summary>A correction (FA(3): <c>RodzajFaktury</c> = <c>KOR</c>) of one invoice, or of several at once (collective).</summary>
    /// <remarks>
    /// Lines: <see cref="CorrectLine"/> for state before and after, or <see cref="Line(InvoiceLine)"/> with differences. Totals are always the difference.
    /// </remarks>
    /// <param name="seller">The seller (FA(3): <c>Podmiot1</c>).</param>
    /// <param name="buyer">The buyer (FA(3): <c>Podmiot2</c>).</param>
    /// <param name="corrected">The invoices that are corrected; <see cref="Corrected(LocalDate, string, KsefNumber?)"/> makes them.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static InvoiceBuilder Correction(Seller seller, Buyer buyer, params CorrectedInvoice[] corrected) =>
        CorrectionOf(InvoiceType.Correction, seller, buyer, corrected);

    /// <summary>The invoice that is corrected (FA(3): <c>DaneFaKorygowanej</c>).</summary>
    /// <param name="issuedOn">Its date of issue.</param>
    /// <param name="number">Its number (<c>P_2</c>).</param>
    /// <param name="ksefNumber">Its KSeF number. Null says that it was issued outside KSeF (<c>NrKSeFN</c>), or that the number is still to come: such a correction goes to <c>IssueCorrectionAsync</c>, which waits for it and fills it in.</param>
    public static CorrectedInvoice Corrected(LocalDate issuedOn, string number, KsefNumber? ksefNumber) =>
        new() { IssueDate = issuedOn, Number = number, KsefNumber = ksefNumber?.ToString() };

    /// <summary>Why the invoice is corrected (FA(3): <c>PrzyczynaKorekty</c>, <c>TypKorekty</c>); both voluntary.</summary>
    /// <param name="reason">The reason, 1 to 256 characters.</param>
    /// <param name="effect">In which period it has effect.</param>
    public InvoiceBuilder Because(string? reason, CorrectionEffect? effect = null) => Correct(c => c with { Reason = reason, Effect = effect });

    /// <summary>Shows a line before and after the correction (FA(3): <c>StanPrzed</c>).</summary>
    /// <param name="before">The line as it stood; null for a line that was missing.</param>
    /// <param name="after">The line as it should be; null for a line that goes away.</param>
    public InvoiceBuilder CorrectLine(InvoiceLine? before, InvoiceLine? after)
    {
        if (before is not null) Line(before with { Number = 0, IsBefore = true });
        if (after is not null) Line(after with { Number = 0, IsBefore = false });
        return this;
    }

    /// <summary>Takes the whole corrected invoice back: each of its lines as state before, none after (FA(3): <c>StanPrzed</c>).</summary>
    /// <param name="lines">The lines of the corrected invoice.</param>
    /// <exception cref="ArgumentNullException"><paramref name="lines"/> is null.</exception>
    public InvoiceBuilder TakeBack(IEnumerable<InvoiceLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        foreach (var line in lines) CorrectLine(line, null);
        return this;
    }

    /// <summary>Changes anything about what is corrected: period of a discount, the right number, data of the parties before.</summary>
    /// <param name="change">Takes the details and gives the ones to use.</param>
    /// <exception cref="ArgumentNullException"><paramref name="change"/> is null.</exception>
    /// <exception cref="InvalidOperationException">The invoice is not a correction.</exception>
    public InvoiceBuilder Correct(Func<CorrectionDetails, CorrectionDetails> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (_correction is null) throw new InvalidOperationException($"An invoice of the kind {_type.ToSchemaText()} corrects nothing: start with a correction.");
        _correction = change(_correction);
        return this;
    }

    private static InvoiceBuilder CorrectionOf(InvoiceType type, Seller seller, Buyer buyer, CorrectedInvoice[] corrected)
    {
        ArgumentNullException.ThrowIfNull(corrected);
        return new InvoiceBuilder(type, seller, buyer) { _correction = new CorrectionDetails { CorrectedInvoices = corrected.ToEquatableList() } };
    }

    private CorrectionDetails? CorrectionBlock() => _correction is null ? null : _correction with { TotalBefore = _correction.TotalBefore ?? TotalBefore() };
}
