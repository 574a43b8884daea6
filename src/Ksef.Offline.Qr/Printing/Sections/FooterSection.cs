using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Texts and register numbers at the foot, and where the file comes from.</summary>
internal static class FooterSection
{
    public static void Write(PageWriter page, Invoice invoice)
    {
        page.Raw("<footer class=\"foot\">");
        if (invoice.Footer is { } footer)
        {
            foreach (var text in footer.Texts) page.Element("p", "", text.Text);
            foreach (var entry in footer.Registers)
                page.Element("p", "", PageWriter.Join(entry.FullName, page.Named("KRS", "KRS", entry.Krs), page.Named("REGON", "REGON", entry.Regon), page.Named("BDO", "BDO", entry.Bdo)));
        }
        page.Element("p", "", PageWriter.Join(
            page.Words.In("Wizualizacja faktury ustrukturyzowanej FA (3)", "Visualisation of a structured invoice FA (3)"),
            page.Named("plik utworzono", "file made", invoice.Header.CreatedAt.ToString().Replace('T', ' ')), invoice.Header.SystemName));
        page.Raw("</footer>");
    }
}
