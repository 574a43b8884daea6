using System.Globalization;
using Ksef.Offline.Hosting.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Ksef.Offline.Hosting.Tests.Options;

public sealed class OptionsTests
{
    [Fact]
    public void The_defaults_with_a_nip_are_good_and_send_nowhere_real()
    {
        var options = Validated(o => o.Nip = "5261040828");
        Assert.Same(KsefEnvironment.Test, options.Environment);
        Assert.True(options.LeaseDuration > options.AttemptTimeout + options.MaxClockSkew);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_named_with_both_values()
    {
        var message = Refused(o =>
        {
            o.Nip = "5261040828";
            o.LeaseDuration = TimeSpan.FromMinutes(1);
            o.MaxClockSkew = TimeSpan.FromSeconds(10);
        });
        Assert.Equal(
            "KO7001 taxpayer 'shop': LeaseDuration (00:01:00) must exceed AttemptTimeout (00:02:00) and MaxClockSkew (00:00:10) together, or two workers may send one invoice.", message);
    }

    [Theory]
    [InlineData("", "KO7001 taxpayer 'shop': Nip '' is not a NIP; it takes ten ASCII digits.")]
    [InlineData("526-104-08-28", "KO7001 taxpayer 'shop': Nip '526-104-08-28' is not a NIP; it takes ten ASCII digits.")]
    public void A_nip_that_is_none_is_named(string nip, string message) => Assert.Equal(message, Refused(o => o.Nip = nip));

    [Fact]
    public void Production_refuses_a_wrong_check_digit() =>
        Assert.Contains("'5261040827' has a wrong check digit", Refused(o => (o.Nip, o.Environment) = ("5261040827", KsefEnvironment.Production)), StringComparison.Ordinal);

    [Theory]
    [InlineData("Series", "A/B", "'A/B' must be a word without '/'")]
    [InlineData("Mark", "M/1", "'M/1' must not hold '/'")]
    [InlineData("Workers", 33, "(33) must lie between 1 and 32")]
    [InlineData("PollInterval", "00:10:00", "(00:10:00) must lie between 00:00:00.0500000 and 00:05:00")]
    [InlineData("LeaseDuration", "13:00:00", "(13:00:00) must lie between 00:00:01 and 12:00:00")]
    [InlineData("AttemptTimeout", "00:00:00", "(00:00:00) must lie between 00:00:01 and 06:00:00")]
    [InlineData("MaxClockSkew", "02:00:00", "(02:00:00) must lie between 00:00:00 and 01:00:00")]
    [InlineData("LatarniaInterval", "00:00:30", "(00:00:30) must lie between 00:01:00 and 01:00:00")]
    [InlineData("RiskLead", "8.00:00:00", "(8.00:00:00) must lie between 00:00:00 and 7.00:00:00")]
    [InlineData("CertificateWarning", "-1.00:00:00", "(-1.00:00:00) must lie between 00:00:00 and 365.00:00:00")]
    [InlineData("DailyReportHour", 24, "(24) must lie between 0 and 23")]
    [InlineData("JpkFilingDay", 31, "(31) must lie between 1 and 28")]
    [InlineData("ReportFrom", "", "'' must name a sender")]
    [InlineData("ReportTo", " ", "' ' must name a receiver")]
    public void Each_field_is_named_with_its_value_and_its_rule(string option, object value, string rule) => Assert.Contains($"KO7001 taxpayer 'shop': {option} {rule}.", Refused(o =>
    {
        o.Nip = "5261040828";
        var property = typeof(KsefOfflineOptions).GetProperty(option)!;
        property.SetValue(o, value is string text && property.PropertyType != typeof(string) ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : value);
    }), StringComparison.Ordinal);

    [Fact]
    public void A_lease_too_short_for_the_clocks_is_named_with_both_values() => Assert.Equal(
        "KO7001 taxpayer 'shop': LeaseDuration (00:04:00) must exceed three times MaxClockSkew (00:02:00), because a lease is renewed at each third of it.", Refused(o =>
        {
            o.Nip = "5261040828";
            o.LeaseDuration = TimeSpan.FromMinutes(4);
            o.AttemptTimeout = TimeSpan.FromMinutes(1);
            o.MaxClockSkew = TimeSpan.FromMinutes(2);
        }));

    [Fact]
    public void A_pause_longer_than_a_lease_is_named_with_both_values() => Assert.Contains("PollInterval (00:04:30) must not exceed LeaseDuration (00:04:00)", Refused(o =>
    {
        o.Nip = "5261040828";
        o.PollInterval = TimeSpan.FromMinutes(4.5);
        o.LeaseDuration = TimeSpan.FromMinutes(4);
    }), StringComparison.Ordinal);

    [Fact]
    public void An_empty_context_contradicts_the_NIP_and_is_named() => Assert.Contains("Context '", Refused(o =>
    {
        o.Nip = "5261040828";
        o.Context = default(Ksef.Offline.Verification.VerificationContext);
    }), StringComparison.Ordinal);

    [Fact]
    public void Everything_wrong_is_said_at_once()
    {
        var message = Refused(o => (o.Nip, o.Workers, o.Series, o.DailyReportHour) = ("x", 0, "A/B", 24));
        foreach (var option in new[] { "Nip", "Workers", "Series", "DailyReportHour" }) Assert.Contains(option, message, StringComparison.Ordinal);
    }

    private static string Refused(Action<KsefOfflineOptions> configure) => Assert.Throws<OptionsValidationException>(() => Validated(configure)).Message;

    private static KsefOfflineOptions Validated(Action<KsefOfflineOptions> configure)
    {
        var services = new ServiceCollection().AddLogging();
        services.AddKsefOffline("shop", configure);
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptionsMonitor<KsefOfflineOptions>>().Get("shop");
    }
}
