using System.Buffers;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>White space as XML Schema treats it.</summary>
internal static class WhiteSpaceText
{
    private static readonly SearchValues<byte> OtherBlanks = SearchValues.Create("\t\n\r"u8);

    /// <summary>Without leading and trailing blanks.</summary>
    internal static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text) =>
        text.Length > 0 && text[0] > ' ' && text[^1] > ' ' ? text : text.Trim(" \t\n\r"u8);

    /// <summary>Trimmed, and every run of blanks within made one; the same bytes where nothing is to do.</summary>
    internal static ReadOnlySpan<byte> Collapse(ReadOnlySpan<byte> text)
    {
        text = Trim(text);
        if (text.IndexOf("  "u8) < 0 && text.IndexOfAny(OtherBlanks) < 0) return text;
        var collapsed = new byte[text.Length];
        var n = 0;
        foreach (var b in text)
        {
            var blank = b is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';
            if (blank && collapsed[n - 1] == ' ') continue;
            collapsed[n++] = blank ? (byte)' ' : b;
        }
        return collapsed.AsSpan(0, n);
    }
}
