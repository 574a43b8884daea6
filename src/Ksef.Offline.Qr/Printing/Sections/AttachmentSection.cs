using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Qr.Printing.Sections;

/// <summary>The structured attachment.</summary>
internal static class AttachmentSection
{
    public static void Write(PageWriter page, Attachment? attachment)
    {
        if (attachment is null) return;
        page.OpenSection("Załącznik", "Attachment", "pre");
        foreach (var block in attachment.Blocks)
        {
            page.Element("h3", "", block.Heading);
            Data(page, block.Metadata);
            foreach (var paragraph in block.Paragraphs) page.Element("p", "", paragraph);
            foreach (var table in block.Tables) Write(page, table);
        }
        page.CloseSection();
    }

    private static void Write(PageWriter page, AttachmentTable table)
    {
        page.Element("h3", "", table.Description);
        Data(page, table.Metadata);
        page.Raw("<table><thead><tr>");
        foreach (var column in table.Columns) page.Raw(IsNumber(column.Kind) ? "<th class=\"n\">" : "<th>").Text(column.Heading).Raw("</th>");
        page.Raw("</tr></thead><tbody>");
        foreach (var row in table.Rows) Write(page, table, row, "<tr>");
        if (table.Summary is { } summary) Write(page, table, summary, "<tr class=\"before\">");
        page.Raw("</tbody></table>");
    }

    private static void Write(PageWriter page, AttachmentTable table, TableRow row, string open)
    {
        page.Raw(open);
        for (var i = 0; i < row.Cells.Count; i++)
            page.Raw(i < table.Columns.Count && IsNumber(table.Columns[i].Kind) ? "<td class=\"n\">" : "<td>").Text(row.Cells[i]).Raw("</td>");
        page.Raw("</tr>");
    }

    private static bool IsNumber(ColumnKind kind) => kind is ColumnKind.Number or ColumnKind.WholeNumber;

    private static void Data(PageWriter page, EquatableList<KeyValue> data)
    {
        if (data.IsEmpty) return;
        page.Raw("<dl class=\"fields\">");
        foreach (var pair in data) page.Raw("<div class=\"field wide\"><dt>").Text(pair.Key).Raw("</dt><dd>").Text(pair.Value).Raw("</dd></div>");
        page.Raw("</dl>");
    }
}
