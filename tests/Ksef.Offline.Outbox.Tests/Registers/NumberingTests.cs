using Ksef.Offline.Outbox.Registers;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Registers;

public sealed class NumberingTests
{
    [Theory]
    [InlineData(2026, 11, 30, null, true, "OFF/2026/11")]
    [InlineData(2026, 12, 1, null, true, "OFF/2026/12")]
    [InlineData(2027, 1, 1, "SKLEP1", true, "OFF/2027/01/SKLEP1")]
    [InlineData(2026, 12, 31, "SKLEP1", false, "OFF/2026/SKLEP1")]
    [InlineData(2027, 1, 1, null, false, "OFF/2027")]
    public void A_scope_is_series_year_month_and_mark(int year, int month, int day, string? mark, bool byMonth, string scope) =>
        Assert.Equal(new OffReference(scope, 0), new NumberingScheme { Mark = mark, ByMonth = byMonth }.Next(new LocalDate(year, month, day)));

    [Fact]
    public void A_series_or_a_mark_that_no_register_can_hold_is_refused()
    {
        foreach (var bad in new[] { "", " ", new string('x', 51), "a\nb", "a\0b" })
        {
            Assert.Throws<ArgumentException>(() => new NumberingScheme { Series = bad });
            Assert.Throws<ArgumentException>(() => new NumberingScheme { Mark = bad });
        }
        Assert.Equal(50, new NumberingScheme { Series = new string('x', 50) }.Series.Length);
        Assert.Null(new NumberingScheme { Mark = null }.Mark);
    }

    [Theory]
    [InlineData("OFF/2026/11/SKLEP1/000123", "OFF/2026/11/SKLEP1", 123)]
    [InlineData("OFF/2026/1000000", "OFF/2026", 1_000_000)]
    [InlineData("x/000001", "x", 1)]
    public void A_reference_is_read_back(string text, string scope, long number)
    {
        Assert.True(OffReference.TryParse(text, out var reference));
        Assert.Equal((new OffReference(scope, number), text), (reference, reference.ToString()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("OFF")]
    [InlineData("/000001")]
    [InlineData("OFF/2026/000000")]
    [InlineData("OFF/2026/-00001")]
    [InlineData("OFF/2026/123")]
    [InlineData("OFF/2026/0000123")]
    [InlineData("OFF/2026/00012x")]
    [InlineData("OFF/2026/99999999999999999999")]
    public void Nothing_else_is_a_reference(string? text)
    {
        Assert.False(OffReference.TryParse(text, out var reference));
        Assert.Equal((default, ""), (reference, reference.ToString()));
    }
}
