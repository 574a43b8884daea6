using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>Dates and times in the lexical forms of XML Schema, ASCII bytes both ways.</summary>
internal static class DateText
{
    /// <summary>Writes <c>yyyy-MM-dd</c>; gives 10.</summary>
    internal static int Write(Span<byte> text, LocalDate date)
    {
        var (year, month, day) = date;
        Two(text, year / 100);
        Two(text[2..], year % 100);
        text[4] = (byte)'-';
        Two(text[5..], month);
        text[7] = (byte)'-';
        Two(text[8..], day);
        return 10;
    }

    /// <summary>Writes <c>HH:mm:ss</c> with as many decimals as needed; gives the length.</summary>
    internal static int WriteTime(Span<byte> text, LocalTime time)
    {
        Two(text, time.Hour);
        text[2] = (byte)':';
        Two(text[3..], time.Minute);
        text[5] = (byte)':';
        Two(text[6..], time.Second);
        var nanoseconds = time.NanosecondOfSecond;
        if (nanoseconds == 0) return 8;
        text[8] = (byte)'.';
        var n = 9;
        for (var unit = 100_000_000; nanoseconds > 0; unit /= 10)
        {
            text[n++] = (byte)('0' + (nanoseconds / unit));
            nanoseconds %= unit;
        }
        return n;
    }

    /// <summary>Writes <c>+HH:mm</c> or <c>-HH:mm</c>; gives 6.</summary>
    internal static int WriteOffset(Span<byte> text, Offset offset)
    {
        var minutes = Math.Abs(offset.Seconds / 60);
        text[0] = (byte)(offset.Seconds < 0 ? '-' : '+');
        Two(text[1..], minutes / 60);
        text[3] = (byte)':';
        Two(text[4..], minutes % 60);
        return 6;
    }

    /// <summary>Reads <c>yyyy-MM-dd</c>, nothing else.</summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out LocalDate date)
    {
        date = default;
        if (text.Length != 10 || text[4] != '-' || text[7] != '-') return false;
        int high = Two(text), low = Two(text[2..]), month = Two(text[5..]), day = Two(text[8..]);
        if (high < 0 || low < 0 || month is < 1 or > 12 || day < 1) return false;
        var year = (high * 100) + low;
        if (year < 1 || day > CalendarSystem.Iso.GetDaysInMonth(year, month)) return false;
        date = new LocalDate(year, month, day);
        return true;
    }

    /// <summary>
    /// Reads <c>yyyy-MM-ddTHH:mm:ss</c>, decimals of a second and <c>Z</c> or an offset up to 14 hours being optional; <c>24:00:00</c> is the next
    /// midnight.
    /// </summary>
    internal static bool TryRead(ReadOnlySpan<byte> text, out InvoiceDateTime value)
    {
        value = default;
        if (text.Length < 19 || !TryRead(text[..10], out LocalDate date) || text[10] != 'T' || text[13] != ':' || text[16] != ':') return false;
        int hour = Two(text[11..]), minute = Two(text[14..]), second = Two(text[17..]);
        if (hour is < 0 or > 24 || minute is < 0 or > 59 || second is < 0 or > 59) return false;
        var rest = text[19..];
        if (!TryReadFraction(ref rest, out var nanoseconds, out var isZero) || !TryReadOffset(rest, out var offset)) return false;
        if (hour == 24)
        {
            if (minute != 0 || second != 0 || !isZero || date == LocalDate.MaxIsoValue) return false;
            (hour, date) = (0, date.PlusDays(1));
        }
        value = new InvoiceDateTime(date + new LocalTime(hour, minute, second).PlusNanoseconds(nanoseconds), offset);
        return true;
    }

    private static bool TryReadFraction(ref ReadOnlySpan<byte> rest, out int nanoseconds, out bool isZero)
    {
        (nanoseconds, isZero) = (0, true);
        if (rest.IsEmpty || rest[0] != '.') return true;
        var n = 1;
        for (var unit = 100_000_000; n < rest.Length && rest[n] is >= (byte)'0' and <= (byte)'9'; n++, unit /= 10)
        {
            nanoseconds += unit * (rest[n] - '0');
            isZero &= rest[n] == '0';
        }
        var any = n > 1;
        rest = rest[n..];
        return any;
    }

    private static bool TryReadOffset(ReadOnlySpan<byte> text, out Offset? offset)
    {
        offset = null;
        if (text.IsEmpty) return true;
        if (text.Length == 1 && text[0] == 'Z')
        {
            offset = Offset.Zero;
            return true;
        }
        if (text.Length != 6 || text[0] is not ((byte)'+' or (byte)'-') || text[3] != ':') return false;
        int hours = Two(text[1..]), minutes = Two(text[4..]);
        if (hours is < 0 or > 14 || minutes is < 0 or > 59 || (hours == 14 && minutes != 0)) return false;
        offset = Offset.FromSeconds(((hours * 60) + minutes) * (text[0] == '-' ? -60 : 60));
        return true;
    }

    private static void Two(Span<byte> text, int value)
    {
        text[0] = (byte)('0' + (value / 10));
        text[1] = (byte)('0' + (value % 10));
    }

    /// <summary>Two digits, or a negative number.</summary>
    private static int Two(ReadOnlySpan<byte> text)
    {
        int high = text[0] - '0', low = text[1] - '0';
        return (uint)high > 9 || (uint)low > 9 ? -1 : (high * 10) + low;
    }
}
