using System.Runtime.CompilerServices;
using System.Text;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Xml;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Walks a file element by element, forward, as the schema orders them.</summary>
/// <remarks>
/// It stands on a start tag, on the end tag of the element that is being read, or behind everything. Blanks, comments and processing instructions between
/// elements are passed over. After the first fault of structure nothing more is read: every question is answered with "not there" and every value is empty, so
/// that readers need no checks. Faults of values are collected.
/// </remarks>
internal ref partial struct ElementCursor
{
    private readonly ReadOnlySpan<byte> _file;
    private readonly List<Finding> _findings;
    private XmlTokenizer _tokens;

    // The name of the start tag it stands on; empty anywhere else, for elements of other namespaces, and once stopped.
    private ReadOnlySpan<byte> _name;
    private bool _stopped;

    internal ElementCursor(ReadOnlySpan<byte> file, List<Finding> findings, bool trustDeclaration)
    {
        _file = file;
        _findings = findings;
        _tokens = new XmlTokenizer(file, "http://crd.gov.pl/wzor/2025/06/25/13775/"u8, trustDeclaration);
        Advance();
    }

    /// <summary>Why the tokenizer stopped, if it did.</summary>
    internal readonly XmlFault Fault => _tokens.Fault;

    internal readonly void Dispose() => _tokens.Dispose();

    /// <summary>True when it stands on the start tag of the element.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal readonly bool At(ReadOnlySpan<byte> element) => _name.SequenceEqual(element);

    /// <summary>An element that must be there.</summary>
    internal T One<T>(ReadOnlySpan<byte> element, ElementReader<T> read)
    {
        if (At(element)) return Inside(read);
        Missing(element);
        return read(ref this);
    }

    /// <summary>An element that may be there.</summary>
    internal T? Maybe<T>(ReadOnlySpan<byte> element, ElementReader<T> read)
        where T : class => At(element) ? Inside(read) : null;

    /// <summary>Any number of elements of one name.</summary>
    internal EquatableList<T> Many<T>(ReadOnlySpan<byte> element, ElementReader<T> read)
    {
        if (!At(element)) return default;
        var first = Inside(read);
        if (!At(element)) return new EquatableList<T>([first]);
        var items = new List<T> { first };
        while (At(element)) items.Add(Inside(read));
        return new EquatableList<T>(items.ToArray());
    }

    /// <summary>The columns of a table with their attribute.</summary>
    internal EquatableList<TableColumn> ManyColumns()
    {
        var columns = new List<TableColumn>();
        while (At("Kol"u8))
        {
            var kind = ColumnKind.Text;
            if (_tokens.AttributeCount == 0 || !ColumnKindText.TryParse(Attribute("Typ"u8), out kind)) Value("@Typ", Attribute("Typ"u8), "txt, int, dec, date, datetime or time", "txt, int, dec, date, datetime lub time");
            Advance();
            columns.Add(new TableColumn(Text("NKom"u8), kind));
            Leave();
        }
        return new EquatableList<TableColumn>(columns.ToArray());
    }

    /// <summary>The fixed <c>KodFormularza</c> and <c>WariantFormularza</c>.</summary>
    internal void Form()
    {
        if (!At("KodFormularza"u8))
        {
            Missing("KodFormularza"u8);
            return;
        }
        if (!Attribute("kodSystemowy"u8).SequenceEqual("FA (3)"u8)) Value("@kodSystemowy", Attribute("kodSystemowy"u8), "FA (3)", "FA (3)");
        if (!Attribute("wersjaSchemy"u8).SequenceEqual("1-0E"u8)) Value("@wersjaSchemy", Attribute("wersjaSchemy"u8), "1-0E", "1-0E");
        if (!Begin(allowAttributes: true).SequenceEqual("FA"u8)) Value("", _tokens.Text, "FA", "FA");
        Advance();
        if (Integer("WariantFormularza"u8) is var variant && variant != 3 && !_stopped) Stop("KO1953", "", $"the variant {variant}, not 3", $"wariant {variant}, a nie 3");
    }

    /// <summary>True when everything was read to the end of the file.</summary>
    internal bool Finish()
    {
        if (_stopped) return false;
        if (_tokens.Kind == XmlTokenKind.None && _tokens.Fault == XmlFault.None) return true;
        Unexpected();
        return false;
    }

    private T Inside<T>(ElementReader<T> read)
    {
        CheckAttributes();
        Advance();
        var value = read(ref this);
        Leave();
        return value;
    }

    /// <summary>From the end tag of the element that was read to what follows.</summary>
    private void Leave()
    {
        if (_stopped) return;
        if (_tokens.Kind == XmlTokenKind.EndElement) Advance();
        else Unexpected();
    }

    /// <summary>To the next tag.</summary>
    private void Advance()
    {
        _name = default;
        if (_stopped) return;
        while (_tokens.Read())
        {
            switch (_tokens.Kind)
            {
                case XmlTokenKind.StartElement:
                    if (_tokens.NamespaceId == XmlTokenizer.FormNamespace) _name = _tokens.LocalName;
                    return;
                case XmlTokenKind.EndElement:
                    return;
                case XmlTokenKind.Text when _tokens.Text.IndexOfAnyExcept(" \t\r\n"u8) >= 0:
                    Stop("KO1952", Shorten(_tokens.Text), "text between elements, where none may be", "tekst między elementami, gdzie go być nie może");
                    return;
            }
        }
        if (_tokens.Fault != XmlFault.None) Broken();
    }

    /// <summary>From a start tag to the end tag of an element with text; the text stays in <c>_tokens.Text</c>.</summary>
    private ReadOnlySpan<byte> Begin(bool allowAttributes = false)
    {
        if (!allowAttributes) CheckAttributes();
        if (_stopped) return default;
        if (!_tokens.ReadText())
        {
            Broken();
            return default;
        }
        if (_tokens.Kind != XmlTokenKind.EndElement)
        {
            Unexpected();
            return default;
        }
        return _tokens.Text;
    }

    private readonly ReadOnlySpan<byte> Attribute(ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < _tokens.AttributeCount; i++)
        {
            if (_tokens.Attribute(i).NamespaceId == XmlTokenizer.NoNamespace && !_tokens.Attribute(i).IsNamespaceDeclaration && _tokens.AttributeName(i).SequenceEqual(name)) return _tokens.AttributeValue(i);
        }
        return default;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void CheckAttributes()
    {
        if (_tokens.AttributeCount > 0) CheckEachAttribute();
    }

    /// <summary>Only namespace declarations and hints at a schema or type may stand on any element; anything else would be lost.</summary>
    private void CheckEachAttribute()
    {
        for (var i = 0; i < _tokens.AttributeCount; i++)
        {
            var attribute = _tokens.Attribute(i);
            if (attribute.IsNamespaceDeclaration) continue;
            var name = _tokens.AttributeName(i);
            var isHint = attribute.NamespaceId > XmlTokenizer.FormNamespace && (name.SequenceEqual("schemaLocation"u8) || name.SequenceEqual("noNamespaceSchemaLocation"u8) || name.SequenceEqual("type"u8));
            if (isHint) continue;
            Stop("KO1952", Shorten(_tokens.AttributeValue(i)), $"the attribute {Encoding.UTF8.GetString(name)}, which the schema does not know", $"atrybut {Encoding.UTF8.GetString(name)}, którego schemat nie zna");
            return;
        }
    }
}
