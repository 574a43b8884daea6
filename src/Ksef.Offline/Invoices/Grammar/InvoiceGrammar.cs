using System.Text;

namespace Ksef.Offline.Invoices.Grammar;

/// <summary>The grammar of one version of the invoice form: everything that model, writer, reader and validator must agree on. Immutable, thread-safe.</summary>
/// <remarks>Read once from the two embedded texts (<c>Fa3.grammar</c>, <c>Fa3.types.grammar</c>); another version of the form is another pair of texts.</remarks>
internal sealed class InvoiceGrammar
{
    private static readonly Lazy<InvoiceGrammar> LazyFa3 = new(() => GrammarReader.ReadEmbedded("Fa3"));
    private readonly GrammarNode[] _nodes;
    private readonly Dictionary<string, GrammarNode> _byPath = new(StringComparer.Ordinal);

    internal InvoiceGrammar(string systemCode, string schemaVersion, string @namespace, IReadOnlyDictionary<string, GrammarType> types, Declaration root)
    {
        SystemCode = systemCode;
        SchemaVersion = schemaVersion;
        Namespace = @namespace;
        NamespaceUtf8 = Encoding.UTF8.GetBytes(@namespace);
        Types = types;
        _nodes = Expand(root);
        Names = new NameTable(_nodes.Select(n => n.Name));
        foreach (var node in _nodes)
        {
            _byPath.Add(node.Path, node);
            node.Content?.BindNames(Names);
        }
    }

    /// <summary>FA(3), form version 1-0E.</summary>
    public static InvoiceGrammar Fa3 => LazyFa3.Value;

    /// <summary><c>FA (3)</c>, with the blank.</summary>
    public string SystemCode { get; }

    public string SchemaVersion { get; }

    public string Namespace { get; }

    public byte[] NamespaceUtf8 { get; }

    public IReadOnlyDictionary<string, GrammarType> Types { get; }

    /// <summary>Every path; the index is the id. The root is the first.</summary>
    public IReadOnlyList<GrammarNode> Nodes => _nodes;

    public GrammarNode Root => _nodes[0];

    /// <summary>The names of all elements.</summary>
    public NameTable Names { get; }

    /// <summary>The node of a path such as <c>/Faktura/Fa/P_2</c>.</summary>
    /// <exception cref="KeyNotFoundException">No such path.</exception>
    public GrammarNode this[string path] => _byPath.TryGetValue(path, out var node) ? node : throw new KeyNotFoundException($"The grammar has no path '{path}'.");

    public GrammarNode Node(int id) => _nodes[id];

    /// <summary>Numbers the paths breadth first, so that the children of a node stand in a row in the order of their positions.</summary>
    private static GrammarNode[] Expand(Declaration root)
    {
        var nodes = new List<GrammarNode> { new(0, root, null) };
        for (var i = 0; i < nodes.Count; i++)
        {
            nodes[i].FirstChild = nodes.Count;
            foreach (var child in nodes[i].Content?.Elements ?? []) nodes.Add(new GrammarNode(nodes.Count, child, nodes[i]));
        }
        return [.. nodes];
    }
}
