using System.Buffers;
using System.Text;
using System.Xml;

namespace Ksef.Offline.Invoices.Xml;

/// <summary>Classes of bytes and characters as XmlReader of .NET has them (XML 1.0, names by its fourth edition).</summary>
internal static class XmlCharacters
{
    private const byte NameStart = 1, NameRest = 2, Blank = 4;
    private static readonly byte[] Classes = BuildClasses();

    /// <summary>Bytes at which a run of character data must be looked at: markup, references, line ends, forbidden and discouraged characters.</summary>
    public static readonly SearchValues<byte> TextStops = SearchValues.Create(Stops((byte)'<', (byte)'&', (byte)'\r', (byte)']'));

    /// <summary>The same within an attribute value between double quotes.</summary>
    public static readonly SearchValues<byte> QuotedStops = SearchValues.Create(Stops((byte)'<', (byte)'&', (byte)'\r', (byte)'\n', (byte)'\t', (byte)'"', (byte)'\''));

    /// <summary>The same within comments, CDATA sections and processing instructions.</summary>
    public static readonly SearchValues<byte> RawStops = SearchValues.Create(Stops((byte)'\r', (byte)']', (byte)'-', (byte)'?'));

    public static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);

    public static bool IsBlank(byte b) => (Classes[b] & Blank) != 0;

    public static bool IsAsciiNameRest(byte b) => (Classes[b] & NameRest) != 0;

    /// <summary>The length of the name without colon at the start of <paramref name="text"/>; 0 when there is none.</summary>
    public static int NameLength(ReadOnlySpan<byte> text)
    {
        var i = 0;
        while (i < text.Length)
        {
            var b = text[i];
            if (b < 0x80)
            {
                if ((Classes[b] & (i == 0 ? NameStart : NameRest)) == 0) return i;
                i++;
                continue;
            }
            if (Rune.DecodeFromUtf8(text[i..], out var rune, out var length) != OperationStatus.Done || !rune.IsBmp) return i;
            var c = (char)rune.Value;
            if (i == 0 ? !XmlConvert.IsStartNCNameChar(c) : !XmlConvert.IsNCNameChar(c)) return i;
            i += length;
        }
        return i;
    }

    /// <summary>Whether XML 1.0 allows the character at all.</summary>
    public static bool IsAllowed(int codePoint) =>
        codePoint is >= 0x20 and < 0xD800 or 0x9 or 0xA or 0xD or >= 0xE000 and < 0xFFFE or >= 0x10000 and <= 0x10FFFF;

    /// <summary>Whether XML 1.0 discourages it; KSeF refuses such a file.</summary>
    public static bool IsDiscouraged(int codePoint) =>
        codePoint is >= 0x7F and <= 0x84 or >= 0x86 and <= 0x9F or >= 0xFDD0 and <= 0xFDEF || (codePoint >= 0x10000 && (codePoint & 0xFFFE) == 0xFFFE);

    private static byte[] Stops(params ReadOnlySpan<byte> extra)
    {
        var stops = new List<byte>(extra.ToArray()) { 0x7F, 0xC2, 0xEF, 0xF0, 0xF1, 0xF2, 0xF3, 0xF4 };
        for (byte b = 0; b < 0x20; b++)
            if (b is not ((byte)'\t' or (byte)'\n' or (byte)'\r')) stops.Add(b);
        return [.. stops];
    }

    private static byte[] BuildClasses()
    {
        var classes = new byte[256];
        for (var b = 0; b < 128; b++)
        {
            var c = (char)b;
            if (char.IsAsciiLetter(c) || c == '_') classes[b] |= NameStart | NameRest;
            if (char.IsAsciiDigit(c) || c is '-' or '.') classes[b] |= NameRest;
            if (c is ' ' or '\t' or '\r' or '\n') classes[b] |= Blank;
        }
        return classes;
    }
}
