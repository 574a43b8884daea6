using System.Text;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Invoices.Xml;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Invoices;

/// <summary>The facts that <see cref="IssuedInvoice"/> takes from a file in one forward pass: no DTD, no outside entity, bounded size.</summary>
internal sealed class InvoiceFacts
{
    private const string Namespace = "http://crd.gov.pl/wzor/2025/06/25/13775/";
    private const int MaxBytes = 16 * 1024 * 1024;
    private static readonly string[] SellerPath = ["Faktura", "Podmiot1", "DaneIdentyfikacyjne", "NIP"];
    private static readonly string[] BuyerPath = ["Faktura", "Podmiot2", "DaneIdentyfikacyjne", "NIP"];
    private readonly List<Finding> _findings = [];
    private string? _seller, _type, _date;

    public Nip SellerNip { get; private set; }

    public InvoiceType Type { get; private set; }

    public string? Number { get; private set; }

    public LocalDate IssueDate { get; private set; }

    public Nip? BuyerNip { get; private set; }

    public bool HasAttachment { get; private set; }

    public IReadOnlyList<Finding> Findings => _findings;

    public static InvoiceFacts Read(ReadOnlySpan<byte> bytes)
    {
        var facts = new InvoiceFacts();
        if (bytes.Length > MaxBytes)
        {
            facts.Unreadable(null, $"it has {bytes.Length} bytes, more than {MaxBytes}", $"ma {bytes.Length} bajtów, więcej niż {MaxBytes}");
            return facts;
        }
        if (facts.Walk(bytes, trustDeclaration: false)) return facts;
        // Another encoding or an unusual XML declaration: XmlReader judges, and what it accepts is read in UTF-8.
        if (XmlTranscoder.TryTranscode(bytes, out var utf8, out var error)) facts.Walk(utf8, trustDeclaration: true);
        else facts.Unreadable(error is null ? null : (error.LineNumber, error.LinePosition), error?.Message ?? "it nests too deeply", error?.Message ?? "zbyt głębokie zagnieżdżenie");
        return facts;
    }

    /// <summary>One pass; false when the tokenizer leaves the file to XmlReader.</summary>
    private bool Walk(ReadOnlySpan<byte> bytes, bool trustDeclaration)
    {
        var xml = new XmlTokenizer(bytes, Encoding.UTF8.GetBytes(Namespace), trustDeclaration);
        try
        {
            var path = new List<string>();
            while (xml.Read())
            {
                if (xml.Kind == XmlTokenKind.EndElement) path.RemoveAt(path.Count - 1);
                if (xml.Kind != XmlTokenKind.StartElement) continue;
                path.Add(xml.NamespaceId == XmlTokenizer.FormNamespace ? Encoding.UTF8.GetString(xml.LocalName) : "");
                if (path.Count == 2 && path[1] == "Zalacznik") HasAttachment = true;
                if (!IsLeaf(path)) continue;
                var offset = xml.Offset;
                if (!xml.ReadText()) break;
                if (xml.Kind == XmlTokenKind.StartElement)
                {
                    Unreadable(new TextPosition(bytes).Of(offset), $"an element stands inside the value of {path[^1]}", $"wewnątrz wartości {path[^1]} stoi element");
                    return true;
                }
                Take(path, Encoding.UTF8.GetString(xml.Text));
                path.RemoveAt(path.Count - 1);
            }
            if (xml.Fault == XmlFault.Foreign) return false;
            if (xml.Fault == XmlFault.None)
            {
                Judge();
                return true;
            }
            var (_, message, messagePl, _) = FileTexts.Fault(xml.Fault);
            Unreadable(new TextPosition(bytes).Of(xml.FaultOffset), message, messagePl);
            return true;
        }
        finally
        {
            xml.Dispose();
        }
    }

    private void Unreadable((int Line, int Column)? place, string why, string whyPl) => _findings.Add(new Finding
    {
        Code = "KO0101",
        Severity = FindingSeverity.Error,
        Path = "/",
        Line = place?.Line,
        Column = place?.Column,
        Message = $"The file is not readable XML: {why}",
        MessagePl = $"Plik nie jest czytelnym XML: {whyPl}",
        Basis = "T-1",
    });

    private static bool IsLeaf(List<string> path) =>
        path.SequenceEqual(SellerPath) || path.SequenceEqual(BuyerPath)
        || (path.Count == 3 && path[0] == "Faktura" && path[1] == "Fa" && path[2] is "P_1" or "P_2" or "RodzajFaktury");

    private void Take(List<string> path, string text)
    {
        switch (path[^1])
        {
            case "P_1": _date ??= text.Trim(); break;
            case "P_2": Number ??= string.Join(' ', text.Split((char[])[' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)); break;
            case "RodzajFaktury": _type ??= text.Trim(); break;
            case "NIP" when path[1] == "Podmiot1": _seller ??= text; break;
            case "NIP": BuyerNip ??= Nip.TryParse(text, out var buyer) ? buyer : null; break;
        }
    }

    private void Judge()
    {
        if (Nip.TryParse(_seller, out var nip)) SellerNip = nip;
        else Missing("/Faktura/Podmiot1/DaneIdentyfikacyjne/NIP", _seller, "ten digits", "dziesięciu cyfr", "TNrNIP");
        if (InvoiceTypeText.TryParse(_type, out var type)) Type = type;
        else Missing("/Faktura/Fa/RodzajFaktury", _type, "VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL or KOR_ROZ", "VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL lub KOR_ROZ", "TRodzajFaktury");
        if (string.IsNullOrEmpty(Number)) Missing("/Faktura/Fa/P_2", Number, "the number of the invoice", "numeru faktury", "TZnakowy");
        var date = LocalDatePattern.Iso.Parse(_date ?? "");
        if (date.Success) IssueDate = date.Value;
        else Missing("/Faktura/Fa/P_1", _date, "a date yyyy-MM-dd", "daty rrrr-mm-dd", "TDataT");
    }

    private void Missing(string path, string? value, string wanted, string wantedPl, string basis) => _findings.Add(new Finding
    {
        Code = "KO0102",
        Severity = FindingSeverity.Error,
        Path = path,
        Value = value,
        Basis = basis,
        Message = value is null ? $"Missing: it takes {wanted}." : $"'{value}' cannot be read: it takes {wanted}.",
        MessagePl = value is null ? $"Brak wartości: wymaga {wantedPl}." : $"Nie można odczytać „{value}”: wymaga {wantedPl}.",
    });
}
