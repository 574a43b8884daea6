using System.Text;

namespace Ksef.Offline.Invoices.Grammar;

/// <summary>One path of the grammar: an element at the one place where this path leads. <see cref="Id"/> numbers all of them from 0, children of one parent in a row.</summary>
internal sealed class GrammarNode
{
    internal GrammarNode(int id, Declaration declaration, GrammarNode? parent)
    {
        Id = id;
        Declaration = declaration;
        Parent = parent;
        Path = $"{parent?.Path}/{declaration.Name}";
        NameUtf8 = Encoding.UTF8.GetBytes(declaration.Name);
        Max = declaration.Max;
        Content = declaration.Content;
        ChildCount = declaration.Content?.Count ?? 0;
    }

    public int Id { get; }

    public Declaration Declaration { get; }

    public GrammarNode? Parent { get; }

    /// <summary>The path without indices, for example <c>/Faktura/Fa/FaWiersz/P_12</c>.</summary>
    public string Path { get; }

    public string Name => Declaration.Name;

    public byte[] NameUtf8 { get; }

    /// <summary>How often it may stand in a row.</summary>
    public int Max { get; }

    public GrammarType? Type => Declaration.Type;

    public ContentModel? Content { get; }

    public IReadOnlyList<GrammarAttribute> Attributes => Declaration.Attributes;

    /// <summary>True when it may stand more than once in a row.</summary>
    public bool Repeats => Max > 1;

    /// <summary>The id of the first child; the child at position p of the content model has the id <c>FirstChild + p</c>.</summary>
    public int FirstChild { get; internal set; }

    public int ChildCount { get; }

    public override string ToString() => Path;
}
