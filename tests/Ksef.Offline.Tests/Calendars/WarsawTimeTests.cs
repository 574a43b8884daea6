using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Tests.Calendars;

public sealed class WarsawTimeTests
{
    [Theory]
    [InlineData("2026-03-29", 23)]
    [InlineData("2026-10-25", 25)]
    [InlineData("2026-07-01", 24)]
    public void A_day_lasts_as_long_as_its_clock_says(string day, int hours)
    {
        var date = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value;
        Assert.Equal(Duration.FromHours(hours), WarsawTime.StartOf(date.PlusDays(1)) - WarsawTime.StartOf(date));
    }

    [Fact]
    public void An_end_at_midnight_belongs_to_the_day_that_ends_then()
    {
        var midnight = WarsawTime.StartOf(new LocalDate(2026, 7, 13));
        Assert.Equal(new LocalDate(2026, 7, 13), WarsawTime.DateOf(midnight));
        Assert.Equal(new LocalDate(2026, 7, 12), WarsawTime.LastDayBefore(midnight));
        Assert.Equal(new LocalDate(2026, 7, 13), WarsawTime.LastDayBefore(midnight + Duration.Epsilon));
        Assert.Equal(new LocalDateTime(2026, 7, 13, 0, 0), WarsawTime.ToLocal(midnight));
    }

    [Fact]
    public void The_edges_of_time_do_not_throw()
    {
        Assert.Equal(WarsawTime.StartOf(new LocalDate(2026, 3, 30)), WarsawTime.EndOf(new LocalDate(2026, 3, 29)));
        Assert.True(WarsawTime.EndOf(LocalDate.MaxIsoValue) > WarsawTime.EndOf(LocalDate.MinIsoValue));
        Assert.Equal(1900, WarsawTime.DateOf(Instant.MinValue).Year);
        Assert.Equal(2299, WarsawTime.DateOf(Instant.MaxValue).Year);
        Assert.Equal(WarsawTime.StartOf(new LocalDate(1900, 1, 1)), WarsawTime.StartOf(LocalDate.MinIsoValue));
        Assert.Equal(WarsawTime.StartOf(new LocalDate(2299, 12, 30)), WarsawTime.StartOf(LocalDate.MaxIsoValue));
    }
}
