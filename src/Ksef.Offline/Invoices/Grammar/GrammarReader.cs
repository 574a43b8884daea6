using System.Globalization;
using System.Text;

namespace Ksef.Offline.Invoices.Grammar;

/// <summary>Reads a grammar from its two texts; their notation is told at the head of each. A mistake in them is a mistake of ours and throws.</summary>
internal sealed class GrammarReader
{
    private readonly Dictionary<string, GrammarType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ContentModel> _blocks = new(StringComparer.Ordinal);
    private readonly List<(int Indent, string Text)> _lines;
    private int _next;

    private GrammarReader(string text) => _lines = Lines(text);

    public static InvoiceGrammar ReadEmbedded(string name) => Read(Embedded($"{name}.types.grammar"), Embedded($"{name}.grammar"));

    public static InvoiceGrammar Read(string types, string elements)
    {
        var reader = new GrammarReader(elements);
        foreach (var type in new GrammarTypeReader(Lines(types)).Read()) reader._types.Add(type.Name, type);
        foreach (var builtIn in (ReadOnlySpan<BuiltInType>)[BuiltInType.String, BuiltInType.Integer])
        {
            var name = builtIn == BuiltInType.String ? "string" : "integer";
            reader._types.Add(name, new GrammarType { Name = name, Base = builtIn, WhiteSpace = GrammarTypeReader.DefaultWhiteSpace(builtIn) });
        }
        return reader.ReadForm();
    }

    internal static List<(int Indent, string Text)> Lines(string text) =>
        [.. text.Split('\n').Select(l => l.TrimEnd()).Where(l => l.Length > 0 && l[0] != '#').Select(l => (l.Length - l.TrimStart(' ').Length, l.TrimStart(' ')))];

    internal static (int Min, int Max) Occurs(string text)
    {
        if (text == "?") return (0, 1);
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return (int.Parse(text.AsSpan(0, dots), CultureInfo.InvariantCulture), int.Parse(text.AsSpan(dots + 2), CultureInfo.InvariantCulture));
    }

    private static string Embedded(string name)
    {
        using var stream = typeof(GrammarReader).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The grammar '{name}' is not embedded.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private InvoiceGrammar ReadForm()
    {
        var form = Take("form ").Split(" | ");
        var ns = Take("namespace ");
        while (_lines[_next].Text.StartsWith("block ", StringComparison.Ordinal))
        {
            var name = Take("block ");
            _blocks.Add(name, ReadContent(0, null));
        }
        var root = ReadElement();
        return _next == _lines.Count ? new InvoiceGrammar(form[0], form[1], ns, _types, root) : throw Bad("text after the root");
    }

    private string Take(string keyword)
    {
        var (_, text) = _lines[_next];
        if (!text.StartsWith(keyword, StringComparison.Ordinal)) throw Bad($"'{keyword}' expected");
        _next++;
        return text[keyword.Length..];
    }

    /// <summary>Everything indented deeper than <paramref name="indent"/>; attributes go to <paramref name="owner"/>.</summary>
    private ContentModel ReadContent(int indent, Declaration? owner)
    {
        var elements = new List<Declaration>();
        var parts = ReadParts(indent, elements, owner);
        var root = parts is [{ Kind: not ParticleKind.Element } only] ? only : new Particle(ParticleKind.Sequence, 1, 1, -1, parts);
        return new ContentModel(root, elements);
    }

    private List<Particle> ReadParts(int indent, List<Declaration> elements, Declaration? owner)
    {
        var parts = new List<Particle>();
        while (_next < _lines.Count && _lines[_next].Indent > indent)
        {
            var (at, text) = _lines[_next];
            if (text[0] == '@')
            {
                (owner ?? throw Bad("an attribute outside an element")).Attributes.Add(ReadAttribute());
            }
            else if (text is "one of" or "one of ?" or "all" or "all ?")
            {
                _next++;
                var kind = text.StartsWith("one", StringComparison.Ordinal) ? ParticleKind.Choice : ParticleKind.Sequence;
                parts.Add(new Particle(kind, text.EndsWith('?') ? 0 : 1, 1, -1, ReadParts(at, elements, owner: null)));
            }
            else
            {
                var position = elements.Count;
                elements.Add(null!);
                var element = ReadElement();
                elements[position] = element;
                parts.Add(new Particle(ParticleKind.Element, element.Min, element.Max, position, []));
            }
        }
        return parts;
    }

    private Declaration ReadElement()
    {
        var (indent, text) = _lines[_next++];
        var (head, meaning, meaningPl) = Columns(text);
        var (words, fixedValue) = Fixed(head);
        var (min, max) = words.Length > 1 && (words[1] == "?" || char.IsAsciiDigit(words[1][0])) ? Occurs(words[1]) : (1, 1);
        var typeAt = (min, max) == (1, 1) ? 1 : 2;
        var element = new Declaration { Name = words[0], Min = min, Max = max, Fixed = fixedValue, Meaning = meaning, MeaningPl = meaningPl };
        var name = words.Length > typeAt ? words[typeAt] : null;
        if (name is not null && _types.TryGetValue(name, out var type)) element.Type = type;
        else if (name is not null) element.Content = _blocks.TryGetValue(name, out var block) ? block : throw Bad($"'{name}' is neither a type nor a block");
        if (name is null) element.Content = ReadContent(indent, element);
        else while (_next < _lines.Count && _lines[_next].Indent > indent) element.Attributes.Add(ReadAttribute());
        // A text with attributes has a type of its own, made at the element.
        if (name is not null && words[^1] != "unnamed" && element.Attributes.Count == 0 && (element.Type is null || element.Type.IsNamed)) element.TypeNameUtf8 = Encoding.UTF8.GetBytes(name);
        return element;
    }

    private GrammarAttribute ReadAttribute()
    {
        var (head, meaning, meaningPl) = Columns(_lines[_next++].Text);
        var (words, fixedValue) = Fixed(head);
        if (words[0][0] != '@') throw Bad("an attribute expected");
        return new GrammarAttribute(words[0][1..], _types[words[1]], fixedValue, meaning, meaningPl);
    }

    private (string Head, string Meaning, string MeaningPl) Columns(string text) =>
        text.Split(" | ") is [var head, var meaning, var meaningPl] ? (head, meaning, meaningPl) : throw Bad("three columns expected");

    private static (string[] Words, string? Fixed) Fixed(string head)
    {
        var at = head.IndexOf(" fixed=", StringComparison.Ordinal);
        return at < 0 ? (head.Split(' '), null) : (head[..at].Split(' '), head[(at + 7)..]);
    }

    private InvalidOperationException Bad(string why) => new($"The grammar is wrong near '{_lines[Math.Min(_next, _lines.Count - 1)].Text}': {why}.");
}
