using System.Globalization;
using Ksef.Offline.Calendars;
using NodaTime;

namespace Panel.Shared;

/// <summary>Days, moments and spans of time as people read them, in Warsaw's time and in both languages.</summary>
public static class TimeText
{
    private static readonly string[] DaysPl = ["pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."];
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day with its name, for example <c>2026-11-20 (pt.)</c>.</summary>
    public static string Day(LocalDate day, Language language) => $"{Iso(day)} ({(language == Language.Polish ? DaysPl : Days)[(int)day.DayOfWeek - 1]})";

    /// <summary>A moment on Warsaw's wall clock, to the minute.</summary>
    public static string Moment(Instant instant) => WarsawTime.ToLocal(instant).ToString("uuuu-MM-dd HH:mm", CultureInfo.InvariantCulture);

    public static string Seconds(Instant instant) => WarsawTime.ToLocal(instant).ToString("uuuu-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);


    /// <summary>What is left until a term, or how long it has been over.</summary>
    public static string Left(Duration left, Language language) => (left > Duration.Zero, language) switch
    {
        (true, Language.Polish) => "zostało " + Span(left, language),
        (true, _) => Span(left, language) + " left",
        (false, Language.Polish) => "po terminie o " + Span(-left, language),
        (false, _) => "overdue by " + Span(-left, language),
    };

    /// <summary>A span in its two greatest units, rounded down: <c>2 dni 5 godz.</c>, <c>13 godz. 12 min</c>, <c>40 s</c>.</summary>
    public static string Span(Duration span, Language language)
    {
        var (days, hours, minutes, seconds) = (span.Days, span.Hours, span.Minutes, span.Seconds);
        if (days > 0) return hours == 0 ? InDays(days, language) : $"{InDays(days, language)} {InHours(hours, language)}";
        if (hours > 0) return minutes == 0 ? InHours(hours, language) : $"{InHours(hours, language)} {Number(minutes)} min";
        return minutes > 0 ? $"{Number(minutes)} min" : $"{Number(seconds)} s";
    }

    public static string Number(long number) => number.ToString("#,0", Digits);

    private static NumberFormatInfo Digits { get; } = new() { NumberGroupSeparator = "\u00A0" };

    private static string InDays(int days, Language language) => language == Language.Polish ? $"{Number(days)} {(days == 1 ? "dzień" : "dni")}" : $"{Number(days)} {(days == 1 ? "day" : "days")}";

    private static string InHours(int hours, Language language) => $"{Number(hours)} {(language == Language.Polish ? "godz." : "h")}";
}
