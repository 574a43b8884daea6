using System.Diagnostics.CodeAnalysis;

namespace Ksef.Offline.Verification;

/// <summary>The context of login (<i>kontekst logowania</i>) in which the invoice will be sent: KOD II names it, and KSeF checks the issuer's rights in it.</summary>
/// <remarks>
/// It is not the owner of the certificate: an accountant who signs with a certificate of his own writes the client's NIP here. Well-formed by construction.
/// <c>default</c> is the empty context. Immutable, thread-safe. Source: API documentation, "kody QR"; OpenAPI <c>AuthenticationContextIdentifier</c>.
/// </remarks>
public readonly record struct VerificationContext
{
    private readonly string? _value;

    /// <summary>Makes a context of any kind.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="value">The identifier.</param>
    /// <exception cref="ArgumentNullException"><paramref name="value"/> is null.</exception>
    /// <exception cref="FormatException">The identifier does not have the form of its kind; the message holds the text and the rule.</exception>
    public VerificationContext(VerificationContextType type, string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        if (!IsWellFormed(type, value)) throw new FormatException($"'{value}' is not a context of type {type}: {Rule(type)}.");
        Type = type;
        _value = value;
    }

    /// <summary>The kind of the context.</summary>
    public VerificationContextType Type { get; }

    /// <summary>The identifier as KOD II writes it; empty for <c>default</c>.</summary>
    public string Value => _value ?? "";

    /// <summary>True for <c>default(VerificationContext)</c> only.</summary>
    public bool IsEmpty => _value is null;

    /// <summary>The context of a taxpayer: the usual one.</summary>
    /// <param name="nip">The NIP.</param>
    /// <exception cref="ArgumentException"><paramref name="nip"/> is empty.</exception>
    public static VerificationContext ForNip(Nip nip) =>
        nip.IsEmpty ? throw new ArgumentException("A context takes a NIP; this one is empty.", nameof(nip)) : new VerificationContext(VerificationContextType.Nip, nip.ToString());

    /// <summary>The context of a unit inside a taxpayer.</summary>
    /// <param name="internalId">NIP, hyphen, five digits, for example <c>1111111111-00001</c>.</param>
    /// <exception cref="FormatException">The text is something else; the message holds the text and the rule.</exception>
    public static VerificationContext ForInternalId(string internalId) => new(VerificationContextType.InternalId, internalId);

    /// <summary>The context of an EU entity beside a Polish one.</summary>
    /// <param name="nipVatUe">NIP, hyphen, EU VAT number with its country letters, for example <c>1111111111-DE123456789</c>.</param>
    /// <exception cref="FormatException">The text is something else; the message holds the text and the rule.</exception>
    public static VerificationContext ForNipVatUe(string nipVatUe) => new(VerificationContextType.NipVatUe, nipVatUe);

    /// <summary>The context of a Peppol service provider.</summary>
    /// <param name="peppolId">P, two upper-case letters, six digits, for example <c>PPL123456</c>.</param>
    /// <exception cref="FormatException">The text is something else; the message holds the text and the rule.</exception>
    public static VerificationContext ForPeppolId(string peppolId) => new(VerificationContextType.PeppolId, peppolId);

    /// <summary>Makes a context of any kind; false where the identifier does not have the form of its kind.</summary>
    /// <param name="type">The kind.</param>
    /// <param name="value">The identifier.</param>
    /// <param name="context">The context, or <c>default</c>.</param>
    public static bool TryCreate(VerificationContextType type, [NotNullWhen(true)] string? value, out VerificationContext context)
    {
        var good = value is not null && IsWellFormed(type, value);
        context = good ? new VerificationContext(type, value!) : default;
        return good;
    }

    /// <summary>Reads <c>type:value</c>, the type in any case, for example <c>nip:1111111111</c>: the form of settings and command lines.</summary>
    /// <param name="text">The text to read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The type is unknown or the value does not fit it; the message holds the text and the rule.</exception>
    public static VerificationContext Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        foreach (var type in Enum.GetValues<VerificationContextType>())
            if (colon > 0 && text.AsSpan(0, colon).Equals(type.ToString(), StringComparison.OrdinalIgnoreCase)) return new VerificationContext(type, text[(colon + 1)..]);
        throw new FormatException($"'{text}' is not a context: it takes nip:, internalId:, nipVatUe: or peppolId: and the identifier.");
    }

    /// <summary>Type and identifier with a colon, for example <c>Nip:1111111111</c>, which <see cref="Parse"/> reads; empty for <c>default</c>.</summary>
    public override string ToString() => IsEmpty ? "" : $"{Type}:{Value}";

    private static bool IsWellFormed(VerificationContextType type, string value) => type switch
    {
        VerificationContextType.Nip => Nip.TryParse(value, out _),
        VerificationContextType.InternalId => value.Length == 16 && StartsWithNip(value) && AllDigits(value.AsSpan(11)),
        VerificationContextType.NipVatUe => value.Length is >= 15 and <= 25 && StartsWithNip(value) && IsVatUe(value.AsSpan(11)),
        VerificationContextType.PeppolId => value.Length == 9 && value[0] == 'P' && char.IsAsciiLetterUpper(value[1]) && char.IsAsciiLetterUpper(value[2]) && AllDigits(value.AsSpan(3)),
        _ => false,
    };

    private static bool StartsWithNip(string value) => Nip.TryParse(value[..10], out _) && value[10] == '-';

    private static bool AllDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') < 0;

    private static bool IsVatUe(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiLetterUpper(text[0]) || !char.IsAsciiLetterUpper(text[1])) return false;
        foreach (var c in text[2..]) if (!char.IsAsciiLetterUpper(c) && !char.IsAsciiDigit(c) && c is not ('+' or '*')) return false;
        return true;
    }

    private static string Rule(VerificationContextType type) => type switch
    {
        VerificationContextType.Nip => "it takes ten digits",
        VerificationContextType.InternalId => "it takes ten digits, a hyphen and five digits",
        VerificationContextType.NipVatUe => "it takes ten digits, a hyphen and an EU VAT number that begins with two upper-case letters",
        VerificationContextType.PeppolId => "it takes P, two upper-case letters and six digits",
        _ => "there is no such type",
    };
}
