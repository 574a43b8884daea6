using System.Globalization;
using FsCheck;
using FsCheck.Fluent;

namespace Ksef.Offline.Tests.Values;

public sealed class NipTests
{
    [Theory]
    [InlineData("5261040828", true)]
    [InlineData("1111111111", true)]
    [InlineData("5261040827", false)]
    [InlineData("1234567890", false)]
    public void The_check_digit_is_a_property_not_a_condition(string text, bool valid) => Assert.Equal(valid, Nip.Parse(text).HasValidChecksum);

    [Theory]
    [InlineData("")]
    [InlineData("526104082")]
    [InlineData("52610408280")]
    [InlineData("526-104-08")]
    [InlineData("526104082\n")]
    [InlineData("526104082٣")]
    [InlineData("PL52610408")]
    [InlineData(" 526104082")]
    public void Anything_but_ten_ascii_digits_is_refused_with_the_value(string text)
    {
        Assert.False(Nip.TryParse(text, out var nip));
        Assert.True(nip.IsEmpty);
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => Nip.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_empty_number_is_useful()
    {
        Nip empty = default;
        Assert.True(empty.IsEmpty);
        Assert.Equal("", empty.ToString());
        Assert.False(empty.HasValidChecksum);
        Assert.True(empty < Nip.Parse("0000000000"));
    }

    [Fact]
    public void Ten_digits_come_back_as_they_went_in() =>
        Prop.ForAll(Gen.Choose(0, 999_999_999).Two().Select(p => ((p.Item1 * 10L + p.Item2 % 10) % 10_000_000_000).ToString("0000000000", CultureInfo.InvariantCulture)).ToArbitrary(),
            text => Nip.Parse(text).ToString() == text && Nip.Parse(text) == Nip.Parse(text)).QuickCheckThrowOnFailure();

    [Fact]
    public void Of_ten_numbers_that_differ_in_the_last_digit_at_most_one_is_valid() =>
        Prop.ForAll(Gen.Choose(0, 999_999_999).ToArbitrary(), head =>
        {
            var valid = Enumerable.Range(0, 10).Count(d => Nip.Parse(string.Create(CultureInfo.InvariantCulture, $"{head:000000000}{d}")).HasValidChecksum);
            return valid <= 1;
        }).QuickCheckThrowOnFailure();
}
