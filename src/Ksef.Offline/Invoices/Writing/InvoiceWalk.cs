using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Writing;

/// <summary>Walks the document, its header and footer in the order of the schema.</summary>
internal static class InvoiceWalk
{
    internal static void Invoice<TSink>(ref TSink sink, Invoice invoice)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.OpenRoot();
        sink.Open("Naglowek"u8);
        FileHeader(ref sink, invoice.Header);
        sink.Close("Naglowek"u8);
        sink.Open("Podmiot1"u8);
        PartyWalk.Seller(ref sink, invoice.Seller);
        sink.Close("Podmiot1"u8);
        sink.Open("Podmiot2"u8);
        PartyWalk.Buyer(ref sink, invoice.Buyer);
        sink.Close("Podmiot2"u8);
        foreach (var item in invoice.ThirdParties)
        {
            sink.Open("Podmiot3"u8);
            PartyWalk.ThirdParty(ref sink, item);
            sink.Close("Podmiot3"u8);
        }
        if (invoice.AuthorizedEntity is { } authorizedEntity)
        {
            sink.Open("PodmiotUpowazniony"u8);
            PartyWalk.AuthorizedEntity(ref sink, authorizedEntity);
            sink.Close("PodmiotUpowazniony"u8);
        }
        sink.Open("Fa"u8);
        BodyWalk.InvoiceBody(ref sink, invoice.Body);
        sink.Close("Fa"u8);
        if (invoice.Footer is { } footer)
        {
            sink.Open("Stopka"u8);
            Footer(ref sink, footer);
            sink.Close("Stopka"u8);
        }
        if (invoice.Attachment is { } attachment)
        {
            sink.Open("Zalacznik"u8);
            AttachmentWalk.Attachment(ref sink, attachment);
            sink.Close("Zalacznik"u8);
        }
        sink.CloseRoot();
    }

    internal static void FileHeader<TSink>(ref TSink sink, FileHeader fileHeader)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Form();
        sink.Time("DataWytworzeniaFa"u8, fileHeader.CreatedAt);
        sink.Text("SystemInfo"u8, fileHeader.SystemName);
    }

    internal static void Footer<TSink>(ref TSink sink, Footer footer)
        where TSink : IInvoiceSink, allows ref struct
    {
        foreach (var item in footer.Texts)
        {
            sink.Open("Informacje"u8);
            FooterText(ref sink, item);
            sink.Close("Informacje"u8);
        }
        foreach (var item in footer.Registers)
        {
            sink.Open("Rejestry"u8);
            RegisterEntry(ref sink, item);
            sink.Close("Rejestry"u8);
        }
    }

    internal static void FooterText<TSink>(ref TSink sink, FooterText footerText)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("StopkaFaktury"u8, footerText.Text);
    }

    internal static void RegisterEntry<TSink>(ref TSink sink, RegisterEntry registerEntry)
        where TSink : IInvoiceSink, allows ref struct
    {
        sink.Text("PelnaNazwa"u8, registerEntry.FullName);
        sink.Text("KRS"u8, registerEntry.Krs);
        sink.Text("REGON"u8, registerEntry.Regon);
        sink.Text("BDO"u8, registerEntry.Bdo);
    }
}
