using System.Globalization;

namespace Ksef.Offline.Invoices.Grammar;

/// <summary>Reads the simple types of a grammar.</summary>
internal sealed class GrammarTypeReader(List<(int Indent, string Text)> lines)
{
    public static WhiteSpace DefaultWhiteSpace(BuiltInType type) => type switch
    {
        BuiltInType.String => WhiteSpace.Preserve,
        BuiltInType.NormalizedString => WhiteSpace.Replace,
        _ => WhiteSpace.Collapse,
    };

    public IEnumerable<GrammarType> Read()
    {
        for (var i = 0; i < lines.Count;)
        {
            var head = lines[i++].Text;
            var values = new List<string>();
            while (i < lines.Count && lines[i].Indent > 0) values.AddRange(lines[i++].Text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
            yield return ReadType(head, values);
        }
    }

    private static GrammarType ReadType(string head, List<string> values)
    {
        var at = head.IndexOf(" pattern=", StringComparison.Ordinal);
        var pattern = at < 0 ? null : head[(at + 9)..];
        var words = (at < 0 ? head : head[..at]).Split(' ');
        var builtIn = Enum.Parse<BuiltInType>(words[1], ignoreCase: true);
        var facets = words.Skip(2).Select(w => w.Split('=', 2)).ToDictionary(w => w[0], w => w[1], StringComparer.Ordinal);
        var (minLength, maxLength) = Bounds(facets.GetValueOrDefault("length"));
        var (min, max) = Bounds(facets.GetValueOrDefault("range"));
        return new GrammarType
        {
            Name = words[0],
            IsNamed = facets.GetValueOrDefault("named") != "no",
            Base = builtIn,
            WhiteSpace = facets.TryGetValue("white", out var white) ? Enum.Parse<WhiteSpace>(white, ignoreCase: true) : DefaultWhiteSpace(builtIn),
            MinLength = Number(minLength),
            MaxLength = Number(maxLength),
            TotalDigits = Number(facets.GetValueOrDefault("total")),
            FractionDigits = Number(facets.GetValueOrDefault("fraction")),
            MinInclusive = min,
            MaxInclusive = max,
            MinExclusive = facets.GetValueOrDefault("above"),
            Pattern = pattern,
            Values = values,
        };
    }

    private static (string? Min, string? Max) Bounds(string? text)
    {
        if (text is null) return (null, null);
        var dots = text.IndexOf("..", StringComparison.Ordinal);
        return (NullIfEmpty(text[..dots]), NullIfEmpty(text[(dots + 2)..]));
    }

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private static int? Number(string? text) => text is null ? null : int.Parse(text, CultureInfo.InvariantCulture);
}
