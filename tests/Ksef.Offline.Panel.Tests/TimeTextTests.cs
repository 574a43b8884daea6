using NodaTime;
using Panel.Shared;

namespace Ksef.Offline.Panel.Tests;

/// <summary>Spans of time in words.</summary>
public sealed class TimeTextTests
{
    [Theory]
    [InlineData(0, "po terminie o 0 s", "overdue by 0 s")]
    [InlineData(40, "zostało 40 s", "40 s left")]
    [InlineData(60, "zostało 1 min", "1 min left")]
    [InlineData(3_600, "zostało 1 godz.", "1 h left")]
    [InlineData(47_520, "zostało 13 godz. 12 min", "13 h 12 min left")]
    [InlineData(86_400, "zostało 1 dzień", "1 day left")]
    [InlineData(190_800, "zostało 2 dni 5 godz.", "2 days 5 h left")]
    [InlineData(-86_399, "po terminie o 23 godz. 59 min", "overdue by 23 h 59 min")]
    [InlineData(-432_000, "po terminie o 5 dni", "overdue by 5 days")]
    public void A_span_is_said_in_its_two_greatest_units(int seconds, string polish, string english)
    {
        Assert.Equal(polish, TimeText.Left(Duration.FromSeconds(seconds), Language.Polish));
        Assert.Equal(english, TimeText.Left(Duration.FromSeconds(seconds), Language.English));
    }

    [Fact]
    public void A_day_bears_its_name()
    {
        Assert.Equal("2026-11-20 (pt.)", TimeText.Day(new LocalDate(2026, 11, 20), Language.Polish));
        Assert.Equal("2026-11-22 (Sun)", TimeText.Day(new LocalDate(2026, 11, 22), Language.English));
    }

    [Fact]
    public void A_moment_is_that_of_the_clock_in_warsaw()
    {
        Assert.Equal("2026-07-01 02:00", TimeText.Moment(Instant.FromUtc(2026, 7, 1, 0, 0)));
        Assert.Equal("1 234 567", TimeText.Number(1_234_567).Replace('\u00A0', ' '));
    }
}
