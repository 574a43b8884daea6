using System.Text;
using System.Text.Unicode;
using System.Xml;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Submitting;

/// <summary>What can be seen to be wrong before anything is sent: bytes that are not those that were issued, not UTF-8, of another schema, too many.</summary>
internal static class Preflight
{
    private const string Fa3 = "http://crd.gov.pl/wzor/2025/06/25/13775/";
    private static readonly byte[] Fa3Bytes = Encoding.ASCII.GetBytes(Fa3);

    /// <summary>Why the item cannot be sent as it is, or null.</summary>
    public static string? Judge(ConsignmentItem item, KsefGatewayOptions options)
    {
        var bytes = item.Bytes.Span;
        if (InvoiceHash.Of(bytes) != item.Hash) return $"KO6001 {item.Key}: the bytes are not those that were issued (SHA-256 {InvoiceHash.Of(bytes).ToBase64()} instead of {item.Hash.ToBase64()}); restore them from the evidence.";
        if (bytes.Length > options.MaxSizeWithoutAttachment)
        {
            var attached = bytes.IndexOf("Zalacznik"u8) >= 0;
            var limit = attached ? options.MaxSizeWithAttachment : options.MaxSizeWithoutAttachment;
            if (bytes.Length > limit) return $"KO6002 {item.Key}: the file has {bytes.Length} bytes; KSeF takes {limit}{(attached ? " with" : " without")} an attachment.";
        }
        if (!Utf8.IsValid(bytes)) return $"KO6003 {item.Key}: the file is not UTF-8, the only encoding that KSeF takes.";
        return bytes[..Math.Min(bytes.Length, 4096)].IndexOf(Fa3Bytes) >= 0 || IsFa3(item.Bytes)
            ? null
            : $"KO6004 {item.Key}: the file is not an FA(3) invoice (namespace {Fa3}); sessions are opened for FA(3).";
    }

    private static bool IsFa3(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(bytes.ToArray()), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return reader.MoveToContent() == XmlNodeType.Element && reader.NamespaceURI == Fa3;
        }
        catch (XmlException)
        {
            return false;
        }
    }
}
