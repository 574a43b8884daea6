using System.Collections.Immutable;
using NodaTime;

namespace Ksef.Offline.Calendars;

/// <summary>Working days (<i>dni robocze</i>) in Poland from 2006 to 2199: Monday to Friday without the statutory days off.</summary>
/// <remarks>
/// The days off are data (<see cref="StatutoryDaysOff"/>); <see cref="With"/> adds those that an act brings later. Days are civil days in Europe/Warsaw.
/// Immutable and thread-safe; building one costs about a millisecond, so keep it. Asking allocates nothing.
/// </remarks>
public sealed class PolishCalendar
{
    /// <summary>The first year of the calendar.</summary>
    public const int FirstYear = 2006;

    /// <summary>The last year of the calendar. A term that begins in it may end early in the year after.</summary>
    public const int LastYear = 2199;

    private static readonly LocalDate Origin = new(FirstYear - 1, 1, 2);   // a Sunday; a year of margin on both sides, for terms that touch the edge
    private static readonly LocalDate Beyond = new(LastYear + 2, 1, 1);
    private static readonly int Days = Period.DaysBetween(Origin, Beyond);
    private readonly ulong[] _off;
    private readonly ImmutableArray<DayOffRule> _rules;

    /// <summary>A calendar with custom rules.</summary>
    /// <param name="rules">All days off beside the weekends.</param>
    /// <param name="saturdays">Whether a Saturday counts.</param>
    public PolishCalendar(IEnumerable<DayOffRule> rules, SaturdayPolicy saturdays)
    {
        ArgumentNullException.ThrowIfNull(rules);
        _rules = [.. rules];
        Saturdays = saturdays;
        _off = new ulong[(Days + 63) / 64];
        for (var day = 0; day < Days; day++)
            if (day % 7 == 0 || (day % 7 == 6 && saturdays == SaturdayPolicy.DayOff)) Mark(day);
        for (var year = FirstYear - 1; year <= LastYear + 1; year++)
            foreach (var rule in _rules)
                if (rule.In(year) is { } dayOff && dayOff.Date >= Origin) Mark(Index(dayOff.Date));
    }

    /// <summary>The statutory days off; Saturdays are free.</summary>
    public static PolishCalendar Default { get; } = new(StatutoryDaysOff.Rules, SaturdayPolicy.DayOff);

    /// <summary>Whether a Saturday counts as a working day.</summary>
    public SaturdayPolicy Saturdays { get; }

    /// <summary>The rules behind the days off.</summary>
    public IReadOnlyList<DayOffRule> Rules => _rules;

    /// <summary>This calendar with more days off.</summary>
    /// <param name="rules">The rules to add.</param>
    public PolishCalendar With(params IEnumerable<DayOffRule> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new PolishCalendar([.. _rules, .. rules], Saturdays);
    }

    /// <summary>This calendar under another reading of Saturdays.</summary>
    /// <param name="saturdays">Whether a Saturday counts.</param>
    public PolishCalendar WithSaturdays(SaturdayPolicy saturdays) => saturdays == Saturdays ? this : new PolishCalendar(_rules, saturdays);

    /// <summary>Whether the calendar knows a day: 2006-01-01 to 2199-12-31.</summary>
    /// <param name="date">The day.</param>
    public static bool Covers(LocalDate date) => date.Calendar == CalendarSystem.Iso && date.Year is >= FirstYear and <= LastYear;

    /// <summary>Whether a day is a working day.</summary>
    /// <param name="date">The day, 2006 to 2199.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the calendar; see <see cref="Covers"/>.</exception>
    public bool IsWorkingDay(LocalDate date) => !IsOff(Index(Checked(date)));

    /// <summary>The first working day after a day; the day itself never counts.</summary>
    /// <param name="date">The day, 2006 to 2199.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the calendar; see <see cref="Covers"/>.</exception>
    public LocalDate NextWorkingDay(LocalDate date) => AddWorkingDays(date, 1);

    /// <summary>The n-th working day after a day; the day itself never counts.</summary>
    /// <param name="date">The day of the event, 2006 to 2199.</param>
    /// <param name="workingDays">How many working days to count, 1 to 250 (so that the answer stays inside the calendar's data).</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the calendar, or the number is not from 1 to 250.</exception>
    public LocalDate AddWorkingDays(LocalDate date, int workingDays)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(workingDays, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(workingDays, 250);
        return Count(Checked(date), workingDays);
    }

    /// <summary>Counts like <see cref="AddWorkingDays"/> and says which days were skipped and why.</summary>
    /// <param name="date">The day of the event, 2006 to 2199.</param>
    /// <param name="workingDays">How many working days to count, 1 to 250.</param>
    /// <exception cref="ArgumentOutOfRangeException">The day is outside the calendar, or the number is not from 1 to 250.</exception>
    public WorkingSpan Describe(LocalDate date, int workingDays)
    {
        var to = AddWorkingDays(date, workingDays);
        var skipped = new List<SkippedDay>();
        for (var day = date.PlusDays(1); day < to; day = day.PlusDays(1))
            if (IsOff(Index(day))) skipped.Add(new SkippedDay(day, DayOffOn(day)));
        return new WorkingSpan(date, workingDays, to, skipped);
    }

    /// <summary>The statutory day off on a date; null on every other day, also on a mere weekend.</summary>
    /// <param name="date">The day.</param>
    public DayOff? DayOffOn(LocalDate date)
    {
        foreach (var rule in _rules)
            if (rule.In(date.Year) is { } dayOff && dayOff.Date == date) return dayOff;
        return null;
    }

    /// <summary>The statutory days off of a year, in order; weekends are not listed.</summary>
    /// <param name="year">The year, 2006 to 2199.</param>
    /// <exception cref="ArgumentOutOfRangeException">The year is outside the calendar.</exception>
    public IReadOnlyList<DayOff> DaysOff(int year)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(year, FirstYear);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(year, LastYear);
        return [.. _rules.Select(rule => rule.In(year)).OfType<DayOff>().OrderBy(d => d.Date)];
    }

    /// <summary>As <see cref="AddWorkingDays"/>, for a day that is at most some weeks outside the calendar.</summary>
    internal LocalDate Count(LocalDate date, int workingDays)
    {
        var start = Index(date);
        var day = start;
        for (var left = workingDays; left > 0;)
            if (!IsOff(++day)) left--;
        return date.PlusDays(day - start);
    }

    private static LocalDate Checked(LocalDate date) => Covers(date)
        ? date
        : throw new ArgumentOutOfRangeException(nameof(date), date, $"The calendar of working days knows the years {FirstYear} to {LastYear}.");

    private static int Index(LocalDate date) => Period.DaysBetween(Origin, date);

    private void Mark(int day) => _off[day >> 6] |= 1UL << (day & 63);

    private bool IsOff(int day) => (_off[day >> 6] & (1UL << (day & 63))) != 0;
}
