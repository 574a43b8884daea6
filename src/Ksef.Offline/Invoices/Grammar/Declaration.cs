namespace Ksef.Offline.Invoices.Grammar;

/// <summary>An element as it is written in the grammar, once, however many paths lead to it.</summary>
internal sealed class Declaration
{
    public required string Name { get; init; }

    public int Min { get; init; } = 1;

    public int Max { get; init; } = 1;

    /// <summary>The type of its text; null for an element that holds elements.</summary>
    public GrammarType? Type { get; set; }

    public string? Fixed { get; init; }

    /// <summary>The name of its type in the form's own schema; null where the type has none.</summary>
    public byte[]? TypeNameUtf8 { get; set; }

    /// <summary>What it means, in English.</summary>
    public string Meaning { get; init; } = "";

    /// <summary>What it means, in Polish.</summary>
    public string MeaningPl { get; init; } = "";

    public List<GrammarAttribute> Attributes { get; } = [];

    /// <summary>Its children; null for an element that holds text.</summary>
    public ContentModel? Content { get; set; }
}
