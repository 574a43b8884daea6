using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Ksef.Offline.Invoices.Model;

namespace Ksef.Offline.Invoices.Reading;

/// <content>Values that are codes: numbers of the schema, codes of countries and currencies, kinds in words.</content>
internal ref partial struct ElementCursor
{
    internal Nip Nip(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return Absent(element, default(Nip));
        var text = Encoding.UTF8.GetString(Begin());
        if (!Ksef.Offline.Nip.TryParse(text, out var nip)) nip = OtherDigits(text);
        Advance();
        return nip;
    }

    internal CountryCode CountryCode(ReadOnlySpan<byte> element) => CountryCodeOrNull(element) ?? Absent(element, default(CountryCode));

    internal CountryCode? CountryCodeOrNull(ReadOnlySpan<byte> element) =>
        Parsed<CountryCode>(element, Model.CountryCode.TryParse, "a country code such as PL or DE", "kodu kraju, np. PL lub DE", collapse: false);

    internal EuCountryCode EuCountryCode(ReadOnlySpan<byte> element) => EuCountryCodeOrNull(element) ?? Absent(element, default(EuCountryCode));

    internal EuCountryCode? EuCountryCodeOrNull(ReadOnlySpan<byte> element) =>
        Parsed<EuCountryCode>(element, Model.EuCountryCode.TryParse, "a prefix of EU VAT numbers such as DE or EL", "kodu kraju UE, np. DE lub EL", collapse: false);

    internal CurrencyCode CurrencyCode(ReadOnlySpan<byte> element) =>
        Parsed<CurrencyCode>(element, Model.CurrencyCode.TryParse, "a currency code such as PLN", "kodu waluty, np. PLN", collapse: false) ?? Absent(element, default(CurrencyCode));

    internal InvoiceType InvoiceType(ReadOnlySpan<byte> element) =>
        Parsed<InvoiceType>(element, TryParseType, "VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL or KOR_ROZ", "VAT, KOR, ZAL, ROZ, UPR, KOR_ZAL lub KOR_ROZ", collapse: true) ?? Absent(element, default(InvoiceType));

    /// <summary>A code in words, blanks collapsed.</summary>
    internal T? CodeOrNull<T>(ReadOnlySpan<byte> element, CodeReader<T> parse)
        where T : struct, Enum => Parsed(element, parse, "a code of the schema", "kodu ze schematu", collapse: true);

    /// <summary>A code that is a number.</summary>
    internal T Number<T>(ReadOnlySpan<byte> element)
        where T : struct, Enum => NumberOrNull<T>(element) ?? Absent(element, default(T));

    internal T? NumberOrNull<T>(ReadOnlySpan<byte> element)
        where T : struct, Enum => Parsed<T>(element, TryParseNumber, "one of the numbers of the schema", "jednej z wartości ze schematu", collapse: true);

    /// <summary>A code, or a flag with a description.</summary>
    internal CodeOrDescription<T> Coded<T>(ReadOnlySpan<byte> code, ReadOnlySpan<byte> flag, ReadOnlySpan<byte> description)
        where T : struct, Enum => CodedOrNull<T>(code, flag, description) ?? Absent(code, new CodeOrDescription<T>(default(T)));

    internal CodeOrDescription<T>? CodedOrNull<T>(ReadOnlySpan<byte> code, ReadOnlySpan<byte> flag, ReadOnlySpan<byte> description)
        where T : struct, Enum
    {
        if (NumberOrNull<T>(code) is { } known) return new CodeOrDescription<T>(known);
        if (!Flag(flag)) return null;
        var text = Text(description);
        if (text.Length > 0) return new CodeOrDescription<T>(text);
        Stop("KO1953", "", "an empty description", "pusty opis");
        return null;
    }

    private T? Parsed<T>(ReadOnlySpan<byte> element, CodeReader<T> parse, string wanted, string wantedPl, bool collapse)
        where T : struct
    {
        if (!At(element)) return null;
        var text = Begin();
        if (collapse) text = WhiteSpaceText.Collapse(text);
        if (!parse(text, out var value)) Value("", text, wanted, wantedPl);
        Advance();
        return value;
    }

    /// <summary>The schema lets any decimal digits of Unicode pass in a NIP; they are read as the digits they are, and that is said.</summary>
    private readonly Nip OtherDigits(string text)
    {
        var digits = string.Concat(text.EnumerateRunes().Select(r => Rune.IsDigit(r) ? ((int)Rune.GetNumericValue(r)).ToString(CultureInfo.InvariantCulture) : "?"));
        if (Ksef.Offline.Nip.TryParse(digits, out var nip))
            Add("KO1954", FindingSeverity.Warning, "", text, $"'{text}' is read as {digits}: a NIP takes ASCII digits.", $"„{text}” odczytano jako {digits}: NIP składa się z cyfr ASCII.");
        else
            Value("", Encoding.UTF8.GetBytes(text), "ten digits", "dziesięciu cyfr");
        return nip;
    }

    private static bool TryParseType(ReadOnlySpan<byte> text, out InvoiceType value) => InvoiceTypeText.TryParse(Encoding.UTF8.GetString(text), out value);

    private static bool TryParseNumber<T>(ReadOnlySpan<byte> text, out T value)
        where T : struct, Enum
    {
        var ok = NumberText.TryRead(text, out long number) && number is >= 0 and <= int.MaxValue;
        value = ok ? Unsafe.BitCast<int, T>((int)number) : default;
        return ok && Enum.IsDefined(value);
    }
}
