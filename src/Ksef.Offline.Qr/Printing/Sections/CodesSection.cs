using Ksef.Offline.Verification;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>The codes with their labels, and what they are for.</summary>
internal static class CodesSection
{
    public static void Write(PageWriter page, IReadOnlyList<PrintedCode> codes)
    {
        if (codes.Count == 0) return;
        page.Raw("<section class=\"codes\">");
        foreach (var code in codes)
        {
            page.Raw("<figure>").Raw(QrImage.Render(code.Link, "", page.Options.Codes).ToSvg());
            page.Element("figcaption", "", code.Label);
            page.Raw("</figure>");
        }
        page.Raw("<div class=\"about\"><h2>").Word("Weryfikacja w KSeF", "Verification in KSeF").Raw("</h2>");
        foreach (var code in codes)
        {
            var first = code.Link.Kind == VerificationLinkKind.Invoice;
            page.Raw("<p>").Raw(first ? "<b>KOD I</b> – " : "<b>KOD II</b> – ");
            if (first) page.Word("sprawdzenie, czy faktura znajduje się w KSeF, i jej pobranie:", "shows whether the invoice is in KSeF and lets you download it:");
            else page.Word("potwierdzenie tożsamości wystawcy certyfikatem KSeF.", "confirms the issuer by a KSeF certificate.");
            if (first) page.Raw("<br><a href=\"").Text(code.Link.Url).Raw("\">").Text(code.Link.Url).Raw("</a>");
            page.Raw("</p>");
        }
        page.Raw("</div></section>");
    }
}
