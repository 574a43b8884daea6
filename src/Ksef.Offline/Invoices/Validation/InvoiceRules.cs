using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>The facts of one invoice as they come by, for the rules between fields. Filled by the pass over bytes as well as by a model.</summary>
internal sealed class InvoiceRules(InvoiceGrammar grammar)
{
    private readonly int[] _times = new int[grammar.Nodes.Count];
    private readonly decimal[] _numbers = new decimal[grammar.Nodes.Count];
    private readonly long[] _integers = new long[grammar.Nodes.Count];

    public void Enter(GrammarNode node, int ordinal, int offset) => _times[node.Id]++;

    public void Leave(GrammarNode node, int ordinal) => _integers[node.Id] = ordinal;

    public void Attribute(GrammarNode node, long code) => _integers[node.Id] = code;

    public void Value(GrammarNode node, int ordinal, int offset, ReadOnlySpan<byte> text, in ParsedValue parsed)
    {
        _times[node.Id]++;
        _numbers[node.Id] = parsed.Number;
        _integers[node.Id] = parsed.Integer;
    }
}
