using System.Runtime.InteropServices;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>The digits of a decimal as one whole number, where they fit into 64 bits.</summary>
internal static class DecimalDigits
{
    // Flags, high 32 bits, low 64 bits: so on every runtime so far, but nowhere promised; hence tried once, and the long way taken where it is otherwise.
    private static readonly bool IsKnownLayout = Look(new decimal(0x1ABC_DEF0, 0x1234_5678, 0, false, 0)) == (0, 0x1234_5678_1ABC_DEF0) && Look(new decimal(1, 2, 3, true, 4)) == (3, 0x2_0000_0001);

    /// <summary>The digits without sign and point; false where they need more than 64 bits.</summary>
    public static bool TryRead(in decimal number, out ulong digits)
    {
        uint high;
        (high, digits) = IsKnownLayout ? Look(number) : Ask(number);
        return high == 0;
    }

    private static (uint High, ulong Low) Look(in decimal number)
    {
        var words = MemoryMarshal.Cast<decimal, ulong>(new ReadOnlySpan<decimal>(in number));
        return ((uint)(words[0] >> 32), words[1]);
    }

    private static (uint High, ulong Low) Ask(decimal number)
    {
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(number, bits);
        return ((uint)bits[2], ((ulong)(uint)bits[1] << 32) | (uint)bits[0]);
    }
}
