using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using Panel.Shared;

namespace Ksef.Offline.Panel.Tests;

/// <summary>Spans of time in words.</summary>
public sealed class TimeTextTests
{
    [Theory]
    [InlineData(0, "po terminie o 0 s", "overdue by 0 s")]
    [InlineData(40, "jeszcze 40 s", "40 s left")]
    [InlineData(60, "jeszcze 1 min", "1 min left")]
    [InlineData(3_600, "jeszcze 1 godz.", "1 h left")]
    [InlineData(47_520, "jeszcze 13 godz. 12 min", "13 h 12 min left")]
    [InlineData(86_400, "jeszcze 1 dzień", "1 day left")]
    [InlineData(190_800, "jeszcze 2 dni 5 godz.", "2 days 5 h left")]
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
        Assert.Equal("20.11.2026 (pt.)", TimeText.Day(new LocalDate(2026, 11, 20), Language.Polish));
        Assert.Equal("2026-11-22 (Sun)", TimeText.Day(new LocalDate(2026, 11, 22), Language.English));
    }

    [Fact]
    public void A_moment_is_that_of_the_clock_in_warsaw()
    {
        Assert.Equal("01.07.2026 02:00", TimeText.Moment(Instant.FromUtc(2026, 7, 1, 0, 0), Language.Polish));
        Assert.Equal("2026-07-01 02:00:00", TimeText.Seconds(Instant.FromUtc(2026, 7, 1, 0, 0), Language.English));
        Assert.Equal("1 234 567", TimeText.Number(1_234_567).Replace('\u00A0', ' '));
    }

    [Theory]
    [InlineData(0, "0 faktur", "0 invoices")]
    [InlineData(1, "1 faktura", "1 invoice")]
    [InlineData(3, "3 faktury", "3 invoices")]
    [InlineData(5, "5 faktur", "5 invoices")]
    [InlineData(12, "12 faktur", "12 invoices")]
    [InlineData(14, "14 faktur", "14 invoices")]
    [InlineData(21, "21 faktur", "21 invoices")]
    [InlineData(22, "22 faktury", "22 invoices")]
    [InlineData(112, "112 faktur", "112 invoices")]
    public void Invoices_are_counted_with_the_right_form_of_the_noun(int count, string polish, string english)
    {
        Assert.Equal(polish, TimeText.Invoices(count, Language.Polish));
        Assert.Equal(english, TimeText.Invoices(count, Language.English));
    }

    [Fact]
    public void An_amount_has_the_comma_of_poland_or_the_point_of_england()
    {
        Assert.Equal("1 234 567,50 PLN", TimeText.Money(1_234_567.5m, "PLN", Language.Polish).Replace('\u00A0', ' '));
        Assert.Equal("-1,234,567.50 EUR", TimeText.Money(-1_234_567.5m, "EUR", Language.English).Replace('\u00A0', ' '));
    }

    [Theory]
    [InlineData("Następny dzień roboczy: 2026-11-12.", "Następny dzień roboczy: 12.11.2026.")]
    [InlineData("(2026-11-07 08:10 - 2026-11-09 15:30, K/1042)", "(07.11.2026 08:10 - 09.11.2026 15:30, K/1042)")]
    [InlineData("AWR-2026-11-12, FV/2026-11-12/7, 12026-11-12", "AWR-2026-11-12, FV/2026-11-12/7, 12026-11-12")]
    public void Days_in_a_polish_text_are_written_the_polish_way_and_numbers_are_left_alone(string text, string said) => Assert.Equal(said, TimeText.Prose(text));

    [Fact]
    public void What_the_panel_writes_into_a_field_it_reads_again() => Prop.ForAll(Gen.Choose(0, 400_000_000).ToArbitrary(), minute =>
    {
        var moment = Instant.FromUtc(1916, 1, 2, 0, 0) + Duration.FromMinutes(minute / 2);
        var day = moment.InUtc().Date;
        foreach (var language in Enum.GetValues<Language>())
        {
            Assert.Equal(day, Typed.Day(TimeText.Date(day, language)));
            Assert.Equal(day.ToYearMonth(), Typed.Month(TimeText.Month(day.ToYearMonth(), language)));
            // An hour that comes twice is read as the first.
            var written = TimeText.Moment(moment, language);
            Assert.Equal(written, TimeText.Moment(Typed.Moment(" " + written + " ")!.Value, language));
            Assert.Matches("^(" + Typed.MomentPattern + ")$", written);
        }
    }).QuickCheckThrowOnFailure();

    [Theory]
    [InlineData("7.1.2026 9:05")]
    [InlineData("07.01.2026 09:05")]
    [InlineData("2026-01-07 9:05")]
    public void A_moment_may_be_typed_as_one_is_used_to(string text) => Assert.Equal(Instant.FromUtc(2026, 1, 7, 8, 5), Typed.Moment(text));

    [Theory]
    [InlineData("")]
    [InlineData(null)]
    [InlineData("31.02.2026")]
    [InlineData("1.1.1800")]
    [InlineData("2026-1-7")]
    [InlineData("01/07/2026")]
    public void What_is_no_day_is_none(string? text)
    {
        Assert.Null(Typed.Day(text));
        Assert.Null(Typed.Moment(text + " 10:00"));
    }
}
