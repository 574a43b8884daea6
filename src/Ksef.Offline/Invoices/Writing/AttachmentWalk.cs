using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the attachment in the order of the schema.</summary>
internal static class AttachmentWalk
{
    internal static void Attachment<TSink>(ref TSink sink, Attachment attachment)
        where TSink : IInvoiceSink, allows ref struct
    {
        foreach (var item in attachment.Blocks)
        {
            sink.Open("BlokDanych"u8);
            AttachmentBlock(ref sink, item);
            sink.Close("BlokDanych"u8);
        }
    }

    internal static void AttachmentBlock<TSink>(ref TSink sink, AttachmentBlock attachmentBlock)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("ZNaglowek"u8, attachmentBlock.Heading);
        foreach (var item in attachmentBlock.Metadata) TableWalk.KeyValue(ref sink, item, "MetaDane"u8, "ZKlucz"u8, "ZWartosc"u8);
        TableWalk.Paragraphs(ref sink, attachmentBlock.Paragraphs);
        foreach (var item in attachmentBlock.Tables)
        {
            sink.Open("Tabela"u8);
            AttachmentTable(ref sink, item);
            sink.Close("Tabela"u8);
        }
    }

    internal static void AttachmentTable<TSink>(ref TSink sink, AttachmentTable attachmentTable)
        where TSink : IInvoiceSink, allows ref struct
    {
        foreach (var item in attachmentTable.Metadata) TableWalk.KeyValue(ref sink, item, "TMetaDane"u8, "TKlucz"u8, "TWartosc"u8);
        sink.Text("Opis"u8, attachmentTable.Description);
        TableWalk.Columns(ref sink, attachmentTable.Columns);
        foreach (var item in attachmentTable.Rows) TableWalk.Row(ref sink, item, "Wiersz"u8, "WKom"u8);
        if (attachmentTable.Summary is { } summary) TableWalk.Row(ref sink, summary, "Suma"u8, "SKom"u8);
    }
}
