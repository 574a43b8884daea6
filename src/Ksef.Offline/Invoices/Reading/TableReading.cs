using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the small parts of an attachment.</summary>
internal static class TableReading
{
    internal static KeyValue Metadata(ref ElementCursor cursor) => new(cursor.Text("ZKlucz"u8), cursor.Text("ZWartosc"u8));

    internal static KeyValue TableMetadata(ref ElementCursor cursor) => new(cursor.Text("TKlucz"u8), cursor.Text("TWartosc"u8));

    internal static EquatableList<string> Paragraphs(ref ElementCursor cursor) =>
        cursor.At("Tekst"u8) ? cursor.One("Tekst"u8, static (ref inner) => inner.Texts("Akapit"u8)) : default;

    internal static EquatableList<TableColumn> Columns(ref ElementCursor cursor) => cursor.ManyColumns();

    internal static TableRow Row(ref ElementCursor cursor) => new(cursor.Texts("WKom"u8));

    internal static TableRow Summary(ref ElementCursor cursor) => new(cursor.Texts("SKom"u8));
}
