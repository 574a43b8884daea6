using System.Globalization;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Text;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Xml;
using NodaTime;

namespace Ksef.Offline.Invoices.Reading;

/// <content>Values of elements with text: those that must be there, and those that may be absent.</content>
internal ref partial struct ElementCursor
{
    /// <summary>Text whose blanks are collapsed, as the schema does with <c>xsd:token</c>.</summary>
    internal string Text(ReadOnlySpan<byte> element) => TextOrNull(element) ?? Absent(element, "");

    internal string? TextOrNull(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return null;
        var text = Encoding.UTF8.GetString(WhiteSpaceText.Collapse(Begin()));
        Advance();
        return text;
    }

    internal UnitOfMeasure? UnitOrNull(ReadOnlySpan<byte> element) => TextOrNull(element) is { } text ? new UnitOfMeasure(text) : default(UnitOfMeasure?);

    internal EquatableList<string> Texts(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return default;
        var texts = new List<string>();
        while (At(element)) texts.Add(Text(element));
        return new EquatableList<string>(texts.ToArray());
    }

    /// <summary>Text exactly as it stands, blanks and all.</summary>
    internal string Literal(ReadOnlySpan<byte> element) => LiteralOrNull(element) ?? Absent(element, "");

    internal string? LiteralOrNull(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return null;
        var text = Encoding.UTF8.GetString(Begin());
        Advance();
        return text;
    }

    /// <summary>Text whose tabs and line ends count as blanks, nothing collapsed.</summary>
    internal string OneLine(ReadOnlySpan<byte> element) => Literal(element).Replace('\t', ' ').Replace('\n', ' ').Replace('\r', ' ');

    internal decimal Decimal(ReadOnlySpan<byte> element) => DecimalOrNull(element) ?? Absent(element, 0m);

    internal decimal? DecimalOrNull(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return null;
        var text = WhiteSpaceText.Trim(Begin());
        if (!NumberText.TryRead(text, out decimal number)) Value("", text, "a decimal number such as 1234.56", "liczby dziesiętnej, np. 1234.56");
        Advance();
        return number;
    }

    internal long Integer(ReadOnlySpan<byte> element) => IntegerOrNull(element) ?? Absent(element, 0L);

    internal long? IntegerOrNull(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return null;
        var text = WhiteSpaceText.Trim(Begin());
        if (!NumberText.TryRead(text, out long number)) Value("", text, "a whole number", "liczby całkowitej");
        Advance();
        return number;
    }

    internal BigInteger BigInteger(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return Absent(element, System.Numerics.BigInteger.Zero);
        var text = WhiteSpaceText.Trim(Begin());
        if (!NumberText.TryRead(text, out BigInteger number)) Value("", text, "a whole number", "liczby całkowitej");
        Advance();
        return number;
    }

    internal LocalDate Date(ReadOnlySpan<byte> element) => DateOrNull(element) ?? Absent(element, default(LocalDate));

    internal LocalDate? DateOrNull(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return null;
        var text = WhiteSpaceText.Trim(Begin());
        if (!DateText.TryRead(text, out LocalDate date)) Value("", text, "a date yyyy-MM-dd", "daty rrrr-mm-dd");
        Advance();
        return date;
    }

    internal InvoiceDateTime Time(ReadOnlySpan<byte> element) => TimeOrNull(element) ?? Absent(element, default(InvoiceDateTime));

    internal InvoiceDateTime? TimeOrNull(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return null;
        var text = WhiteSpaceText.Trim(Begin());
        if (!DateText.TryRead(text, out InvoiceDateTime time)) Value("", text, "a date and time such as 2026-02-01T10:15:00Z", "daty i czasu, np. 2026-02-01T10:15:00Z");
        Advance();
        return time;
    }

    /// <summary>True when the element is there; it can only be 1.</summary>
    internal bool Flag(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return false;
        var text = WhiteSpaceText.Trim(Begin());
        if (!NumberText.TryRead(text, out long number) || number != 1) Value("", text, "1", "1");
        Advance();
        return true;
    }

    /// <summary>A flag that must be there.</summary>
    internal void Must(ReadOnlySpan<byte> element)
    {
        if (!Flag(element)) Missing(element);
    }

    /// <summary>1 for yes, 2 for no.</summary>
    internal bool YesNo(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return Absent(element, false);
        var text = WhiteSpaceText.Trim(Begin());
        if (!NumberText.TryRead(text, out long number) || number is not (1 or 2)) Value("", text, "1 (yes) or 2 (no)", "1 (tak) lub 2 (nie)");
        Advance();
        return number == 1;
    }

    /// <summary>A prefix that can only be PL; an empty element means the same.</summary>
    internal bool Prefix(ReadOnlySpan<byte> element)
    {
        if (!At(element)) return false;
        var text = Begin();
        if (text.Length > 0 && !text.SequenceEqual("PL"u8)) Value("", text, "PL", "PL");
        Advance();
        return true;
    }

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

    private T Absent<T>(ReadOnlySpan<byte> element, T value)
    {
        Missing(element);
        return value;
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
