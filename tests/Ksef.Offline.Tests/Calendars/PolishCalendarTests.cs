using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Calendars;
using Ksef.Offline.TestKit;
using Ksef.Offline.Tests.Deadlines;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Tests.Calendars;

public sealed class PolishCalendarTests
{
    private static readonly PolishCalendar Calendar = PolishCalendar.Default;
    private static readonly PolishCalendar WithSaturdays = Calendar.WithSaturdays(SaturdayPolicy.WorkingDay);

    [Fact]
    public void Every_day_from_2006_to_2199_agrees_with_a_naive_calendar()
    {
        var plain = new PlainReading(strict: false);
        var plainSaturdays = new PlainReading(strict: true);
        for (var day = new LocalDate(2006, 1, 1); day.Year <= 2199; day = day.PlusDays(1))
        {
            if (plain.IsWorking(day) != Calendar.IsWorkingDay(day)) Assert.Fail($"{day:uuuu-MM-dd}");
            if (plainSaturdays.IsWorking(day) != WithSaturdays.IsWorkingDay(day)) Assert.Fail($"{day:uuuu-MM-dd} with Saturdays");
        }
    }

    [Fact]
    public void Hard_dates_of_the_calendar_hold()
    {
        var wrong = new List<string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedData.ProjectRoot, "tests/Ksef.Offline.Tests/Data/deadlines-calendar.txt")).Where(l => l.Length > 0 && l[0] != '#'))
        {
            var f = line.Split('|', StringSplitOptions.TrimEntries);
            var day = LocalDatePattern.Iso.Parse(f[0]).Value;
            var was = Calendar.DayOffOn(day) is { } off ? off.Name : Calendar.IsWorkingDay(day) ? "working" : "weekend";
            if (was != f[1]) wrong.Add($"{line}: was {was}");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void Counting_agrees_with_a_day_by_day_walk() => Hold((day, n) =>
    {
        Assert.Equal(new PlainReading(false).WorkingDayAfter(day, n), Calendar.AddWorkingDays(day, n));
        Assert.Equal(new PlainReading(true).WorkingDayAfter(day, n), WithSaturdays.AddWorkingDays(day, n));
        Assert.Equal(Calendar.AddWorkingDays(day, 1), Calendar.NextWorkingDay(day));
    });

    [Fact]
    public void A_described_span_names_every_day_that_was_skipped() => Hold((day, n) =>
    {
        var span = Calendar.Describe(day, n);
        Assert.Equal((day, n, Calendar.AddWorkingDays(day, n)), (span.From, span.WorkingDays, span.To));
        Assert.Equal(Period.DaysBetween(day, span.To), n + span.Skipped.Count);
        Assert.All(span.Skipped, s => Assert.True(s.Date > day && s.Date < span.To));
        Assert.All(span.Skipped, s => Assert.True(s.DayOff is not null || s.Date.DayOfWeek >= IsoDayOfWeek.Saturday));
        Assert.Equal(span.Skipped.Count == 0, span.Description.Length == 0);
        Assert.Equal(span.Skipped.Count == 0, span.DescriptionPl.Length == 0);
    });

    [Fact]
    public void A_span_reads_well_in_both_languages()
    {
        var span = Calendar.Describe(new LocalDate(2026, 12, 22), 2);
        Assert.Equal(new LocalDate(2026, 12, 28), span.To);
        Assert.Equal(
            "skipped: 24 Dec Christmas Eve (Wigilia Bożego Narodzenia), day off since 2025, 25 Dec Christmas Day (Boże Narodzenie (pierwszy dzień)), 26 Dec Second Day of Christmas (Boże Narodzenie (drugi dzień)), Sunday",
            span.Description);
        Assert.Equal(
            "pominięto: 24.12 Wigilia Bożego Narodzenia, dzień wolny od 2025 r., 25.12 Boże Narodzenie (pierwszy dzień), 26.12 Boże Narodzenie (drugi dzień), niedziela",
            span.DescriptionPl);
        var weekend = Calendar.Describe(new LocalDate(2026, 7, 10), 1);
        Assert.Equal(("skipped: Saturday, Sunday", "pominięto: sobota, niedziela"), (weekend.Description, weekend.DescriptionPl));
        Assert.Equal("working days are Monday to Friday (Ministry's practice)", weekend.Skipped[0].Basis);
        Assert.Equal("Act of 18 January 1951 on days off, art. 1", weekend.Skipped[1].Basis);
        Assert.Contains("2024 poz. 1965", span.Skipped[0].Basis, StringComparison.Ordinal);
    }

    [Fact]
    public void An_application_adds_a_day_free_by_a_special_act()
    {
        var extended = Calendar.With(DayOffRule.Once(new LocalDate(2027, 3, 8), "A day", "Dzień", "an act"));
        Assert.True(Calendar.IsWorkingDay(new LocalDate(2027, 3, 8)));
        Assert.False(extended.IsWorkingDay(new LocalDate(2027, 3, 8)));
        Assert.True(extended.IsWorkingDay(new LocalDate(2028, 3, 8)));
        Assert.Equal(new LocalDate(2027, 3, 9), extended.NextWorkingDay(new LocalDate(2027, 3, 5)));
        Assert.Contains(extended.DaysOff(2027), d => d is { Name: "A day", NamePl: "Dzień", Basis: "an act", Since: null });
        Assert.Equal(Calendar.Rules.Count + 1, extended.Rules.Count);
    }

    [Fact]
    public void A_rule_holds_only_in_its_years_and_on_days_that_exist()
    {
        var leap = DayOffRule.Every(2, 29, "Leap day", "Dzień przestępny", "an act");
        Assert.Null(leap.In(2027));
        Assert.Equal(new LocalDate(2028, 2, 29), leap.In(2028)!.Date);
        var dated = leap with { Since = 2028, Until = 2032 };
        Assert.Equal((false, true, true, false), (dated.In(2024) is not null, dated.In(2028) is not null, dated.In(2032) is not null, dated.In(2036) is not null));
        Assert.Equal(2028, dated.In(2028)!.Since);
        Assert.Throws<ArgumentOutOfRangeException>(() => DayOffRule.Every(2, 30, "x", "x", "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => DayOffRule.AfterEaster(-81, "x", "x", "x"));
        Assert.Throws<ArgumentOutOfRangeException>(() => DayOffRule.AfterEaster(251, "x", "x", "x"));
        Assert.Equal(new LocalDate(2008, 1, 3), DayOffRule.AfterEaster(-80, "x", "x", "x").In(2008)!.Date);
        Assert.Equal(new LocalDate(2038, 12, 31), DayOffRule.AfterEaster(250, "x", "x", "x").In(2038)!.Date);
        Assert.Throws<ArgumentException>(() => DayOffRule.Every(1, 2, " ", "x", "x"));
        Assert.Throws<ArgumentException>(() => DayOffRule.Every(1, 2, "x", " ", "x"));
        Assert.Throws<ArgumentException>(() => DayOffRule.Every(1, 2, "x", "x", " "));
    }

    [Fact]
    public void The_days_off_of_a_year_come_in_order_with_their_law()
    {
        Assert.Equal([12, 13, 13, 14, 14], new[] { 2010, 2011, 2024, 2018, 2025 }.Select(y => Calendar.DaysOff(y).Count));
        foreach (var year in Enumerable.Range(2006, 194))
        {
            var days = Calendar.DaysOff(year);
            Assert.Equal(days.OrderBy(d => d.Date), days);
            Assert.All(days, d => Assert.True(d.Date.Year == year && d.Basis.Length > 0 && d.Name.Length > 0 && d.NamePl.Length > 0 && !(d.Since > year)));
        }
        Assert.Equal([2011, 2025], Calendar.DaysOff(2026).Select(d => d.Since).OfType<int>());
    }

    [Fact]
    public void Outside_the_calendar_is_said_clearly()
    {
        Assert.True(PolishCalendar.Covers(new LocalDate(2006, 1, 1)) && PolishCalendar.Covers(new LocalDate(2199, 12, 31)));
        Assert.False(PolishCalendar.Covers(new LocalDate(2005, 12, 31)) || PolishCalendar.Covers(new LocalDate(2200, 1, 1)));
        Assert.False(PolishCalendar.Covers(new LocalDate(2026, 1, 1, CalendarSystem.Julian)));
        foreach (var day in new[] { new LocalDate(2005, 12, 31), new LocalDate(2200, 1, 1) })
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.IsWorkingDay(day));
            Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.NextWorkingDay(day));
            var e = Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.Describe(day, 1));
            Assert.Contains("2006 to 2199", e.Message, StringComparison.Ordinal);
            Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.DaysOff(day.Year));
        }
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddWorkingDays(new LocalDate(2026, 1, 1), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Calendar.AddWorkingDays(new LocalDate(2026, 1, 1), 251));
        Assert.Equal(new PlainReading(false).WorkingDayAfter(new LocalDate(2026, 1, 2), 250), Calendar.AddWorkingDays(new LocalDate(2026, 1, 2), 250));
        Assert.Throws<ArgumentNullException>(() => new PolishCalendar(null!, SaturdayPolicy.DayOff));
        Assert.Throws<ArgumentNullException>(() => Calendar.With(null!));
    }

    [Fact]
    public void The_same_reading_of_Saturdays_is_the_same_calendar()
    {
        Assert.Same(Calendar, Calendar.WithSaturdays(SaturdayPolicy.DayOff));
        Assert.Equal(SaturdayPolicy.WorkingDay, WithSaturdays.Saturdays);
        Assert.Equal(SaturdayPolicy.DayOff, Calendar.Saturdays);
    }

    private static void Hold(Action<LocalDate, int> property) => Prop.ForAll(
        Arb.From(from day in Scenarios.Date from n in Gen.Choose(1, 40) select (day, n)),
        x => property(x.day, x.n)).Check(Cases.Of(2_000));
}
