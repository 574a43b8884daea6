using System.Globalization;
using System.Text;
using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>An element with children that is open.</summary>
internal struct StructureFrame
{
    /// <summary>Containers only nest as deep as the grammar.</summary>
    public const int MaxDepth = 32;

    public GrammarNode Node;

    /// <summary>The how manieth of its name below its parent.</summary>
    public int Ordinal;

    /// <summary>0, or the position of the last child read plus 1.</summary>
    public int State;

    public bool HadText;

    /// <summary>The path of a node below the open containers, or of the last of them.</summary>
    public static string PathOf(ReadOnlySpan<StructureFrame> open, GrammarNode node, int ordinal)
    {
        var path = new StringBuilder();
        foreach (ref readonly var frame in open)
            if (frame.Node != node) Append(path, frame.Node, frame.Ordinal);
        return Append(path, node, ordinal).ToString();
    }

    private static StringBuilder Append(StringBuilder path, GrammarNode node, int ordinal)
    {
        path.Append('/').Append(node.Name);
        if (node.Repeats || ordinal > 1) path.Append(CultureInfo.InvariantCulture, $"[{ordinal}]");
        return path;
    }
}
