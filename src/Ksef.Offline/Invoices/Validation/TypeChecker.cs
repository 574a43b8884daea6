using System.Buffers;
using System.Globalization;
using System.Text;
using Ksef.Offline.Invoices.Grammar;

namespace Ksef.Offline.Invoices.Validation;

/// <summary>Judges values of one simple type by the rules of XML Schema 1.0. Immutable, thread-safe.</summary>
internal sealed class TypeChecker
{
    private readonly int _minLength, _maxLength, _total, _fraction;
    private readonly NameTable? _values;
    private readonly long[]? _numbers;
    private readonly XsdPattern? _pattern;
    private readonly decimal _min = decimal.MinValue, _max = decimal.MaxValue, _above = decimal.MinValue;
    private readonly bool _ranged;

    // Ten to the power of the digits allowed before the point.
    private readonly decimal _ceiling;
    // By scale: the digits, read as one number, must stay below; 0 where that does not fit into 64 bits.
    private readonly ulong[] _digitLimits = new ulong[29];
    private readonly long _longCeiling;
    private readonly long _from = long.MinValue, _to = long.MaxValue;

    public TypeChecker(GrammarType type)
    {
        Type = type;
        _minLength = type.MinLength ?? 0;
        _maxLength = type.MaxLength ?? int.MaxValue;
        _total = type.TotalDigits ?? int.MaxValue;
        _fraction = type.FractionDigits ?? int.MaxValue;
        _ranged = type.MinInclusive is not null || type.MaxInclusive is not null;
        _ceiling = _total < 29 && _fraction < _total ? Enumerable.Repeat(10m, _total - _fraction).Aggregate(1m, (a, b) => a * b) : 0;
        for (var scale = 0; _ceiling > 0 && scale < _digitLimits.Length && _total - _fraction + scale < 19; scale++) _digitLimits[scale] = (ulong)Enumerable.Repeat(10m, _total - _fraction + scale).Aggregate(1m, (a, b) => a * b);
        _longCeiling = _total < 19 ? (long)Enumerable.Repeat(10m, _total).Aggregate(1m, (a, b) => a * b) : 0;
        IsPlainText = type.IsText && type.Pattern is null && type.Values.Count == 0;
        _pattern = type.Pattern is null ? null : new XsdPattern(type.Pattern);
        if (type.Values.Count > 0)
        {
            if (type.IsInteger) _numbers = [.. type.Values.Select(v => long.Parse(v, CultureInfo.InvariantCulture))];
            else _values = new NameTable(type.Values);
        }
        switch (type.Base)
        {
            case BuiltInType.Date:
                if (DateText.TryReadDate(Encoding.UTF8.GetBytes(type.MinInclusive ?? ""), out var first)) _from = first;
                if (DateText.TryReadDate(Encoding.UTF8.GetBytes(type.MaxInclusive ?? ""), out var last)) _to = last;
                break;
            case BuiltInType.DateTime:
                if (DateText.TryReadDateTime(Encoding.UTF8.GetBytes(type.MinInclusive ?? ""), out var begin, out _, out _)) _from = begin;
                if (DateText.TryReadDateTime(Encoding.UTF8.GetBytes(type.MaxInclusive ?? ""), out var end, out _, out _)) _to = end;
                break;
            default:
                if (type.MinInclusive is { } min) _min = decimal.Parse(min, CultureInfo.InvariantCulture);
                if (type.MaxInclusive is { } max) _max = decimal.Parse(max, CultureInfo.InvariantCulture);
                if (type.MinExclusive is { } above) _above = decimal.Parse(above, CultureInfo.InvariantCulture);
                break;
        }
    }

    public GrammarType Type { get; }

    /// <summary>Whether nothing but its length limits a text.</summary>
    public bool IsPlainText { get; }

    /// <summary>Whether a text of a model is beyond doubt: plain characters, no white space to normalise, a length within the limits. False says nothing.</summary>
    public bool IsSurelyFine(ReadOnlySpan<char> text) =>
        IsPlainText && text.Length <= _maxLength && text.Length >= _minLength && Validation.PlainText.IsPlain(text);

