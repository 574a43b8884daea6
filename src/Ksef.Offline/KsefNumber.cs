using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using NodaTime;

namespace Ksef.Offline;

/// <summary>The number that KSeF gives to an accepted invoice (<i>numer KSeF</i>), for example <c>5555555555-20250826-0100001AF629-AF</c>.</summary>
/// <remarks>
/// Two forms: 35 characters (KSeF 2.0: NIP, date of acceptance yyyyMMdd, twelve hexadecimal digits, CRC-8) and 36 characters (KSeF 1.0: a hyphen in the
/// middle of the twelve). Well-formed by construction; the CRC-8 is a property (<see cref="HasValidChecksum"/>), because the Ministry's own examples fail it.
/// The date is that of acceptance, not <c>P_1</c>. <c>default</c> is the empty number. FA(3): <c>NrKSeFFaKorygowanej</c>, <c>NrKSeFFaZaliczkowej</c>
/// (schema type <c>TNumerKSeF</c>). Immutable, thread-safe. Source: API documentation, "numer KSeF".
/// </remarks>
public readonly record struct KsefNumber : IComparable<KsefNumber>
{
    private readonly string? _text;

    private KsefNumber(string text) => _text = text;

    /// <summary>True for <c>default(KsefNumber)</c> only.</summary>
    public bool IsEmpty => _text is null;

    /// <summary>True for the 36-character form of KSeF 1.0.</summary>
    public bool IsFromKsef1 => _text is { Length: 36 };

    /// <summary>The NIP in the first ten characters: that of the seller as KSeF registered it.</summary>
    public Nip SellerNip => _text is null ? default : Nip.Parse(_text[..10]);

    /// <summary>The date of acceptance written in the number; null where the eight digits are no date (a pattern lets 20260231 pass).</summary>
    public LocalDate? AcceptedOn
    {
        get
        {
            if (_text is null) return null;
            var y = int.Parse(_text.AsSpan(11, 4), NumberStyles.None, CultureInfo.InvariantCulture);
            var m = int.Parse(_text.AsSpan(15, 2), NumberStyles.None, CultureInfo.InvariantCulture);
            var d = int.Parse(_text.AsSpan(17, 2), NumberStyles.None, CultureInfo.InvariantCulture);
            return y > 0 && m is >= 1 and <= 12 && d >= 1 && d <= CalendarSystem.Iso.GetDaysInMonth(y, m) ? new LocalDate(y, m, d) : null;
        }
    }

    /// <summary>True when the last two characters are the CRC-8 (polynomial 0x07, initial value 0x00) of the first 32 characters of the 35-character form.</summary>
    public bool HasValidChecksum
    {
        get
        {
            if (_text is null) return false;
            Span<byte> head = stackalloc byte[32];
            WriteHead(_text, head);
            return byte.Parse(_text.AsSpan(_text.Length - 2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture) == Crc8(head);
        }
    }

    /// <summary>Builds the 35-character number of KSeF 2.0 with its right CRC-8.</summary>
    /// <param name="sellerNip">The seller's NIP.</param>
    /// <param name="acceptedOn">The day of acceptance in KSeF.</param>
    /// <param name="technicalPart">The 48 bits that become twelve hexadecimal digits.</param>
    /// <exception cref="ArgumentException"><paramref name="sellerNip"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="technicalPart"/> is negative or wider than 48 bits.</exception>
    public static KsefNumber Create(Nip sellerNip, LocalDate acceptedOn, long technicalPart)
    {
        if (sellerNip.IsEmpty) throw new ArgumentException("A KSeF number begins with a NIP; this one is empty.", nameof(sellerNip));
        ArgumentOutOfRangeException.ThrowIfNegative(technicalPart);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(technicalPart, 0xFFFF_FFFF_FFFF);
        var head = string.Create(CultureInfo.InvariantCulture, $"{sellerNip}-{acceptedOn.Year:0000}{acceptedOn.Month:00}{acceptedOn.Day:00}-{technicalPart:X12}");
        return new KsefNumber(string.Create(CultureInfo.InvariantCulture, $"{head}-{Crc8(Encoding.ASCII.GetBytes(head)):X2}"));
    }

    /// <summary>Reads either form.</summary>
    /// <param name="text">The text to read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text has neither form; the message holds the text and the rule.</exception>
    public static KsefNumber Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var number)
            ? number
            : throw new FormatException($"'{text}' is not a KSeF number: it takes NIP-yyyyMMdd-12 hexadecimal digits-2 hexadecimal digits in upper case (35 characters), or the 36-character form of KSeF 1.0 with a hyphen after the sixth hexadecimal digit.");
    }

    /// <summary>Reads either form; false for anything else. Neither the date nor the CRC-8 is judged.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="number">The number, or <c>default</c>.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out KsefNumber number)
    {
        number = default;
        if (text is not ({ Length: 35 } or { Length: 36 })) return false;
        var pattern = text.Length == 35 ? "9999999999-99999999-HHHHHHHHHHHH-HH" : "9999999999-99999999-HHHHHH-HHHHHH-HH";
        for (var i = 0; i < pattern.Length; i++)
        {
            var ok = pattern[i] switch { '9' => char.IsAsciiDigit(text[i]), 'H' => char.IsAsciiHexDigitUpper(text[i]), _ => text[i] == '-' };
            if (!ok) return false;
        }
        number = new KsefNumber(text);
        return true;
    }

    /// <summary>Ordinal order of the text; the empty number comes first.</summary>
    /// <param name="other">The number to compare with.</param>
    public int CompareTo(KsefNumber other) => string.CompareOrdinal(_text, other._text);

    /// <summary>The number as KSeF writes it; empty for <c>default</c>.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(KsefNumber left, KsefNumber right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(KsefNumber left, KsefNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(KsefNumber left, KsefNumber right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(KsefNumber left, KsefNumber right) => left.CompareTo(right) >= 0;

    private static void WriteHead(string text, Span<byte> head)
    {
        var n = 0;
        for (var i = 0; n < head.Length; i++)
        {
            if (text.Length == 36 && i == 26) continue;
            head[n++] = (byte)text[i];
        }
    }

    private static byte Crc8(ReadOnlySpan<byte> bytes)
    {
        byte crc = 0;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var i = 0; i < 8; i++) crc = (byte)((crc & 0x80) != 0 ? (crc << 1) ^ 0x07 : crc << 1);
        }
        return crc;
    }
}
