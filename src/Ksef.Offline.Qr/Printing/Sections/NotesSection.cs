using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Further data as key and value, and the numbers of warehouse documents.</summary>
internal static class NotesSection
{
    public static void Write(PageWriter page, InvoiceBody body)
    {
        if (body.Notes.IsEmpty && body.WarehouseDocuments.IsEmpty) return;
        page.OpenSection("Informacje dodatkowe", "Further information");
        if (!body.WarehouseDocuments.IsEmpty)
        {
            page.Raw("<dl class=\"fields\">");
            page.Field("Dokumenty WZ", "Warehouse documents", string.Join(", ", body.WarehouseDocuments.ToArray()), "wide");
            page.Raw("</dl>");
        }
        page.Table(body.Notes.ToArray(),
        [
            new("Wiersz", "Line", n => n.LineNumber is { } line ? page.Words.Quantity(line) : null),
            new("Opis", "Description", n => n.Key),
            new("Treść", "Text", n => n.Value),
        ]);
        page.CloseSection();
    }
}
