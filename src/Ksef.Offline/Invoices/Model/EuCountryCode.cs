using System.Diagnostics.CodeAnalysis;

namespace Ksef.Offline.Invoices.Model;

/// <summary>A prefix of EU VAT numbers.</summary>
/// <remarks>
/// FA(3): <c>KodUE</c> and <c>PrefiksPodatnika</c>, type <c>TKodyKrajowUE</c>: Greece is EL, Northern Ireland XI. One of the codes of the schema by
/// construction. <c>default</c> is the empty code. Compared ordinally. Immutable, thread-safe.
/// </remarks>
public readonly record struct EuCountryCode
{
    private static readonly CodeTable Codes = new(
        "AT BE BG CY CZ DE DK EE EL ES FI FR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK XI");

    private readonly string? _code;

    private EuCountryCode(string code) => _code = code;

    /// <summary>True for <c>default(EuCountryCode)</c> only.</summary>
    public bool IsEmpty => _code is null;

    /// <summary><c>PL</c>: Poland.</summary>
    public static EuCountryCode Poland { get; } = Parse("PL");

    /// <summary><c>DE</c>: Germany.</summary>
    public static EuCountryCode Germany { get; } = Parse("DE");

    /// <summary><c>CZ</c>: Czechia.</summary>
    public static EuCountryCode Czechia { get; } = Parse("CZ");

    /// <summary><c>SK</c>: Slovakia.</summary>
    public static EuCountryCode Slovakia { get; } = Parse("SK");

    /// <summary><c>FR</c>: France.</summary>
    public static EuCountryCode France { get; } = Parse("FR");

    /// <summary><c>EL</c>: Greece.</summary>
    public static EuCountryCode Greece { get; } = Parse("EL");

    /// <summary>Reads a code, exactly as the schema has it.</summary>
    /// <param name="text">The text to read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is none of the codes; the message holds the text and the rule.</exception>
    public static EuCountryCode Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a prefix of EU VAT numbers: it takes one of the member states, EL for Greece and XI for Northern Ireland.");
    }

    /// <summary>Reads a code, exactly as the schema has it; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="code">The code, or <c>default</c>.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out EuCountryCode code)
    {
        code = Codes.Find(text) is { } found ? new EuCountryCode(found) : default;
        return !code.IsEmpty;
    }

    internal static bool TryParse(ReadOnlySpan<byte> text, out EuCountryCode code)
    {
        code = Codes.Find(text) is { } found ? new EuCountryCode(found) : default;
        return !code.IsEmpty;
    }

    /// <summary>The code; empty for <c>default</c>.</summary>
    public override string ToString() => _code ?? "";
}
