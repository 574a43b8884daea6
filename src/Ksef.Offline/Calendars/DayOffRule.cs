using NodaTime;

namespace Ksef.Offline.Calendars;

/// <summary>A dated rule that yields days off: the same day every year, a day relative to Easter Sunday, or one single date. Immutable, thread-safe.</summary>
/// <remarks>An application adds a new holiday, or one day free by a special act, as a rule: <c>PolishCalendar.Default.With(DayOffRule.Once(...))</c>.</remarks>
public sealed record DayOffRule
{
    private readonly int _month;
    private readonly int _day;
    private readonly int _fromEaster;
    private readonly LocalDate? _once;

    private DayOffRule(string name, string namePl, string basis, int month, int day, int fromEaster, LocalDate? once)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        ArgumentException.ThrowIfNullOrWhiteSpace(namePl);
        ArgumentException.ThrowIfNullOrWhiteSpace(basis);
        (Name, NamePl, Basis, BasisPl, _month, _day, _fromEaster, _once) = (name, namePl, basis, basis, month, day, fromEaster, once);
    }

    /// <summary>The English name of the day.</summary>
    public string Name { get; }

    /// <summary>The Polish name of the day.</summary>
    public string NamePl { get; }

    /// <summary>The act behind the day.</summary>
    public string Basis { get; }

    /// <summary>The act behind the day in Polish; the same as <see cref="Basis"/> where nobody gave another.</summary>
    public string BasisPl { get; init; }

    /// <summary>The first year in which the rule holds; null: from the beginning of the calendar.</summary>
    public int? Since { get; init; }

    /// <summary>The last year in which the rule holds; null: without end.</summary>
    public int? Until { get; init; }

    /// <summary>The same month and day every year.</summary>
    /// <param name="month">The month, 1 to 12.</param>
    /// <param name="day">The day of the month; 29 February yields a day in leap years only.</param>
    /// <param name="name">The English name.</param>
    /// <param name="namePl">The Polish name.</param>
    /// <param name="basis">The act behind the day.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such day in any year.</exception>
    public static DayOffRule Every(int month, int day, string name, string namePl, string basis)
    {
        _ = new LocalDate(2000, month, day);
        return new DayOffRule(name, namePl, basis, month, day, 0, null);
    }

    /// <summary>A number of days after Easter Sunday (<i>Wielkanoc</i>), every year.</summary>
    /// <param name="days">Days after Easter Sunday: 0 for the Sunday itself, 60 for Corpus Christi; -80 to 250.</param>
    /// <param name="name">The English name.</param>
    /// <param name="namePl">The Polish name.</param>
    /// <param name="basis">The act behind the day.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="days"/> could leave the year.</exception>
    public static DayOffRule AfterEaster(int days, string name, string namePl, string basis)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, -80);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 250);
        return new DayOffRule(name, namePl, basis, 0, 0, days, null);
    }

    /// <summary>One date, once.</summary>
    /// <param name="date">The date.</param>
    /// <param name="name">The English name.</param>
    /// <param name="namePl">The Polish name.</param>
    /// <param name="basis">The act behind the day.</param>
    public static DayOffRule Once(LocalDate date, string name, string namePl, string basis) => new(name, namePl, basis, 0, 0, 0, date);

    /// <summary>The day that this rule yields in a year; null where it yields none.</summary>
    /// <param name="year">The year, 1583 or later.</param>
    public DayOff? In(int year)
    {
        if (year < Since || year > Until) return null;
        LocalDate date;
        if (_once is { } once)
        {
            if (once.Year != year) return null;
            date = once;
        }
        else if (_month == 0) date = Easter.Sunday(year).PlusDays(_fromEaster);
        else if (_day <= CalendarSystem.Iso.GetDaysInMonth(year, _month)) date = new LocalDate(year, _month, _day);
        else return null;
        return new DayOff(date, Name, NamePl, Basis, Since) { BasisPl = BasisPl };
    }
}
