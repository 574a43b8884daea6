using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Reads the document, its header and footer in the order of the schema.</summary>
internal static class InvoiceReading
{
    internal static Invoice Invoice(ref ElementCursor cursor) => new()
    {
        Header = cursor.One("Naglowek"u8, FileHeader),
        Seller = cursor.One("Podmiot1"u8, PartyReading.Seller),
        Buyer = cursor.One("Podmiot2"u8, PartyReading.Buyer),
        ThirdParties = cursor.Many("Podmiot3"u8, PartyReading.ThirdParty),
        AuthorizedEntity = cursor.Maybe("PodmiotUpowazniony"u8, PartyReading.AuthorizedEntity),
        Body = cursor.One("Fa"u8, BodyReading.InvoiceBody),
        Footer = cursor.Maybe("Stopka"u8, Footer),
        Attachment = cursor.Maybe("Zalacznik"u8, AttachmentReading.Attachment),
    };

    internal static FileHeader FileHeader(ref ElementCursor cursor)
    {
        cursor.Form();
        return new()
        {
            CreatedAt = cursor.Time("DataWytworzeniaFa"u8),
            SystemName = cursor.TextOrNull("SystemInfo"u8),
        };
    }

    internal static Footer Footer(ref ElementCursor cursor) => new()
    {
        Texts = cursor.Many("Informacje"u8, FooterText),
        Registers = cursor.Many("Rejestry"u8, RegisterEntry),
    };

    internal static FooterText FooterText(ref ElementCursor cursor) => new()
    {
        Text = cursor.LiteralOrNull("StopkaFaktury"u8),
    };

    internal static RegisterEntry RegisterEntry(ref ElementCursor cursor) => new()
    {
        FullName = cursor.TextOrNull("PelnaNazwa"u8),
        Krs = cursor.LiteralOrNull("KRS"u8),
        Regon = cursor.TextOrNull("REGON"u8),
        Bdo = cursor.TextOrNull("BDO"u8),
    };
}
