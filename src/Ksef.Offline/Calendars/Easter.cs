using NodaTime;

namespace Ksef.Offline.Calendars;

/// <summary>Easter Sunday of the Gregorian calendar, by the method of Meeus, Jones and Butcher, which has no exceptions.</summary>
internal static class Easter
{
    public static LocalDate Sunday(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = (8 * b + 13) / 25;
        var h = (19 * a + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + 2 * e + 2 * i - h - k) % 7;
        var m = (a + 11 * h + 22 * l) / 451;
        var (month, day) = Math.DivRem(h + l - 7 * m + 114, 31);
        return new LocalDate(year, month, day + 1);
    }
}