    /// <summary>Judges a value as it stands in the file (references resolved), white space and all.</summary>
    public ValueFault Check(ReadOnlySpan<byte> raw, out ParsedValue parsed)
    {
        parsed = default;
        parsed.Integer = -1;
        if (Type.IsText) return CheckRawText(raw, ref parsed);
        var value = raw.Trim(" \t\r\n"u8);
        return Type.Base switch
        {
            BuiltInType.Decimal => CheckDecimal(value, ref parsed),
            BuiltInType.Date => CheckDate(value, ref parsed),
            BuiltInType.DateTime => CheckDateTime(value, ref parsed),
            _ => CheckInteger(value, ref parsed),
        };
    }

    /// <summary>Judges a number of a model. False when only its text can tell; then nothing is judged.</summary>
    public bool TryCheck(decimal number, out ValueFault fault, out ParsedValue parsed)
    {
        fault = ValueFault.None;
        parsed = default;
        (parsed.Number, parsed.Integer) = (number, -1);
        if (Type.Base != BuiltInType.Decimal || number.Scale > _fraction || !IsBelowCeiling(number)) return false;
        if (_ranged && (number < _min || number > _max)) fault = ValueFault.OutOfRange;
        return true;
    }

    /// <summary>Whether a number of a model is beyond doubt. False says nothing.</summary>
    public bool IsSurelyFine(decimal number) => !_ranged && Type.Base == BuiltInType.Decimal && Type.MinExclusive is null && number.Scale <= _fraction && IsBelowCeiling(number) && (!decimal.IsNegative(number) || number != 0);

    private bool IsBelowCeiling(decimal number)
    {
        // Nearly every amount fits into 64 bits, where one comparison of the digits decides.
        var limit = _digitLimits[number.Scale];
        if (limit > 0 && DecimalDigits.TryRead(number, out var digits)) return digits < limit;
        return number < _ceiling && number > -_ceiling;
    }

    /// <summary>Judges a whole number of a model.</summary>
    public ValueFault Check(long number, out ParsedValue parsed)
    {
        parsed = default;
        parsed.Integer = number;
        if (!Type.IsInteger) return ValueFault.NotAnInteger;
        if (_numbers is not null && Array.IndexOf(_numbers, number) < 0) return ValueFault.NotListed;
        if (Type.Base == BuiltInType.NonNegativeInteger && number < 0) return ValueFault.OutOfRange;
        if (_total < 19 && (number >= _longCeiling || number <= -_longCeiling)) return ValueFault.TooManyDigits;
        return Type.MinExclusive is not null && number <= _above ? ValueFault.OutOfRange : ValueFault.None;
    }

    /// <summary>Judges a date of a model, given as yyyyMMdd.</summary>
    public ValueFault CheckDay(int date, out ParsedValue parsed)
    {
        parsed = default;
        parsed.Integer = date;
        return date < _from || date > _to ? ValueFault.OutOfRange : ValueFault.None;
    }

    private ValueFault CheckRawText(ReadOnlySpan<byte> raw, ref ParsedValue parsed)
    {
        // A listed value is fine whatever the white space rule: the lists hold normal values only.
        if (_values is not null && _pattern is null && (parsed.Integer = _values.Find(raw)) >= 0) return ValueFault.None;
        if (IsNormal(raw, Type.WhiteSpace)) return CheckText(raw, ref parsed);
        var rented = ArrayPool<byte>.Shared.Rent(raw.Length);
        var fault = CheckText(rented.AsSpan(0, Normalize(raw, rented, Type.WhiteSpace)), ref parsed);
        ArrayPool<byte>.Shared.Return(rented);
        return fault;
    }

    private ValueFault CheckText(ReadOnlySpan<byte> value, ref ParsedValue parsed)
    {
        if (value.Length > _maxLength && Characters(value) > _maxLength) return ValueFault.TooLong;
        if (_minLength > 0 && value.Length < _minLength * 4 && Characters(value) < _minLength) return ValueFault.TooShort;
        if (_values is not null)
        {
            parsed.Integer = _values.Find(value);
            if (parsed.Integer < 0) return ValueFault.NotListed;
        }
        return _pattern is null || _pattern.Matches(value) ? ValueFault.None : ValueFault.Pattern;
    }

