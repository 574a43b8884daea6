using System.Globalization;
using System.Numerics;
using System.Text;

namespace Ksef.Offline.Invoices.Reading;

/// <summary>Numbers in the lexical forms of XML Schema: optional sign, digits, for decimals an optional point; no exponent, no grouping.</summary>
internal static class NumberText
{
    private const int FastDigits = 18;

    /// <summary>Reads a decimal and keeps its decimals, trailing zeros included.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out decimal number)
    {
        number = 0m;
        var negative = TakeSign(ref text);
        var (value, digits, point) = (0UL, 0, -1);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '.' && point < 0)
            {
                point = i;
                continue;
            }
            var digit = (uint)(text[i] - '0');
            if (digit > 9) return false;
            if (++digits <= FastDigits) value = (value * 10) + digit;
        }
        if (digits == 0) return false;
        if (digits > FastDigits)
        {
            if (!decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)) return false;
            if (negative) number = -number;
            return true;
        }
        var decimals = point < 0 ? 0 : text.Length - point - 1;
        number = new decimal((int)value, (int)(value >> 32), 0, negative, (byte)decimals);
        return true;
    }

    internal static bool TryRead(ReadOnlySpan<byte> text, out long number)
    {
        number = 0;
        var negative = TakeSign(ref text);
        if (text.IsEmpty) return false;
        foreach (var b in text)
        {
            var digit = (uint)(b - '0');
            if (digit > 9 || number > (long.MaxValue - 9) / 10) return false;
            number = (number * 10) + digit;
        }
        if (negative) number = -number;
        return true;
    }

    internal static bool TryRead(ReadOnlySpan<byte> text, out BigInteger number)
    {
        number = default;
        // Quadratic work beyond this; nobody's term of payment has so many digits.
        if (text.Length > 10_000) return false;
        var negative = TakeSign(ref text);
        if (text.IsEmpty || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0) return false;
        number = BigInteger.Parse(Encoding.ASCII.GetString(text), NumberStyles.None, CultureInfo.InvariantCulture);
        if (negative) number = -number;
        return true;
    }

    private static bool TakeSign(ref ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty || text[0] is not ((byte)'-' or (byte)'+')) return false;
        var negative = text[0] == '-';
        text = text[1..];
        return negative;
    }
}
