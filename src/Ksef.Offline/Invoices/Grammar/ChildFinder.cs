using System.Buffers.Binary;

namespace Ksef.Offline.Invoices.Grammar;

/// <summary>Finds the child of a node by its name with one vectorised search: 64 bits of each name, unique among the children of one parent. Immutable, thread-safe.</summary>
/// <remarks>For names that are known to be names of the grammar, as our own walks give them: another name may meet the bits of a child.</remarks>
internal sealed class ChildFinder
{
    private readonly ulong[] _keys;

    public ChildFinder(InvoiceGrammar grammar)
    {
        _keys = [.. grammar.Nodes.Select(n => KeyOf(n.NameUtf8))];
        foreach (var node in grammar.Nodes)
        {
            if (_keys.AsSpan(node.FirstChild, node.ChildCount).ToArray().Distinct().Count() != node.ChildCount) throw new InvalidOperationException($"Two children of {node.Path} share their 64 bits.");
        }
    }

    /// <summary>The position of a child, looked for from <paramref name="from"/> on first, for a walk goes in the order of the schema; -1 when there is none.</summary>
    public int PositionOf(GrammarNode parent, int from, ReadOnlySpan<byte> name)
    {
        var keys = _keys.AsSpan(parent.FirstChild, parent.ChildCount);
        var key = KeyOf(name);
        if (from < keys.Length)
        {
            if (keys[from] == key) return from;
            var ahead = keys[from..].IndexOf(key);
            if (ahead >= 0) return from + ahead;
        }
        return keys.IndexOf(key);
    }

    private static ulong KeyOf(ReadOnlySpan<byte> name)
    {
        ulong key;
        if (name.Length >= 8) key = BinaryPrimitives.ReadUInt64LittleEndian(name) ^ (BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]) * 0x9E3779B97F4A7C15);
        else if (name.Length >= 4) key = BinaryPrimitives.ReadUInt32LittleEndian(name) | ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(name[^4..]) << 32);
        else key = name.Length == 0 ? 0 : name[0] | ((ulong)name[name.Length / 2] << 8) | ((ulong)name[^1] << 16);
        return key + ((ulong)name.Length << 57);
    }
}
