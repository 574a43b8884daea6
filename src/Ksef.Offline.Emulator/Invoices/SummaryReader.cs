using System.Globalization;
using System.Xml;

namespace Ksef.Offline.Emulator.Invoices;

/// <summary>Reads the summary of an FA(3) file in one forward pass. It judges nothing: what is missing stays empty.</summary>
internal sealed class SummaryReader
{
    public const string Namespace = "http://crd.gov.pl/wzor/2025/06/25/13775/";
    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };
    private readonly List<PartySummary> _thirds = [];
    private string? _seller, _sellerName, _type, _number, _date, _currency, _p17;
    private readonly Party _buyer = new(), _authorized = new();
    private Party _third = new();
    private decimal _net, _vat, _gross;
    private bool _attachment;

    /// <exception cref="XmlException">The bytes are not well-formed XML, or hold a DTD.</exception>
    public static InvoiceSummary Read(byte[] bytes)
    {
        var reader = new SummaryReader();
        using var stream = new MemoryStream(bytes, writable: false);
        using var xml = XmlReader.Create(stream, Settings);
        reader.Walk(xml);
        return reader.Result();
    }

    private void Walk(XmlReader xml)
    {
        var path = new string[6];
        while (xml.Read())
        {
            if (xml.NodeType == XmlNodeType.Element)
            {
                if (xml.Depth < path.Length) path[xml.Depth] = string.Equals(xml.NamespaceURI, Namespace, StringComparison.Ordinal) ? xml.LocalName : "";
                if (xml.Depth == 1 && path[1] == "Zalacznik") _attachment = true;
            }
            else if (xml.NodeType is XmlNodeType.Text or XmlNodeType.CDATA && xml.Depth is >= 3 and <= 5)
            {
                Take(path, xml.Depth, xml.Value);
            }
            else if (xml.NodeType == XmlNodeType.EndElement && xml.Depth == 1 && path[1] == "Podmiot3")
            {
                _thirds.Add(_third.Summary());
                _third = new Party();
            }
        }
    }

    /// <summary>A text at a depth has its element one level up.</summary>
    private void Take(string[] path, int depth, string text)
    {
        switch (path[1])
        {
            case "Fa" when depth == 3: TakeFa(path[2], text); break;
            case "Fa" when depth == 4 && path[2] == "Adnotacje" && path[3] == "P_17": _p17 = text; break;
            case "Podmiot1" when depth == 4 && path[3] == "NIP": _seller ??= text; break;
            case "Podmiot1" when depth == 4 && path[3] == "Nazwa": _sellerName += text; break;
            case "Podmiot2" when depth == 4: _buyer.Take(path[3], text); break;
            case "Podmiot3" when depth is 3 or 4: _third.Take(path[depth - 1], text); break;
            case "PodmiotUpowazniony" when depth is 3 or 4: _authorized.Take(path[depth - 1], text); break;
        }
    }

    private void TakeFa(string element, string text)
    {
        switch (element)
        {
            case "KodWaluty": _currency = text.Trim(); break;
            case "P_1": _date ??= text.Trim(); break;
            case "P_2": _number += text; break;
            case "RodzajFaktury": _type ??= text.Trim(); break;
            case "P_15": _gross = Amount(text); break;
            default:
                if (element.StartsWith("P_13_", StringComparison.Ordinal)) _net += Amount(text);
                else if (element.StartsWith("P_14_", StringComparison.Ordinal) && !element.EndsWith('W')) _vat += Amount(text);
                break;
        }
    }

    private static decimal Amount(string text) => decimal.TryParse(text, NumberStyles.Number, CultureInfo.InvariantCulture, out var value) ? value : 0;

    private InvoiceSummary Result() => new()
    {
        SellerNip = _seller ?? "",
        SellerName = Cut(_sellerName),
        Type = _type ?? "",
        Number = string.Join(' ', (_number ?? "").Split((char[])[' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)),
        IssueDate = _date ?? "",
        BuyerIdType = _buyer.IdType,
        BuyerId = _buyer.Id,
        BuyerName = Cut(_buyer.Name),
        ThirdParties = _thirds,
        Authorized = _authorized.Id is null ? null : _authorized.Summary(),
        Net = _net,
        Vat = _vat,
        Gross = _gross,
        Currency = _currency is { Length: 3 } ? _currency : "PLN",
        SelfInvoicing = _p17?.Trim() == "1",
        HasAttachment = _attachment,
    };

    private static string? Cut(string? text) => text is { Length: > 512 } ? text[..512] : text;

    private sealed class Party
    {
        private string? _country;
        private int _role = 1;

        public string IdType { get; private set; } = "None";

        public string? Id { get; private set; }

        public string? Name { get; private set; }

        public void Take(string element, string text)
        {
            switch (element)
            {
                case "NIP": (IdType, Id) = ("Nip", text.Trim()); break;
                case "KodUE": _country = text.Trim(); break;
                case "NrVatUE": (IdType, Id) = ("VatUe", _country + text.Trim()); break;
                case "IDWew": (IdType, Id) = ("InternalId", text.Trim()); break;
                case "NrID": (IdType, Id) = ("Other", text.Trim()); break;
                case "Nazwa": Name += text; break;
                case "Rola" or "RolaPU" when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var role): _role = role; break;
            }
        }

        public PartySummary Summary() => new(IdType, Id, Cut(Name), _role);
    }
}
