using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace Ksef.Offline.Tests.Values;

public sealed class KsefNumberTests
{
    [Fact]
    public void A_created_number_reads_back_with_its_parts_and_a_right_checksum() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).Two().ToArbitrary(), p =>
        {
            var nip = Nip.Parse("5261040828");
            var day = new LocalDate(2026, 2, 1).PlusDays(p.Item1 % 3650);
            var number = KsefNumber.Create(nip, day, (((long)p.Item1 << 17) ^ p.Item2) & 0xFFFF_FFFF_FFFF);
            return number.ToString().Length == 35 && KsefNumber.Parse(number.ToString()) == number && number.HasValidChecksum
                && number.SellerNip == nip && number.AcceptedOn == day && !number.IsFromKsef1;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void Any_single_changed_digit_breaks_the_checksum() =>
        Prop.ForAll(Gen.Choose(0, 31).Zip(Gen.Choose(1, 9)).ToArbitrary(), p =>
        {
            var text = KsefNumber.Create(Nip.Parse("5261040828"), new LocalDate(2026, 11, 21), 0x0100001AF629).ToString().ToCharArray();
            if (!char.IsAsciiDigit(text[p.Item1])) return true;
            text[p.Item1] = (char)('0' + (text[p.Item1] - '0' + p.Item2) % 10);
            return !KsefNumber.Parse(new string(text)).HasValidChecksum;
        }).QuickCheckThrowOnFailure();

    [Fact]
    public void The_form_of_ksef_1_has_one_more_hyphen_and_the_same_checksum()
    {
        var modern = KsefNumber.Create(Nip.Parse("5261040828"), new LocalDate(2023, 1, 2), 0x0123456789AB);
        var old = modern.ToString().Insert(26, "-");
        var number = KsefNumber.Parse(old);
        Assert.True(number.IsFromKsef1);
        Assert.Equal(36, number.ToString().Length);
        Assert.True(number.HasValidChecksum);
        Assert.Equal(new LocalDate(2023, 1, 2), number.AcceptedOn);
    }

    [Fact]
    public void A_date_that_is_none_is_null_not_an_error() => Assert.Null(KsefNumber.Parse("5261040828-20260231-0100001AF629-AF").AcceptedOn);

    [Theory]
    [InlineData("")]
    [InlineData("5261040828-20260201-0100001AF629-A")]
    [InlineData("5261040828-20260201-0100001af629-AF")]
    [InlineData("5261040828 20260201-0100001AF629-AF")]
    [InlineData("5261040828-2026O201-0100001AF629-AF")]
    [InlineData("5261040828-20260201-010000-1AF629-AFF")]
    public void Anything_else_is_refused_with_the_value(string text)
    {
        Assert.False(KsefNumber.TryParse(text, out _));
        Assert.Contains($"'{text}'", Assert.Throws<FormatException>(() => KsefNumber.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Creation_refuses_an_empty_nip_and_a_part_that_is_too_wide()
    {
        Assert.Throws<ArgumentException>(() => KsefNumber.Create(default, new LocalDate(2026, 1, 1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => KsefNumber.Create(Nip.Parse("5261040828"), new LocalDate(2026, 1, 1), 1L << 48));
    }
}
