using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>Further data as key and value, and the numbers of warehouse documents.</summary>
internal static class NotesSection
{
    public static void Write(PageWriter page, InvoiceBody body)
    {
        if (body.Notes.IsEmpty && body.WarehouseDocuments.IsEmpty) return;
        page.OpenSection("Informacje dodatkowe", "Further information");
        page.Raw("<dl class=\"fields\">");
        page.Field("Dokumenty WZ", "Warehouse documents", string.Join(", ", body.WarehouseDocuments.ToArray()), "wide");
        foreach (var note in body.Notes)
            if (note.LineNumber is null) page.Raw("<div class=\"field wide\"><dt>").Text(note.Key).Raw("</dt><dd>").Text(note.Value).Raw("</dd></div>");
        page.Raw("</dl>");
        page.Table(body.Notes.Where(n => n.LineNumber is not null).ToArray(),
        [
            new("Wiersz", "Line", n => page.Words.Quantity(n.LineNumber)),
            new("Opis", "Description", n => n.Key),
            new("Treść", "Text", n => n.Value),
        ]);
        page.CloseSection();
    }
}
