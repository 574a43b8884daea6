namespace Ksef.Offline.Invoices.Validation;

/// <summary>xsd:date without a zone and xsd:dateTime, as XML Schema 1.0 has them.</summary>
internal static class DateText
{
    /// <summary>Reads <c>yyyy-MM-dd</c> into yyyyMMdd.</summary>
    public static bool TryReadDate(ReadOnlySpan<byte> s, out int date)
    {
        date = 0;
        if (s.Length != 10 || s[4] != '-' || s[7] != '-' || !Digits(s[..4], out var y) || !Digits(s.Slice(5, 2), out var m) || !Digits(s.Slice(8, 2), out var d)) return false;
        if (y == 0 || m is 0 or > 12 || d == 0 || d > DaysInMonth(y, m)) return false;
        date = (y * 10000) + (m * 100) + d;
        return true;
    }

    /// <summary>Reads a dateTime into seconds since 1970 (its own clock when it bears no zone).</summary>
    /// <param name="s">The text.</param>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00, in UTC when <paramref name="hasZone"/>; years beyond 9999 give the greatest value, before 1 the least.</param>
    /// <param name="hasFraction">Whether a part of a second follows.</param>
    /// <param name="hasZone">Whether it bears a zone.</param>
    public static bool TryReadDateTime(ReadOnlySpan<byte> s, out long seconds, out bool hasFraction, out bool hasZone)
    {
        (seconds, hasFraction, hasZone) = (0, false, false);
        var beforeChrist = s.Length > 0 && s[0] == '-';
        if (beforeChrist) s = s[1..];
        var yearLength = s.IndexOf((byte)'-');
        if (yearLength < 4 || (yearLength > 4 && s[0] == '0') || s[..yearLength].IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0 || s[..yearLength].IndexOfAnyExcept((byte)'0') < 0) return false;
        var far = yearLength > 4;
        var year = 0;
        foreach (var b in s[Math.Max(0, yearLength - 4)..yearLength]) year = (year * 10) + (b - '0');
        // Of a year with more than four digits only its place in the cycle of leap years matters here.
        if (far) year = 2000 + (year % 400);
        s = s[yearLength..];
        if (s.Length < 15 || s[0] != '-' || s[3] != '-' || s[6] != 'T' || s[9] != ':' || s[12] != ':') return false;
        if (!Digits(s.Slice(1, 2), out var month) || !Digits(s.Slice(4, 2), out var day) || !Digits(s.Slice(7, 2), out var hour) || !Digits(s.Slice(10, 2), out var minute) || !Digits(s.Slice(13, 2), out var second)) return false;
        if (month is 0 or > 12 || day == 0 || day > DaysInMonth(year, month) || hour > 24 || minute > 59 || second > 59) return false;
        s = s[15..];
        if (s.Length > 0 && s[0] == '.')
        {
            var end = s[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9');
            var digits = end < 0 ? s[1..] : s.Slice(1, end);
            if (digits.Length == 0) return false;
            hasFraction = digits.IndexOfAnyExcept((byte)'0') >= 0;
            s = s[(digits.Length + 1)..];
        }
        if (hour == 24 && (minute | second) != 0 | hasFraction) return false;
        var offset = 0;
        if (s.Length > 0 && !TryReadZone(s, out offset)) return false;
        hasZone = s.Length > 0;
        seconds = beforeChrist ? long.MinValue / 2 : far ? long.MaxValue / 2
            : (((DayNumber(year, month, day) * 24) + hour) * 3600) + (minute * 60) + second - offset;
        return true;
    }

    public static int DaysInMonth(int year, int month) => month switch
    {
        2 => year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28,
        4 or 6 or 9 or 11 => 30,
        _ => 31,
    };

    /// <summary>Days since 1970-01-01 in the Gregorian calendar.</summary>
    public static long DayNumber(int year, int month, int day)
    {
        var y = month <= 2 ? year - 1 : year;
        var era = (y >= 0 ? y : y - 399) / 400;
        var ofEra = y - (era * 400);
        var ofYear = (((153 * (month + (month > 2 ? -3 : 9))) + 2) / 5) + day - 1;
        return (era * 146097L) + (ofEra * 365) + (ofEra / 4) - (ofEra / 100) + ofYear - 719468;
    }

    private static bool TryReadZone(ReadOnlySpan<byte> s, out int offset)
    {
        offset = 0;
        if (s.Length == 1) return s[0] == 'Z';
        if (s.Length != 6 || s[0] is not ((byte)'+' or (byte)'-') || s[3] != ':' || !Digits(s.Slice(1, 2), out var h) || !Digits(s.Slice(4, 2), out var m)) return false;
        if (m > 59 || h > 14 || (h == 14 && m > 0)) return false;
        offset = ((h * 60) + m) * 60 * (s[0] == '-' ? -1 : 1);
        return true;
    }

    private static bool Digits(ReadOnlySpan<byte> s, out int value)
    {
        value = 0;
        foreach (var b in s)
        {
            if ((uint)(b - '0') > 9) return false;
            value = (value * 10) + (b - '0');
        }
        return true;
    }
}
