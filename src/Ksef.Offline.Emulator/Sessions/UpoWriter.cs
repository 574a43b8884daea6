using System.Globalization;
using System.Xml;
using Ksef.Offline.Emulator.Authentication;
using NodaTime;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>Writes a UPO v4-3 (<i>urzędowe poświadczenie odbioru</i>). The same facts always give the same bytes, so nothing is stored.</summary>
/// <remarks>The receiver's name carries a suffix, as on the test environment, so that nobody takes it for the Ministry's. It is not signed.</remarks>
internal static class UpoWriter
{
    public const int PageSize = 10_000;
    private const string Namespace = "http://upo.schematy.mf.gov.pl/KSeF/v4-3";
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    public static int Pages(Session session) => Math.Max(1, (session.Invoices.Count(i => i.Code == 200) + PageSize - 1) / PageSize);

    /// <summary>The reference of a page: that of the first one, with the page counted into its second block.</summary>
    public static string PageReference(string first, int page)
    {
        if (page == 1) return first;
        var block = (long.Parse(first.AsSpan(23, 10), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) + page - 1) & 0xFF_FFFF_FFFF;
        return string.Create(CultureInfo.InvariantCulture, $"{first[..23]}{block:X10}{first[33..]}");
    }

    public static byte[] OfInvoice(Session session, Login? login, SubmittedInvoice invoice) => Write(session, login, [invoice], null);

    public static byte[] OfSession(Session session, Login? login, int page)
    {
        var accepted = session.Invoices.Where(i => i.Code == 200).OrderBy(i => i.Ordinal).ToArray();
        var items = accepted.Skip((page - 1) * PageSize).Take(PageSize).ToArray();
        return Write(session, login, items, xml =>
        {
            xml.WriteStartElement("OpisPotwierdzenia", Namespace);
            Number(xml, "Strona", page);
            Number(xml, "LiczbaStron", Pages(session));
            Number(xml, "ZakresDokumentowOd", ((page - 1) * PageSize) + 1);
            Number(xml, "ZakresDokumentowDo", ((page - 1) * PageSize) + items.Length + 1);
            Number(xml, "CalkowitaLiczbaDokumentow", accepted.Length);
            xml.WriteEndElement();
        });
    }

    private static byte[] Write(Session session, Login? login, IReadOnlyList<SubmittedInvoice> invoices, Action<XmlWriter>? description)
    {
        using var buffer = new MemoryStream();
        using (var xml = XmlWriter.Create(buffer, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false) }))
        {
            xml.WriteStartElement("Potwierdzenie", Namespace);
            Text(xml, "NazwaPodmiotuPrzyjmujacego", "Ministerstwo Finansów - emulator Ksef.Offline (TE)");
            Text(xml, "NumerReferencyjnySesji", session.Reference);
            xml.WriteStartElement("Uwierzytelnienie", Namespace);
            xml.WriteStartElement("IdKontekstu", Namespace);
            Text(xml, session.ContextType switch { "InternalId" => "IdWewnetrzny", "NipVatUe" => "IdZlozonyVatUE", "PeppolId" => "IdDostawcyUslugPeppol", _ => "Nip" }, session.ContextValue);
            xml.WriteEndElement();
            if (login?.DocumentHash is { } hash) Text(xml, "SkrotDokumentuUwierzytelniajacego", hash);
            else Text(xml, "NumerReferencyjnyTokenaKSeF", login?.TokenReference ?? session.LoginReference);
            xml.WriteEndElement();
            description?.Invoke(xml);
            Text(xml, "NazwaStrukturyLogicznej", "Schemat_FA(3)_v1-0E.xsd");
            Text(xml, "KodFormularza", "FA (3)");
            foreach (var invoice in invoices)
            {
                var facts = invoice.Facts!;
                xml.WriteStartElement("Dokument", Namespace);
                Text(xml, "NipSprzedawcy", facts.SellerNip);
                Text(xml, "NumerKSeFDokumentu", invoice.KsefNumber!);
                Text(xml, "NumerFaktury", facts.Number);
                Text(xml, "DataWystawieniaFaktury", facts.IssueDate);
                Text(xml, "DataPrzeslaniaDokumentu", Local(invoice.InvoicingDate));
                Text(xml, "DataNadaniaNumeruKSeF", Local(invoice.DoneAt));
                Text(xml, "SkrotDokumentu", invoice.Hash.ToBase64());
                Text(xml, "TrybWysylki", invoice.Offline ? "Offline" : "Online");
                xml.WriteEndElement();
            }
            xml.WriteEndElement();
        }
        return buffer.ToArray();
    }

    private static string Local(DateTimeOffset instant) =>
        Instant.FromDateTimeOffset(instant).InZone(Warsaw).ToDateTimeOffset().ToString("yyyy-MM-dd'T'HH:mm:ss.fffzzz", CultureInfo.InvariantCulture);

    private static void Text(XmlWriter xml, string name, string value) => xml.WriteElementString(name, Namespace, value);

    private static void Number(XmlWriter xml, string name, int value) => Text(xml, name, value.ToString(CultureInfo.InvariantCulture));
}
