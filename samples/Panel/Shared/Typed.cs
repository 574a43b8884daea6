using Ksef.Offline.Calendars;
using NodaTime;
using NodaTime.Text;

namespace Panel.Shared;

/// <summary>
/// Days, months and moments as people type them: the Polish way (17.11.2026 10:40) or that of ISO 8601 (2026-11-17 10:40), whatever language the page speaks. Moments are those of
/// Warsaw's wall clock, to the minute: an hour that a change of clocks skips is moved on, one that it repeats is the first.
/// </summary>
internal static class Typed
{
    /// <summary>What the attribute <c>pattern</c> of a field for a day holds.</summary>
    public const string DayPattern = @"[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}";

    public const string MonthPattern = @"[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}";

    public const string MomentPattern = "(" + DayPattern + ") [0-9]{1,2}:[0-9]{2}";

    private static readonly LocalDatePattern[] Days = [LocalDatePattern.Iso, LocalDatePattern.CreateWithInvariantCulture("d.M.uuuu")];
    private static readonly YearMonthPattern[] Months = [YearMonthPattern.Iso, YearMonthPattern.CreateWithInvariantCulture("M.uuuu")];
    private static readonly LocalDateTimePattern[] Moments = [LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd H:mm"), LocalDateTimePattern.CreateWithInvariantCulture("d.M.uuuu H:mm")];

    public static string DayHint(Language language) => language == Language.Polish ? "DD.MM.RRRR" : "YYYY-MM-DD";

    public static string MonthHint(Language language) => language == Language.Polish ? "MM.RRRR" : "YYYY-MM";

    public static string MomentHint(Language language) => DayHint(language) + (language == Language.Polish ? " GG:MM" : " HH:MM");

    /// <summary>Null where it is no day of the years 1901 to 2298: there the calendar of the library is at home.</summary>
    public static LocalDate? Day(string? text) => Read(Days, text, d => d.Year);

    public static YearMonth? Month(string? text) => Read(Months, text, m => m.Year);

    public static Instant? Moment(string? text) => Read(Moments, text, m => m.Year)?.InZoneLeniently(WarsawTime.Zone).ToInstant();

    private static T? Read<T>(IPattern<T>[] patterns, string? text, Func<T, int> year)
        where T : struct
    {
        foreach (var pattern in patterns)
            if (pattern.Parse((text ?? "").Trim()) is { Success: true, Value: var value } && year(value) is >= 1901 and <= 2298) return value;
        return null;
    }
}
