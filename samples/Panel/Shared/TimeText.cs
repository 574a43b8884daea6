using System.Globalization;
using System.Text.RegularExpressions;
using Ksef.Offline.Calendars;
using NodaTime;

namespace Panel.Shared;

/// <summary>Days, moments and spans of time as people read them, in Warsaw's time and in both languages.</summary>
public static partial class TimeText
{
    private static readonly string[] DaysPl = ["pon.", "wt.", "śr.", "czw.", "pt.", "sob.", "niedz."];
    private static readonly string[] Days = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

    public static string Iso(LocalDate day) => day.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>A day as its readers write it: <c>20.11.2026</c> in Polish, <c>2026-11-20</c> in English.</summary>
    public static string Date(LocalDate day, Language language) => language == Language.Polish ? day.ToString("dd.MM.uuuu", CultureInfo.InvariantCulture) : Iso(day);

    /// <summary>A day of this year or the next, where there is little room: <c>20.11</c>, <c>20 Nov</c>.</summary>
    public static string ShortDay(LocalDate day, Language language) => day.ToString(language == Language.Polish ? "dd.MM" : "d MMM", CultureInfo.InvariantCulture);

    public static string Month(YearMonth month, Language language) => month.ToString(language == Language.Polish ? "MM.uuuu" : "uuuu-MM", CultureInfo.InvariantCulture);

    /// <summary>A day with its name, for example <c>20.11.2026 (pt.)</c>.</summary>
    public static string Day(LocalDate day, Language language) => $"{Date(day, language)} ({(language == Language.Polish ? DaysPl : Days)[(int)day.DayOfWeek - 1]})";

    /// <summary>A moment on Warsaw's wall clock, to the minute.</summary>
    public static string Moment(Instant instant, Language language) => Clock(instant, "HH:mm", language);

    public static string Seconds(Instant instant, Language language) => Clock(instant, "HH:mm:ss", language);

    /// <summary>A Polish text of the library, which writes its days as ISO 8601 does, with its days written the Polish way.</summary>
    public static string Prose(string polish) => IsoDay().Replace(polish, "${day}.${month}.${year}");

    /// <summary>What is left until a term, or how long it has been over.</summary>
    public static string Left(Duration left, Language language) => (left > Duration.Zero, language) switch
    {
        (true, Language.Polish) => "jeszcze " + Span(left, language),
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

    public static string Money(decimal amount, string currency, Language language) => amount.ToString("#,0.00", language == Language.Polish ? Digits : CultureInfo.InvariantCulture.NumberFormat) + "\u00A0" + currency;

    /// <summary>So many invoices, with the noun in the form that the number asks for: <c>1 faktura</c>, <c>2 faktury</c>, <c>12 faktur</c>.</summary>
    public static string Invoices(long count, Language language) => $"{Number(count)} {(language, count) switch
    {
        (Language.English, 1) => "invoice",
        (Language.English, _) => "invoices",
        (_, 1) => "faktura",
        _ => count % 10 is >= 2 and <= 4 && count % 100 is not (>= 12 and <= 14) ? "faktury" : "faktur",
    }}";

    private static NumberFormatInfo Digits { get; } = new() { NumberGroupSeparator = "\u00A0", NumberDecimalSeparator = "," };

    private static string Clock(Instant instant, string time, Language language)
    {
        var local = WarsawTime.ToLocal(instant);
        return $"{Date(local.Date, language)} {local.ToString(time, CultureInfo.InvariantCulture)}";
    }

    private static string InDays(int days, Language language) => language == Language.Polish ? $"{Number(days)} {(days == 1 ? "dzień" : "dni")}" : $"{Number(days)} {(days == 1 ? "day" : "days")}";

    private static string InHours(int hours, Language language) => $"{Number(hours)} {(language == Language.Polish ? "godz." : "h")}";

    [GeneratedRegex("(?<![0-9A-Za-z/-])(?<year>[0-9]{4})-(?<month>[0-9]{2})-(?<day>[0-9]{2})(?![0-9A-Za-z/-])")]
    private static partial Regex IsoDay();
}
