using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Invoices;

/// <summary>The facts that <see cref="IssuedInvoice"/> takes from a file in one forward pass: no DTD, no outside entity, bounded size.</summary>
internal sealed class InvoiceFacts
{
    private const string Namespace = "http://crd.gov.pl/wzor/2025/06/25/13775/";
    private const int MaxCharacters = 16 * 1024 * 1024;
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

    public static InvoiceFacts Read(byte[] bytes)
    {
        var facts = new InvoiceFacts();
        try
        {
            using var stream = new MemoryStream(bytes, writable: false);
            using var reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = MaxCharacters });
            facts.Walk(reader);
            facts.Judge();
        }
        catch (XmlException e)
        {
            facts._findings.Add(new Finding
            {
                Code = "KO0101", Severity = FindingSeverity.Error, Path = "/", Line = e.LineNumber, Column = e.LinePosition,
                Message = $"The file is not readable XML: {e.Message}", MessagePl = $"Plik nie jest czytelnym XML: {e.Message}", Basis = "T-1",
            });
        }
        return facts;
    }

    private void Walk(XmlReader reader)
    {
        var path = new List<string>();
        while (reader.Read())
        {
            if (reader.NodeType == XmlNodeType.EndElement) path.RemoveAt(path.Count - 1);
            if (reader.NodeType != XmlNodeType.Element) continue;
            path.Add(reader.NamespaceURI == Namespace ? reader.LocalName : "");
            var depth = path.Count;
            var empty = reader.IsEmptyElement;
            if (depth == 2 && path[1] == "Zalacznik") HasAttachment = true;
            if (IsLeaf(path) && !empty)
            {
                var text = ReadText(reader);
                Take(path, text);
                path.RemoveAt(depth - 1);
            }
            else if (empty)
            {
                path.RemoveAt(depth - 1);
            }
        }
    }

    private static bool IsLeaf(List<string> path) =>
        path.SequenceEqual(SellerPath) || path.SequenceEqual(BuyerPath)
        || (path.Count == 3 && path[0] == "Faktura" && path[1] == "Fa" && path[2] is "P_1" or "P_2" or "RodzajFaktury");

    /// <summary>The text up to the end tag of the current element; the reader ends on that tag.</summary>
    private static string ReadText(XmlReader reader)
    {
        var text = new System.Text.StringBuilder();
        while (reader.Read() && reader.NodeType != XmlNodeType.EndElement)
        {
            if (reader.NodeType == XmlNodeType.Element) throw new XmlException($"'{reader.Name}' may not stand inside a value.", null, Line(reader), 0);
            if (reader.NodeType is XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace or XmlNodeType.Whitespace) text.Append(reader.Value);
        }
        return text.ToString();
    }

    private static int Line(XmlReader reader) => (reader as IXmlLineInfo)?.LineNumber ?? 0;

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
        Code = "KO0102", Severity = FindingSeverity.Error, Path = path, Value = value, Basis = basis,
        Message = value is null ? $"Missing: it takes {wanted}." : $"'{value}' cannot be read: it takes {wanted}.",
        MessagePl = value is null ? $"Brak wartości: wymaga {wantedPl}." : $"Nie można odczytać „{value}”: wymaga {wantedPl}.",
    });
}
