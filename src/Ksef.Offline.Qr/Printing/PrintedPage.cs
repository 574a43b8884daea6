using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Qr.Printing.Sections;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Qr.Printing;

/// <summary>
/// The page that is handed over: the invoice (<i>wizualizacja faktury</i>) or the confirmation of the transaction (<i>potwierdzenie transakcji</i>), with the codes and
/// labels of the hand-over matrix. One self-contained HTML file for A4: no scripts, no fonts or pictures from elsewhere; print it from any browser.
/// </summary>
/// <remarks>Shows every datum of an FA(3) file. Stateless, thread-safe.</remarks>
public static class PrintedPage
{
    /// <summary>Renders what the matrix allows for this buyer now.</summary>
    /// <param name="invoice">The issued invoice; the page is read from its bytes.</param>
    /// <param name="handOver">What may be handed over: document, codes and labels.</param>
    /// <param name="codeI">KOD I; needed where the matrix wants it.</param>
    /// <param name="codeII">KOD II; needed where the matrix wants it, left out where it does not.</param>
    /// <param name="options">How it looks; null for the defaults.</param>
    /// <returns>The HTML, to be stored as UTF-8.</returns>
    /// <exception cref="ArgumentException">Nothing may be handed over, a code is missing, or a code belongs to another invoice; the message says which.</exception>
    /// <exception cref="FormatException">The bytes are not an FA(3) file that can be read whole; the message holds every finding.</exception>
    public static string Render(IssuedInvoice invoice, HandOver handOver, VerificationLink? codeI, VerificationLink? codeII, PageOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(invoice);
        ArgumentNullException.ThrowIfNull(handOver);
        options ??= new PageOptions();
        options.Check();
        if (handOver.Document == HandOverDocument.Nothing) throw new ArgumentException($"Nothing may be handed over: {handOver.Reason}", nameof(handOver));
        var codes = new List<PrintedCode>(2);
        if (handOver.Codes != HandOverCodes.None) codes.Add(new PrintedCode(Require(codeI, VerificationLinkKind.Invoice, invoice, nameof(codeI)), handOver.CodeILabel ?? HandOver.OfflineLabel));
        if (handOver.Codes == HandOverCodes.CodeIAndCodeII) codes.Add(new PrintedCode(Require(codeII, VerificationLinkKind.Certificate, invoice, nameof(codeII)), HandOver.CertificateLabel));
        var model = InvoiceReader.Read(invoice.Bytes.Span);
        return handOver.Document == HandOverDocument.TransactionConfirmation
            ? ConfirmationDocument.Write(model, codes, options)
            : InvoiceDocument.Write(model, codes, options);
    }

    private static VerificationLink Require(VerificationLink? link, VerificationLinkKind kind, IssuedInvoice invoice, string parameter)
    {
        var name = kind == VerificationLinkKind.Invoice ? "KOD I" : "KOD II";
        if (link is null || link.Kind != kind) throw new ArgumentException($"This document must carry {name}; there is none.", parameter);
        if (link.Hash != invoice.Hash) throw new ArgumentException($"{name} belongs to another file: it carries the hash {link.Hash.ToBase64Url()}, the invoice has {invoice.Hash.ToBase64Url()}.", parameter);
        return link;
    }
}
