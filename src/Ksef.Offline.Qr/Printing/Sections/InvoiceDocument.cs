using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>The invoice, top to bottom.</summary>
internal static class InvoiceDocument
{
    public static string Write(Invoice invoice, IReadOnlyList<PrintedCode> codes, PageOptions options)
    {
        var page = new PageWriter(options);
        PageFrame.Open(page, $"{page.Words.In("Faktura", "Invoice")} {invoice.Body.Number}");
        HeaderSection.Write(page, invoice, codes);
        PartySection.Write(page, invoice);
        CorrectionSection.Write(page, invoice.Body);
        LinesSection.Write(page, invoice.Body);
        TotalsSection.Write(page, invoice.Body);
        AnnotationSection.Write(page, invoice.Body);
        PaymentSection.Write(page, invoice.Body);
        OrderSection.Write(page, invoice.Body);
        TermsSection.Write(page, invoice.Body);
        NotesSection.Write(page, invoice.Body);
        AttachmentSection.Write(page, invoice.Attachment);
        CodesSection.Write(page, codes);
        FooterSection.Write(page, invoice);
        PageFrame.Close(page);
        return page.ToString();
    }
}
