using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the attachment in the order of the schema.</summary>
internal static class AttachmentReading
{
    internal static Attachment Attachment(ref ElementCursor cursor) => new()
    {
        Blocks = cursor.Many("BlokDanych"u8, AttachmentBlock),
    };

    internal static AttachmentBlock AttachmentBlock(ref ElementCursor cursor) => new()
    {
        Heading = cursor.TextOrNull("ZNaglowek"u8),
        Metadata = cursor.Many("MetaDane"u8, TableReading.Metadata),
        Paragraphs = TableReading.Paragraphs(ref cursor),
        Tables = cursor.Many("Tabela"u8, AttachmentTable),
    };

    internal static AttachmentTable AttachmentTable(ref ElementCursor cursor) => new()
    {
        Metadata = cursor.Many("TMetaDane"u8, TableReading.TableMetadata),
        Description = cursor.TextOrNull("Opis"u8),
        Columns = cursor.One("TNaglowek"u8, TableReading.Columns),
        Rows = cursor.Many("Wiersz"u8, TableReading.Row),
        Summary = cursor.Maybe("Suma"u8, TableReading.Summary),
    };
}
