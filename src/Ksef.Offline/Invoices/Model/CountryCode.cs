using System.Diagnostics.CodeAnalysis;

namespace Ksef.Offline.Invoices.Model;

/// <summary>A country code of addresses and foreign tax numbers.</summary>
/// <remarks>
/// FA(3): <c>KodKraju</c>, type <c>TKodKraju</c>: ISO 3166-1 alpha-2 with some additions (XI, XK, XC, XL); Greece is GR here. One of the codes of the
/// schema by construction. <c>default</c> is the empty code. Compared ordinally. Immutable, thread-safe.
/// </remarks>
public readonly record struct CountryCode
{
    private static readonly CodeTable Codes = new(
        "AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL " +
        "CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW " +
        "GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME " +
        "MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA " +
        "RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY " +
        "UZ VA VC VE VG VI VN VU WF WS XC XI XK XL YE YT ZA ZM ZW");

    private readonly string? _code;

    private CountryCode(string code) => _code = code;

    /// <summary>True for <c>default(CountryCode)</c> only.</summary>
    public bool IsEmpty => _code is null;

    /// <summary><c>PL</c>: Poland.</summary>
    public static CountryCode Poland { get; } = Parse("PL");

    /// <summary><c>DE</c>: Germany.</summary>
    public static CountryCode Germany { get; } = Parse("DE");

    /// <summary><c>CZ</c>: Czechia.</summary>
    public static CountryCode Czechia { get; } = Parse("CZ");

    /// <summary><c>SK</c>: Slovakia.</summary>
    public static CountryCode Slovakia { get; } = Parse("SK");

    /// <summary><c>FR</c>: France.</summary>
    public static CountryCode France { get; } = Parse("FR");

    /// <summary><c>GB</c>: the United Kingdom.</summary>
    public static CountryCode UnitedKingdom { get; } = Parse("GB");

    /// <summary><c>US</c>: the United States.</summary>
    public static CountryCode UnitedStates { get; } = Parse("US");

    /// <summary><c>UA</c>: Ukraine.</summary>
    public static CountryCode Ukraine { get; } = Parse("UA");

    /// <summary><c>CH</c>: Switzerland.</summary>
    public static CountryCode Switzerland { get; } = Parse("CH");

    /// <summary>Reads a code, exactly as the schema has it.</summary>
    /// <param name="text">The text to read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is none of the codes; the message holds the text and the rule.</exception>
    public static CountryCode Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a country code of FA(3): it takes two capital letters of the schema's list, for example PL, DE or GR.");
    }

    /// <summary>Reads a code, exactly as the schema has it; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="code">The code, or <c>default</c>.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out CountryCode code)
    {
        code = Codes.Find(text) is { } found ? new CountryCode(found) : default;
        return !code.IsEmpty;
    }

    internal static bool TryParse(ReadOnlySpan<byte> text, out CountryCode code)
    {
        code = Codes.Find(text) is { } found ? new CountryCode(found) : default;
        return !code.IsEmpty;
    }

    /// <summary>The code; empty for <c>default</c>.</summary>
    public override string ToString() => _code ?? "";
}
