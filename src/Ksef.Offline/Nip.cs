using System.Diagnostics.CodeAnalysis;

namespace Ksef.Offline;

/// <summary>A Polish tax identification number (<i>NIP</i>, numer identyfikacji podatkowej): ten ASCII digits.</summary>
/// <remarks>
/// Well-formed by construction; whether the check digit is right is <see cref="HasValidChecksum"/>, because KSeF accepts wrong ones outside
/// production and real files hold them. <c>default(Nip)</c> is the empty number: <see cref="IsEmpty"/> is true and its text is empty.
/// FA(3): <c>NIP</c> of <c>Podmiot1</c>, <c>Podmiot2</c>, <c>Podmiot3</c>, <c>PodmiotUpowazniony</c>; schema type <c>TNrNIP</c>. Immutable, thread-safe.
/// </remarks>
public readonly record struct Nip : IComparable<Nip>
{
    private readonly string? _digits;

    private Nip(string digits) => _digits = digits;

    /// <summary>True for <c>default(Nip)</c> only.</summary>
    public bool IsEmpty => _digits is null;

    /// <summary>True when the tenth digit equals the weighted sum of the first nine (weights 6 5 7 2 3 4 5 6 7) modulo 11; a remainder of 10 is never valid.</summary>
    public bool HasValidChecksum
    {
        get
        {
            if (_digits is null) return false;
            ReadOnlySpan<byte> weights = [6, 5, 7, 2, 3, 4, 5, 6, 7];
            var sum = 0;
            for (var i = 0; i < weights.Length; i++) sum += weights[i] * (_digits[i] - '0');
            return sum % 11 == _digits[9] - '0';
        }
    }

    /// <summary>Reads ten ASCII digits, nothing else: no blanks, hyphens or country prefix.</summary>
    /// <param name="text">The text to read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is not ten ASCII digits; the message holds the text and the rule.</exception>
    public static Nip Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var nip) ? nip : throw new FormatException($"'{text}' is not a NIP: it takes exactly ten ASCII digits, without hyphens, blanks or the prefix PL.");
    }

    /// <summary>Reads ten ASCII digits; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="nip">The number, or <c>default</c>.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out Nip nip)
    {
        nip = default;
        if (text is not { Length: 10 }) return false;
        foreach (var c in text) if (!char.IsAsciiDigit(c)) return false;
        nip = new Nip(text);
        return true;
    }

    /// <summary>Ordinal order of the digits; the empty number comes first.</summary>
    /// <param name="other">The number to compare with.</param>
    public int CompareTo(Nip other) => string.CompareOrdinal(_digits, other._digits);

    /// <summary>The ten digits; empty for <c>default</c>.</summary>
    public override string ToString() => _digits ?? "";

    /// <summary>Whether <paramref name="left"/> comes before <paramref name="right"/>.</summary>
    public static bool operator <(Nip left, Nip right) => left.CompareTo(right) < 0;

    /// <summary>Whether <paramref name="left"/> comes before or equals <paramref name="right"/>.</summary>
    public static bool operator <=(Nip left, Nip right) => left.CompareTo(right) <= 0;

    /// <summary>Whether <paramref name="left"/> comes after <paramref name="right"/>.</summary>
    public static bool operator >(Nip left, Nip right) => left.CompareTo(right) > 0;

    /// <summary>Whether <paramref name="left"/> comes after or equals <paramref name="right"/>.</summary>
    public static bool operator >=(Nip left, Nip right) => left.CompareTo(right) >= 0;
}
