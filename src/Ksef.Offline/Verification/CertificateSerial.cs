using System.Diagnostics.CodeAnalysis;

namespace Ksef.Offline.Verification;

/// <summary>The serial number of a KSeF certificate as KOD II and the API write it: exactly 16 upper-case hexadecimal digits, leading zero kept, for example <c>01F20A5D352AE590</c>.</summary>
/// <remarks>
/// Never printed as a decimal integer. <c>default</c> is the empty serial number. API fields: <c>certificateSerialNumber</c>, <c>serialNumber</c>
/// (<i>numer seryjny certyfikatu</i>). Immutable, thread-safe. Source: API documentation, "kody QR" and "certyfikaty KSeF".
/// </remarks>
public readonly record struct CertificateSerial : IComparable<CertificateSerial>
{
    /// <summary>The number of hexadecimal digits.</summary>
    public const int Length = 16;

    private readonly string? _text;

    private CertificateSerial(string text) => _text = text;

    /// <summary>True for <c>default(CertificateSerial)</c> only.</summary>
    public bool IsEmpty => _text is null;

    /// <summary>Reads 16 upper-case hexadecimal digits.</summary>
    /// <param name="text">The text to read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is something else; the message holds the text and the rule.</exception>
    public static CertificateSerial Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var serial) ? serial : throw new FormatException($"'{text}' is not the serial number of a KSeF certificate: it takes exactly 16 hexadecimal digits in upper case.");
    }

    /// <summary>Reads 16 upper-case hexadecimal digits; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="serial">The serial number, or <c>default</c>.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out CertificateSerial serial)
    {
        serial = default;
        if (text is not { Length: Length }) return false;
        foreach (var c in text) if (!char.IsAsciiHexDigitUpper(c)) return false;
        serial = new CertificateSerial(text);
        return true;
    }

    /// <summary>Takes the serial number out of a certificate: leading zeros are added or removed up to 16 digits; false where it does not fit.</summary>
    /// <param name="bytes">The serial number of the certificate, most significant byte first.</param>
    /// <param name="serial">The serial number, or <c>default</c>.</param>
    public static bool TryFromBytes(ReadOnlySpan<byte> bytes, out CertificateSerial serial)
    {
        serial = default;
        var significant = bytes.TrimStart((byte)0);
        if (significant.Length is 0 or > Length / 2) return false;
        serial = new CertificateSerial(Convert.ToHexString(significant).PadLeft(Length, '0'));
        return true;
    }

    /// <summary>Ordinal order of the digits; the empty number comes first.</summary>
    /// <param name="other">The number to compare with.</param>
    public int CompareTo(CertificateSerial other) => string.CompareOrdinal(_text, other._text);

    /// <summary>The 16 digits; empty for <c>default</c>.</summary>
    public override string ToString() => _text ?? "";

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(CertificateSerial left, CertificateSerial right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(CertificateSerial left, CertificateSerial right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(CertificateSerial left, CertificateSerial right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(CertificateSerial left, CertificateSerial right) => left.CompareTo(right) >= 0;
}
