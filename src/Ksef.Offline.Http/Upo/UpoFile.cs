using System.Xml;
using Ksef.Offline.Http.Transport;
using NodaTime;

namespace Ksef.Offline.Http.Upo;

/// <summary>A receipt of KSeF (UPO v4-3, <c>Potwierdzenie</c>) as read: who received, in which session, which documents.</summary>
internal sealed record UpoFile(string Receiver, string? Session, IReadOnlyList<UpoFile.Document> Documents, XmlDocument Xml)
{
    private const string Namespace = "http://upo.schematy.mf.gov.pl/KSeF/v4-3";

    /// <summary>The receiver's name in production; elsewhere a suffix names the environment.</summary>
    public const string ProductionReceiver = "Ministerstwo Finansów";

    /// <summary>One document of the receipt (<c>Dokument</c>).</summary>
    public sealed record Document(KsefNumber? Number, InvoiceHash? Hash, Instant? SentAt, Instant? AcquiredAt, bool? Offline);

    /// <summary>Reads a receipt; null with a reason where it is not one.</summary>
    public static UpoFile? Read(byte[] bytes, out string? reason)
    {
        try
        {
            var xml = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
            using (var reader = XmlReader.Create(new MemoryStream(bytes), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null })) xml.Load(reader);
            var root = xml.DocumentElement!;
            if (root.LocalName != "Potwierdzenie" || root.NamespaceURI != Namespace)
            {
                reason = $"it is <{root.LocalName}> in '{root.NamespaceURI}', not <Potwierdzenie> in '{Namespace}'";
                return null;
            }
            reason = null;
            var documents = root.ChildNodes.OfType<XmlElement>().Where(e => e.LocalName == "Dokument").Select(ReadDocument).ToList();
            return new UpoFile(Text(root, "NazwaPodmiotuPrzyjmujacego") ?? "", Text(root, "NumerReferencyjnySesji"), documents, xml);
        }
        catch (XmlException e)
        {
            reason = $"it is not XML ({e.Message})";
            return null;
        }
    }

    private static Document ReadDocument(XmlElement e) => new(
        KsefNumber.TryParse(Text(e, "NumerKSeFDokumentu"), out var number) ? number : null,
        InvoiceHash.TryParse(Text(e, "SkrotDokumentu"), out var hash) ? hash : null,
        JsonReading.ReadMoment(Text(e, "DataPrzeslaniaDokumentu")), JsonReading.ReadMoment(Text(e, "DataNadaniaNumeruKSeF")),
        Text(e, "TrybWysylki") switch { "Offline" => true, "Online" => false, _ => null });

    private static string? Text(XmlElement parent, string name) => parent[name, Namespace]?.InnerText.Trim();
}
