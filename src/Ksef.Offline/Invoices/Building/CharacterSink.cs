using System.Globalization;
using System.Numerics;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.Invoices.Xml;
using NodaTime;

namespace Ksef.Offline.Invoices.Building;

/// <summary>
/// Looks for characters that must not be issued, with the place of each: what XML cannot hold at all, and what it discourages and KSeF refuses.
/// </summary>
internal struct CharacterSink : IInvoiceSink
{
    private readonly List<Finding> _findings;
    private readonly List<(string Name, Dictionary<string, int> Children)> _path;

    private CharacterSink(List<Finding> findings) => (_findings, _path) = (findings, []);

    /// <summary>A finding for each text that cannot be written.</summary>
    internal static List<Finding> Check(Invoice invoice)
    {
        var sink = new CharacterSink([]);
        InvoiceWalk.Invoice(ref sink, invoice);
        return sink._findings;
    }

    public readonly void OpenRoot() => Open("Faktura"u8);

    public readonly void CloseRoot() => Close("Faktura"u8);

    public readonly void Open(ReadOnlySpan<byte> element) => _path.Add((Numbered(element), new(StringComparer.Ordinal)));

    public readonly void OpenColumn(ColumnKind kind) => Open("Kol"u8);

    public readonly void Close(ReadOnlySpan<byte> element) => _path.RemoveAt(_path.Count - 1);

    public readonly void Text(ReadOnlySpan<byte> element, string? value)
    {
        if (value is null) return;
        var bad = FirstBad(value);
        var name = Numbered(element);
        if (bad >= 0) _findings.Add(Found(string.Join('/', _path.Select(p => p.Name).Append(name)), value, bad));
    }

    public readonly bool TakesWhole(InvoiceLine line) => false;

    public readonly void Form()
    {
    }

    public readonly void Code(ReadOnlySpan<byte> element, ReadOnlySpan<byte> value)
    {
    }

    public readonly void Decimal(ReadOnlySpan<byte> element, decimal? value, int decimals)
    {
    }

    public readonly void Integer(ReadOnlySpan<byte> element, long? value)
    {
    }

    public readonly void Big(ReadOnlySpan<byte> element, BigInteger value)
    {
    }

    public readonly void Date(ReadOnlySpan<byte> element, LocalDate? value)
    {
    }

    public readonly void Time(ReadOnlySpan<byte> element, InvoiceDateTime? value)
    {
    }

    public readonly void Flag(ReadOnlySpan<byte> element, bool value)
    {
    }

    public readonly void YesNo(ReadOnlySpan<byte> element, bool value)
    {
    }

    /// <summary>The name with its place among brothers of the same name, from the second on.</summary>
    private readonly string Numbered(ReadOnlySpan<byte> element)
    {
        var name = System.Text.Encoding.ASCII.GetString(element);
        if (_path.Count == 0) return "/" + name;
        var brothers = _path[^1].Children;
        var n = brothers[name] = brothers.GetValueOrDefault(name) + 1;
        return n == 1 ? name : string.Create(CultureInfo.InvariantCulture, $"{name}[{n}]");
    }

    private static int FirstBad(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            var codePoint = CodePoint(text, i);
            if (!XmlCharacters.IsAllowed(codePoint) || XmlCharacters.IsDiscouraged(codePoint)) return i;
            if (codePoint > char.MaxValue) i++;
        }
        return -1;
    }

    /// <summary>The character at a place; half of a pair stands for itself, which nothing allows.</summary>
    private static int CodePoint(string text, int i) =>
        char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) ? char.ConvertToUtf32(text[i], text[i + 1]) : text[i];

    private static Finding Found(string path, string value, int at)
    {
        var codePoint = CodePoint(value, at);
        var discouraged = XmlCharacters.IsAllowed(codePoint);
        return new Finding
        {
            Code = "KO1902",
            Severity = FindingSeverity.Error,
            Path = path,
            Value = value.Length > 200 ? value[..200] : value,
            Message = string.Create(CultureInfo.InvariantCulture, $"Character {at + 1} is U+{codePoint:X4}, which {(discouraged ? "KSeF refuses" : "XML cannot hold")}: remove it."),
            MessagePl = string.Create(CultureInfo.InvariantCulture, $"Znak {at + 1} to U+{codePoint:X4}, którego {(discouraged ? "KSeF nie przyjmuje" : "XML nie może zawierać")}: usuń go."),
            Basis = discouraged ? "T-6" : "T-1",
        };
    }
}
