using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>A grammar with a checker for the type of every path. Built once; immutable, thread-safe.</summary>
internal sealed class GrammarChecks
{
    private static readonly Lazy<GrammarChecks> LazyFa3 = new(() => new GrammarChecks(InvoiceGrammar.Fa3));
    private readonly TypeChecker?[] _byNode;
    private readonly Dictionary<string, TypeChecker> _byType;

    private GrammarChecks(InvoiceGrammar grammar)
    {
        Grammar = grammar;
        _byType = grammar.Types.Values.ToDictionary(t => t.Name, t => new TypeChecker(t), StringComparer.Ordinal);
        Children = new ChildFinder(grammar);
        _byNode = [.. grammar.Nodes.Select(n => n.Type is null ? null : _byType[n.Type.Name])];
        Lines = new SureLines(this);
    }

    public static GrammarChecks Fa3 => LazyFa3.Value;

    public InvoiceGrammar Grammar { get; }

    /// <summary>Finds children by names that a walk over a model gives.</summary>
    public ChildFinder Children { get; }

    /// <summary>Recognises lines of a model that need no walk.</summary>
    public SureLines Lines { get; }

    /// <summary>The checker of a path that holds text.</summary>
    public TypeChecker Of(GrammarNode node) => _byNode[node.Id]!;

    public TypeChecker Of(GrammarType type) => _byType[type.Name];
}
