namespace Ksef.Offline.Invoices.Grammar;

/// <summary>A simple type of the schema with every facet in force, derivations folded.</summary>
internal sealed class GrammarType
{
    public required string Name { get; init; }

    /// <summary>Whether the form's own schema has a type of this name, so that <c>xsi:type</c> may name it.</summary>
    public bool IsNamed { get; init; }

    public required BuiltInType Base { get; init; }

    public required WhiteSpace WhiteSpace { get; init; }

    /// <summary>In characters (code points, as XML Schema counts); null: not limited.</summary>
    public int? MinLength { get; init; }

    public int? MaxLength { get; init; }

    public int? TotalDigits { get; init; }

    public int? FractionDigits { get; init; }

    /// <summary>The least value allowed, in the schema's own writing.</summary>
    public string? MinInclusive { get; init; }

    public string? MaxInclusive { get; init; }

    public string? MinExclusive { get; init; }

    /// <summary>A regular expression of XML Schema; it must match the whole value.</summary>
    public string? Pattern { get; init; }

    /// <summary>The only values allowed, in the order of the schema; empty: not limited.</summary>
    public IReadOnlyList<string> Values { get; init; } = [];

    public bool IsInteger => Base is BuiltInType.Byte or BuiltInType.Integer or BuiltInType.NonNegativeInteger;

    public bool IsText => Base is BuiltInType.String or BuiltInType.NormalizedString or BuiltInType.Token;

    public override string ToString() => Name;
}
