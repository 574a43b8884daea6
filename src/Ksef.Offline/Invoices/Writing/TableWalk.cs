using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the small parts of an attachment.</summary>
internal static class TableWalk
{
    internal static void KeyValue<TSink>(ref TSink sink, KeyValue item, ReadOnlySpan<byte> element, ReadOnlySpan<byte> key, ReadOnlySpan<byte> value)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open(element);
        sink.Text(key, item.Key);
        sink.Text(value, item.Value);
        sink.Close(element);
    }

    internal static void Paragraphs<TSink>(ref TSink sink, EquatableList<string> paragraphs)
        where TSink : IInvoiceSink, allows ref struct
    {
        if (paragraphs.IsEmpty) return;
        sink.Open("Tekst"u8);
        foreach (var paragraph in paragraphs) sink.Text("Akapit"u8, paragraph);
        sink.Close("Tekst"u8);
    }

    internal static void Columns<TSink>(ref TSink sink, EquatableList<TableColumn> columns)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open("TNaglowek"u8);
        foreach (var column in columns)
        {
            sink.OpenColumn(column.Kind);
            sink.Text("NKom"u8, column.Heading);
            sink.Close("Kol"u8);
        }
        sink.Close("TNaglowek"u8);
    }

    internal static void Row<TSink>(ref TSink sink, TableRow row, ReadOnlySpan<byte> element, ReadOnlySpan<byte> cell)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Open(element);
        foreach (var text in row.Cells) sink.Text(cell, text);
        sink.Close(element);
    }
}
