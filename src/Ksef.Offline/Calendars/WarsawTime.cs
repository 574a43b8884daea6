using NodaTime;

namespace Ksef.Offline.Calendars;

/// <summary>Civil time in Poland (Europe/Warsaw, from the tz database): the only place where instants become days and days become instants.</summary>
/// <remarks>Never throws: instants before 1900 or after 2299 are taken as those years' edges. Thread-safe.</remarks>
public static class WarsawTime
{
    private static readonly LocalDate FirstDay = new(1900, 1, 1);
    private static readonly LocalDate LastDay = new(2299, 12, 30);
    private static readonly Instant First = Instant.FromUtc(1900, 1, 1, 0, 0);
    private static readonly Instant Last = Instant.FromUtc(2299, 12, 30, 0, 0);

    /// <summary>The time zone Europe/Warsaw.</summary>
    public static DateTimeZone Zone { get; } = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];

    /// <summary>The civil day in Warsaw on which an instant falls.</summary>
    /// <param name="instant">Any instant.</param>
    public static LocalDate DateOf(Instant instant) => ToLocal(instant).Date;

    /// <summary>The instant at which a day begins in Warsaw; it ends at the start of the next day, also on nights when the clocks change.</summary>
    /// <param name="date">The day, from 1900 to 2299; other years are taken as their nearest edge.</param>
    public static Instant StartOf(LocalDate date) => Zone.AtStartOfDay(Clamp(date)).ToInstant();

    /// <summary>The exclusive instant at which a day is over in Warsaw: the start of the next day.</summary>
    /// <param name="date">The day, from 1900 to 2299; other years are taken as their nearest edge.</param>
    public static Instant EndOf(LocalDate date) => Zone.AtStartOfDay(Clamp(date).PlusDays(1)).ToInstant();

    /// <summary>The civil day in Warsaw to which the end of a period belongs: an end at exactly 00:00 belongs to the day that ends then.</summary>
    /// <param name="end">The exclusive end of the period.</param>
    public static LocalDate LastDayBefore(Instant end) => DateOf(Clamp(end) - Duration.Epsilon);

    /// <summary>The wall clock in Warsaw at an instant.</summary>
    /// <param name="instant">Any instant.</param>
    public static LocalDateTime ToLocal(Instant instant) => Clamp(instant).InZone(Zone).LocalDateTime;

    private static LocalDate Clamp(LocalDate date) => LocalDate.Max(FirstDay, LocalDate.Min(date, LastDay));

    private static Instant Clamp(Instant instant) => Instant.Max(First, Instant.Min(instant, Last));
}
