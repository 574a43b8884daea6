using System.Globalization;
using System.Text;
using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Tests.Invoices.Grammar;

/// <summary>What our grammar says of a path, in the same words as <see cref="SchemaFacts"/>.</summary>
internal static class GrammarFacts
{
    public static void Describe(GrammarNode node, SortedDictionary<string, string> facts)
    {
        var element = node.Declaration;
        facts.Add(node.Path, node.Content is null ? $"{Type(node.Type!)}{Fixed(element.Fixed)}" : Group(node.Content.Root, node.Content));
        foreach (var a in node.Attributes) facts.Add($"{node.Path}/@{a.Name}", $"required {Type(a.Type)}{Fixed(a.Fixed)}");
    }

    public static string Type(GrammarType t)
    {
        var s = new StringBuilder(t.Base.ToString().ToUpperInvariant()).Append(CultureInfo.InvariantCulture, $" white={t.WhiteSpace}");
        if (t.MinLength is { } min) s.Append(CultureInfo.InvariantCulture, $" minLength={min}");
        if (t.MaxLength is { } max) s.Append(CultureInfo.InvariantCulture, $" maxLength={max}");
        if (t.TotalDigits is { } total) s.Append(CultureInfo.InvariantCulture, $" totalDigits={total}");
        if (t.FractionDigits is { } fraction) s.Append(CultureInfo.InvariantCulture, $" fractionDigits={fraction}");
        if (t.MinInclusive is { } low) s.Append(CultureInfo.InvariantCulture, $" minInclusive={low}");
        if (t.MaxInclusive is { } high) s.Append(CultureInfo.InvariantCulture, $" maxInclusive={high}");
        if (t.MinExclusive is { } above) s.Append(CultureInfo.InvariantCulture, $" minExclusive={above}");
        if (t.Pattern is { } pattern) s.Append(CultureInfo.InvariantCulture, $" pattern={pattern}");
        if (t.Values.Count > 0) s.Append(CultureInfo.InvariantCulture, $" values={string.Join('|', t.Values)}");
        return s.ToString();
    }

    public static string Fixed(string? value) => value is null ? "" : $" fixed={value}";

    private static string Group(Particle p, ContentModel content) => p.Kind == ParticleKind.Element
        ? $"{content.Elements[p.Position].Name}{{{p.Min},{p.Max}}}"
        : SchemaFacts.Join(p.Kind == ParticleKind.Choice, p.Min, p.Parts.Select(q => Group(q, content)).ToList());
}
