using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace Ksef.Offline.Invoices.Grammar;

/// <summary>Names in UTF-8 to small numbers, without a string: open addressing over length, first and last bytes. Immutable, thread-safe.</summary>
internal sealed class NameTable
{
    private readonly byte[][] _names;
    private readonly short[] _slots;
    private readonly int _mask;

    public NameTable(IEnumerable<string> names)
    {
        _names = [.. names.Distinct(StringComparer.Ordinal).Select(Encoding.UTF8.GetBytes)];
        _mask = (int)BitOperations.RoundUpToPowerOf2((uint)_names.Length * 4) - 1;
        _slots = new short[_mask + 1];
        Array.Fill(_slots, (short)-1);
        for (var i = 0; i < _names.Length; i++)
        {
            var slot = Hash(_names[i]) & _mask;
            while (_slots[slot] >= 0) slot = (slot + 1) & _mask;
            _slots[slot] = (short)i;
        }
    }

    public int Count => _names.Length;

    /// <summary>The number of a name; -1 when it is not in the table.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        for (var slot = Hash(name) & _mask; ; slot = (slot + 1) & _mask)
        {
            var i = _slots[slot];
            if (i < 0 || name.SequenceEqual(_names[i])) return i;
        }
    }

    public int Find(string name) => Find(Encoding.UTF8.GetBytes(name));

    private static int Hash(ReadOnlySpan<byte> name)
    {
        ulong head, tail;
        if (name.Length >= 8)
        {
            head = BinaryPrimitives.ReadUInt64LittleEndian(name);
            tail = BinaryPrimitives.ReadUInt64LittleEndian(name[^8..]);
        }
        else
        {
            head = 0;
            foreach (var b in name) head = (head << 8) | b;
            tail = 0;
        }
        var h = (head * 0x9E3779B97F4A7C15) ^ (tail * 0xC2B2AE3D27D4EB4F) ^ ((ulong)name.Length * 0x165667B19E3779F9);
        return (int)((h ^ (h >> 29)) >> 20);
    }
}
