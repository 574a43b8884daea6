using System.Globalization;
using NodaTime;

namespace Ksef.Offline.Calendars;

/// <summary>One day that does not count in a term, and why: a weekend, a statutory day off, or both.</summary>
/// <param name="Date">The day.</param>
/// <param name="DayOff">The statutory day off on that date; null for a mere weekend.</param>
public readonly record struct SkippedDay(LocalDate Date, DayOff? DayOff)
{
    /// <summary>The reason in English, for example <c>Saturday</c> or <c>24 Dec Christmas Eve (Wigilia Bożego Narodzenia), day off since 2025</c>.</summary>
    public string Reason => DayOff is { } d
        ? string.Create(CultureInfo.InvariantCulture, $"{Date:d MMM} {d.Name} ({d.NamePl}){Since(d, ", day off since ")}")
        : Date.DayOfWeek == IsoDayOfWeek.Saturday ? "Saturday" : "Sunday";

    /// <summary>The reason in Polish, for example <c>sobota</c> or <c>24.12 Wigilia Bożego Narodzenia, dzień wolny od 2025 r.</c></summary>
    public string ReasonPl => DayOff is { } d
        ? string.Create(CultureInfo.InvariantCulture, $"{Date:d.MM} {d.NamePl}{Since(d, ", dzień wolny od ")}{(d.Since is null ? "" : " r.")}")
        : Date.DayOfWeek == IsoDayOfWeek.Saturday ? "sobota" : "niedziela";

    /// <summary>The law behind it: the act of the day off, or the practice of counting Monday to Friday.</summary>
    public string Basis => DayOff?.Basis ?? (Date.DayOfWeek == IsoDayOfWeek.Saturday ? "working days are Monday to Friday (Ministry's practice)" : "Act of 18 January 1951 on days off, art. 1");

    /// <summary>The law behind it in Polish.</summary>
    public string BasisPl => DayOff?.BasisPl ?? (Date.DayOfWeek == IsoDayOfWeek.Saturday ? "dni robocze to dni od poniedziałku do piątku (praktyka Ministerstwa)" : StatutoryDaysOff.ActPl);

    private static string Since(DayOff day, string before) => day.Since is { } year ? string.Create(CultureInfo.InvariantCulture, $"{before}{year}") : "";
}
