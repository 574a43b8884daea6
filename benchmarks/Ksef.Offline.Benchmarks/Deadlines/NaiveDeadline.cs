using NodaTime;

namespace Ksef.Offline.Benchmarks.Deadlines;

/// <summary>The way it is written by hand in many systems: a loop over days that computes the holidays of the year anew.</summary>
internal static class NaiveDeadline
{
    public static LocalDate Offline24(LocalDate issueDate)
    {
        var day = issueDate.PlusDays(1);
        while (true)
        {
            var holidays = Holidays(day.Year);
            if (day.DayOfWeek is not (IsoDayOfWeek.Saturday or IsoDayOfWeek.Sunday) && !holidays.Contains(day)) return day;
            day = day.PlusDays(1);
        }
    }

    private static HashSet<LocalDate> Holidays(int year)
    {
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, g = ((8 * b) + 13) / 25, h = ((19 * a) + b - d - g + 15) % 30;
        int i = c / 4, k = c % 4, l = (32 + (2 * e) + (2 * i) - h - k) % 7, m = (a + (11 * h) + (22 * l)) / 451, n = h + l - (7 * m) + 114;
        var easter = new LocalDate(year, n / 31, (n % 31) + 1);
        return
        [
            new(year, 1, 1), new(year, 1, 6), easter, easter.PlusDays(1), new(year, 5, 1), new(year, 5, 3), easter.PlusDays(49), easter.PlusDays(60),
            new(year, 8, 15), new(year, 11, 1), new(year, 11, 11), new(year, 12, 24), new(year, 12, 25), new(year, 12, 26),
        ];
    }
}
