using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Recognises text that no rule of characters and white space can object to.</summary>
internal static class PlainText
{
    /// <summary>No control or discouraged character, no half of a pair, no blank at either end and no two in a row.</summary>
    public static bool IsPlain(ReadOnlySpan<char> text)
    {
        if (text.Length == 0) return true;
        if (text[0] == ' ' || text[^1] == ' ') return false;
        var units = MemoryMarshal.Cast<char, ushort>(text);
        var at = 0;
        var blankBefore = 0u;
        for (; at <= units.Length - Vector128<ushort>.Count; at += Vector128<ushort>.Count)
        {
            var v = Vector128.Create(units[at..]);
            var bad = Vector128.LessThan(v, Vector128.Create((ushort)' ')) | Vector128.LessThan(v - Vector128.Create((ushort)0x7F), Vector128.Create((ushort)0x21)) | Vector128.GreaterThanOrEqual(v, Vector128.Create((ushort)0xD800));
            var blanks = Vector128.Equals(v, Vector128.Create((ushort)' ')).ExtractMostSignificantBits();
            if (bad != Vector128<ushort>.Zero || (blanks & ((blanks << 1) | blankBefore)) != 0) return false;
            blankBefore = blanks >> 7;
        }
        for (; at < units.Length; at++)
        {
            var c = units[at];
            if (c is < ' ' or (>= 0x7F and < 0xA0) or >= 0xD800 || (c == ' ' && blankBefore != 0)) return false;
            blankBefore = c == ' ' ? 1u : 0u;
        }
        return true;
    }
}
