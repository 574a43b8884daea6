using System.Numerics;
using System.Text;
using Ksef.Offline.Invoices.Model;
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

    private T Absent<T>(ReadOnlySpan<byte> element, T value)
    {
        Missing(element);
        return value;
    }
}