    private ValueFault CheckDecimal(ReadOnlySpan<byte> value, ref ParsedValue parsed)
    {
        if (!DecimalText.TryRead(value, out var d)) return ValueFault.NotANumber;
        // The amounts' patterns allow what is plain and within both digit limits; only the rest asks the regular expression.
        var plain = d.IsPlain && d.Fraction.Length <= _fraction && d.Whole.Length <= _total - _fraction;
        if (!plain)
        {
            if (d.FractionDigits > _fraction) return ValueFault.TooManyFractionDigits;
            if (d.TotalDigits > _total) return ValueFault.TooManyDigits;
            if (_pattern is not null && !_pattern.Matches(value)) return ValueFault.Pattern;
        }
        parsed.Number = d.ToDecimal();
        parsed.IsNegativeZero = d.IsNegative && parsed.Number == 0;
        return (_ranged && (parsed.Number < _min || parsed.Number > _max)) || (Type.MinExclusive is not null && parsed.Number <= _above) ? ValueFault.OutOfRange : ValueFault.None;
    }

    private ValueFault CheckInteger(ReadOnlySpan<byte> value, ref ParsedValue parsed)
    {
        var negative = value.Length > 0 && value[0] == '-';
        var digits = value.Length > 0 && value[0] is (byte)'-' or (byte)'+' ? value[1..] : value;
        if (digits.Length == 0 || digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return ValueFault.NotAnInteger;
        digits = digits.TrimStart((byte)'0');
        if (digits.Length > _total) return ValueFault.TooManyDigits;
        if (Type.Base == BuiltInType.NonNegativeInteger && negative && digits.Length > 0) return ValueFault.OutOfRange;
        if (digits.Length > 18)
        {
            // Far beyond any bound of the grammar; only a type without bounds takes it.
            parsed.Integer = negative ? long.MinValue : long.MaxValue;
            return _numbers is not null || Type.Base == BuiltInType.Byte ? ValueFault.NotListed : ValueFault.None;
        }
        long number = 0;
        foreach (var b in digits) number = (number * 10) + (b - '0');
        parsed.Integer = negative ? -number : number;
        if (_numbers is not null && Array.IndexOf(_numbers, parsed.Integer) < 0) return ValueFault.NotListed;
        return Type.MinExclusive is not null && parsed.Integer <= _above ? ValueFault.OutOfRange : ValueFault.None;
    }

    private ValueFault CheckDate(ReadOnlySpan<byte> value, ref ParsedValue parsed)
    {
        if (!DateText.TryReadDate(value, out var date)) return ValueFault.NotADate;
        parsed.Integer = date;
        return date < _from || date > _to ? ValueFault.OutOfRange : ValueFault.None;
    }

    private ValueFault CheckDateTime(ReadOnlySpan<byte> value, ref ParsedValue parsed)
    {
        if (!DateText.TryReadDateTime(value, out var seconds, out var fraction, out var zoned)) return ValueFault.NotADateTime;
        parsed.Integer = seconds;
        // Without a zone it may lie 14 hours to either side; in range only if it is so wherever it lies (XML Schema part 2, 3.2.7.4).
        const long Farthest = 14 * 3600;
        var inRange = zoned
            ? seconds >= _from && (seconds < _to || (seconds == _to && !fraction))
            : (seconds - Farthest > _from || (seconds - Farthest == _from && fraction)) && seconds + Farthest < _to;
        return inRange ? ValueFault.None : ValueFault.OutOfRange;
    }

    /// <summary>The value after white space handling, as text for a finding.</summary>
    public static int Normalize(ReadOnlySpan<byte> raw, Span<byte> destination, WhiteSpace white)
    {
        var n = 0;
        foreach (var b in raw)
        {
            var c = b is (byte)'\t' or (byte)'\n' or (byte)'\r' ? (byte)' ' : b;
            if (white == WhiteSpace.Collapse && c == ' ' && (n == 0 || destination[n - 1] == ' ')) continue;
            destination[n++] = c;
        }
        return white == WhiteSpace.Collapse && n > 0 && destination[n - 1] == ' ' ? n - 1 : n;
    }

    /// <summary>Whether a value is what white space handling would make of it.</summary>
    public static bool IsNormal(ReadOnlySpan<byte> raw, WhiteSpace white)
    {
        if (white == WhiteSpace.Preserve) return true;
        if (raw.IndexOfAny((byte)'\t', (byte)'\n', (byte)'\r') >= 0) return false;
        return white == WhiteSpace.Replace || raw.Length == 0 || (raw[0] != ' ' && raw[^1] != ' ' && raw.IndexOf("  "u8) < 0);
    }

    private static int Characters(ReadOnlySpan<byte> utf8)
    {
        var n = 0;
        foreach (var b in utf8)
            if ((b & 0xC0) != 0x80) n++;
        return n;
    }
}
