using System.Globalization;
using System.Text;
using System.Xml;
using System.Xml.Schema;

namespace Ksef.Offline.Tests.Invoices.Grammar;

/// <summary>What the official schema says of every element path, in one line each, derivations folded.</summary>
internal static class SchemaFacts
{
    public static void Walk(XmlSchemaElement element, string parent, SortedDictionary<string, string> facts)
    {
        var path = $"{parent}/{element.QualifiedName.Name}";
        if (element.ElementSchemaType is XmlSchemaSimpleType simple)
        {
            facts.Add(path, $"{Type(simple)}{GrammarFacts.Fixed(element.FixedValue)}");
            return;
        }
        var type = (XmlSchemaComplexType)element.ElementSchemaType!;
        facts.Add(path, type.ContentModel is XmlSchemaSimpleContent
            ? $"{Type((XmlSchemaSimpleType)((XmlSchemaSimpleType)((XmlSchemaComplexType)type).BaseXmlSchemaType!))}{GrammarFacts.Fixed(element.FixedValue)}"
            : Group(type.ContentTypeParticle));
        foreach (XmlSchemaAttribute a in type.AttributeUses.Values)
            facts.Add($"{path}/@{a.QualifiedName.Name}", $"{(a.Use == XmlSchemaUse.Required ? "required " : "")}{Type(a.AttributeSchemaType!)}{GrammarFacts.Fixed(a.FixedValue)}");
        foreach (var child in Elements(type.ContentTypeParticle)) Walk(child, path, facts);
    }

    /// <summary>A group in one canonical writing: nested plain sequences are flattened, a group of one is its part.</summary>
    public static string Join(bool choice, int min, List<string> parts)
    {
        if (!choice) parts = [.. parts.SelectMany(p => p.StartsWith("seq1[", StringComparison.Ordinal) ? Split(p[5..^1]) : [p])];
        if (min == 0 && parts is [var only] && only.StartsWith("seq1[", StringComparison.Ordinal)) return $"seq0[{only[5..]}";
        if (min == 1 && parts is [var single] && single.Contains('[', StringComparison.Ordinal)) return single;
        return $"{(choice ? "one" : "seq")}{min}[{string.Join(' ', parts)}]";
    }

    private static List<string> Split(string text)
    {
        var (parts, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ' ' && depth == 0))
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
            else if (text[i] == '[') depth++;
            else if (text[i] == ']') depth--;
        }
        return parts;
    }

    private static string Group(XmlSchemaParticle p) => p switch
    {
        XmlSchemaElement e => $"{e.QualifiedName.Name}{{{e.MinOccurs},{e.MaxOccurs}}}",
        XmlSchemaGroupBase g when g.MaxOccurs == 1 => Join(g is XmlSchemaChoice, (int)g.MinOccurs, [.. g.Items.Cast<XmlSchemaParticle>().Select(Group)]),
        _ => throw new NotSupportedException(p.GetType().Name),
    };

    private static IEnumerable<XmlSchemaElement> Elements(XmlSchemaParticle p) => p switch
    {
        XmlSchemaElement e => [e],
        XmlSchemaGroupBase g => g.Items.Cast<XmlSchemaParticle>().SelectMany(Elements),
        _ => [],
    };

    private static string Type(XmlSchemaSimpleType type)
    {
        if (type.Content is XmlSchemaSimpleTypeUnion union)
        {
            var patterns = union.BaseMemberTypes!.Select(m => ((XmlSchemaSimpleTypeRestriction)m.Content!).Facets.OfType<XmlSchemaPatternFacet>().Single().Value);
            return $"STRING white=Preserve pattern={string.Join('|', patterns)}";
        }
        var chain = new List<XmlSchemaSimpleTypeRestriction>();
        XmlSchemaType t = type;
        while (t is XmlSchemaSimpleType { Content: XmlSchemaSimpleTypeRestriction r } && t.QualifiedName.Namespace != XmlSchema.Namespace)
        {
            chain.Add(r);
            t = t.BaseXmlSchemaType!;
        }
        chain.Reverse();
        var builtIn = t.QualifiedName.Name;
        string? Last<T>() where T : XmlSchemaFacet => chain.SelectMany(r => r.Facets.OfType<T>()).LastOrDefault()?.Value;
        var white = Last<XmlSchemaWhiteSpaceFacet>() ?? builtIn switch { "string" => "preserve", "normalizedString" => "replace", _ => "collapse" };
        var s = new StringBuilder(builtIn.ToUpperInvariant()).Append(CultureInfo.InvariantCulture, $" white={char.ToUpperInvariant(white[0])}{white[1..]}");
        void Add(string name, string? value) { if (value is not null) s.Append(CultureInfo.InvariantCulture, $" {name}={value}"); }
        Add("minLength", Last<XmlSchemaMinLengthFacet>());
        Add("maxLength", Last<XmlSchemaMaxLengthFacet>());
        Add("totalDigits", Last<XmlSchemaTotalDigitsFacet>());
        Add("fractionDigits", Last<XmlSchemaFractionDigitsFacet>());
        Add("minInclusive", Last<XmlSchemaMinInclusiveFacet>());
        Add("maxInclusive", Last<XmlSchemaMaxInclusiveFacet>());
        Add("minExclusive", Last<XmlSchemaMinExclusiveFacet>());
        var all = chain.SelectMany(r => r.Facets.OfType<XmlSchemaPatternFacet>()).Select(f => f.Value).ToList();
        Add("pattern", all.Count == 0 ? null : string.Join('|', all));
        var values = chain.LastOrDefault(r => r.Facets.OfType<XmlSchemaEnumerationFacet>().Any())?.Facets.OfType<XmlSchemaEnumerationFacet>().Select(f => f.Value).ToList();
        Add("values", values is null ? null : string.Join('|', values));
        var known = new[] { typeof(XmlSchemaWhiteSpaceFacet), typeof(XmlSchemaMinLengthFacet), typeof(XmlSchemaMaxLengthFacet), typeof(XmlSchemaTotalDigitsFacet), typeof(XmlSchemaFractionDigitsFacet), typeof(XmlSchemaMinInclusiveFacet), typeof(XmlSchemaMaxInclusiveFacet), typeof(XmlSchemaMinExclusiveFacet), typeof(XmlSchemaPatternFacet), typeof(XmlSchemaEnumerationFacet) };
        Assert.All(chain.SelectMany(r => r.Facets.Cast<XmlSchemaFacet>()), f => Assert.Contains(f.GetType(), known));
        return s.ToString();
    }
}
