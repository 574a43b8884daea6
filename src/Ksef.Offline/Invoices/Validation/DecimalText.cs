namespace Ksef.Offline.Invoices.Validation;

/// <summary>An xsd:decimal, taken apart without an allocation.</summary>
internal readonly ref struct DecimalText
{
    private DecimalText(bool negative, ReadOnlySpan<byte> whole, ReadOnlySpan<byte> fraction, bool canonical)
    {
        IsNegative = negative;
        Whole = whole;
        Fraction = fraction;
        IsPlain = canonical;
    }

    public bool IsNegative { get; }

    /// <summary>Digits before the point, leading zeros included.</summary>
    public ReadOnlySpan<byte> Whole { get; }

    /// <summary>Digits behind the point, trailing zeros included.</summary>
    public ReadOnlySpan<byte> Fraction { get; }

    /// <summary>No plus, no leading zero, a digit on both sides of the point.</summary>
    public bool IsPlain { get; }

    /// <summary>Digits that count for totalDigits.</summary>
    public int TotalDigits => Whole.TrimStart((byte)'0').Length + FractionDigits;

    public int FractionDigits => Fraction.TrimEnd((byte)'0').Length;

    public static bool TryRead(ReadOnlySpan<byte> text, out DecimalText value)
    {
        value = default;
        var sign = text.Length > 0 && text[0] is (byte)'-' or (byte)'+' ? 1 : 0;
        var i = sign;
        while (i < text.Length && (uint)(text[i] - '0') <= 9) i++;
        var whole = text[sign..i];
        var point = i < text.Length && text[i] == '.';
        var start = point ? i + 1 : i;
        i = start;
        while (i < text.Length && (uint)(text[i] - '0') <= 9) i++;
        var fraction = text[start..i];
        if (i != text.Length || whole.Length + fraction.Length == 0) return false;
        var plain = whole.Length > 0 && (whole.Length == 1 || whole[0] != '0') && (!point || fraction.Length > 0) && (sign == 0 || text[0] == '-');
        value = new DecimalText(sign == 1 && text[0] == '-', whole, fraction, plain);
        return true;
    }

    /// <summary>The number; up to 28 digits that count, more are cut.</summary>
    public decimal ToDecimal()
    {
        var whole = Whole.TrimStart((byte)'0');
        var fraction = Fraction.Length + whole.Length > 18 ? Fraction.TrimEnd((byte)'0') : Fraction;
        if (whole.Length + fraction.Length <= 18)
        {
            long units = 0;
            foreach (var b in whole) units = (units * 10) + (b - '0');
            foreach (var b in fraction) units = (units * 10) + (b - '0');
            return new decimal((int)units, (int)(units >> 32), 0, IsNegative && units != 0, (byte)fraction.Length);
        }
        var scale = 0;
        UInt128 large = 0;
        foreach (var b in whole[..Math.Min(whole.Length, 28)]) large = (large * 10) + (UInt128)(b - '0');
        foreach (var b in fraction)
        {
            if (whole.Length + scale == 28) break;
            large = (large * 10) + (UInt128)(b - '0');
            scale++;
        }
        return new decimal((int)(uint)large, (int)(uint)(large >> 32), (int)(uint)(large >> 64), IsNegative, (byte)scale);
    }
}
