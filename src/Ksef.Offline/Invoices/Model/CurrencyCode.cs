using System.Diagnostics.CodeAnalysis;

namespace Ksef.Offline.Invoices.Model;

/// <summary>A currency code (ISO 4217).</summary>
/// <remarks>
/// FA(3): <c>KodWaluty</c> and <c>WalutaUmowna</c>, type <c>TKodWaluty</c>; withdrawn codes such as HRK are still in the list. One of the codes of the
/// schema by construction. <c>default</c> is the empty code. Compared ordinally. Immutable, thread-safe.
/// </remarks>
public readonly record struct CurrencyCode
{
    private static readonly CodeTable Codes = new(
        "AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CLF CLP CNY COP " +
        "COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GGP GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS IMP INR IQD " +
        "IRR ISK JEP JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR " +
        "MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLL SOS SRD SSP STN SVC SYP SZL " +
        "THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VES VND VUV WST XAF XAG XAU XBA XBB XBC XBD XCD XCG XDR XOF XPD XPF XPT " +
        "XSU XUA XXX YER ZAR ZMW ZWL");

    private readonly string? _code;

    private CurrencyCode(string code) => _code = code;

    /// <summary>True for <c>default(CurrencyCode)</c> only.</summary>
    public bool IsEmpty => _code is null;

    /// <summary><c>PLN</c>: Polish złoty.</summary>
    public static CurrencyCode Pln { get; } = Parse("PLN");

    /// <summary><c>EUR</c>: euro.</summary>
    public static CurrencyCode Eur { get; } = Parse("EUR");

    /// <summary><c>USD</c>: US dollar.</summary>
    public static CurrencyCode Usd { get; } = Parse("USD");

    /// <summary><c>GBP</c>: pound sterling.</summary>
    public static CurrencyCode Gbp { get; } = Parse("GBP");

    /// <summary><c>CHF</c>: Swiss franc.</summary>
    public static CurrencyCode Chf { get; } = Parse("CHF");

    /// <summary><c>CZK</c>: Czech koruna.</summary>
    public static CurrencyCode Czk { get; } = Parse("CZK");

    /// <summary>Reads a code, exactly as the schema has it.</summary>
    /// <param name="text">The text to read.</param>
    /// <exception cref="ArgumentNullException"><paramref name="text"/> is null.</exception>
    /// <exception cref="FormatException">The text is none of the codes; the message holds the text and the rule.</exception>
    public static CurrencyCode Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return TryParse(text, out var code) ? code : throw new FormatException($"'{text}' is not a currency code of FA(3): it takes three capital letters of the schema's list, for example PLN or EUR.");
    }

    /// <summary>Reads a code, exactly as the schema has it; false for anything else.</summary>
    /// <param name="text">The text to read.</param>
    /// <param name="code">The code, or <c>default</c>.</param>
    public static bool TryParse([NotNullWhen(true)] string? text, out CurrencyCode code)
    {
        code = Codes.Find(text) is { } found ? new CurrencyCode(found) : default;
        return !code.IsEmpty;
    }

    internal static bool TryParse(ReadOnlySpan<byte> text, out CurrencyCode code)
    {
        code = Codes.Find(text) is { } found ? new CurrencyCode(found) : default;
        return !code.IsEmpty;
    }

    /// <summary>The code; empty for <c>default</c>.</summary>
    public override string ToString() => _code ?? "";
}
