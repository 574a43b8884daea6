using System.Globalization;
using Ksef.Offline.Hosting.Options;
using Ksef.Offline.Verification;
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

    [Theory]
    [InlineData("Series", "", "must be a word without '/'")]
    [InlineData("Series", null, "must be a word without '/'")]
    [InlineData("Series", "123456789012345678901234567890123456789012345678901", "must have 1 to 50 characters, no control characters")]
    [InlineData("Series", "A\tB", "must have 1 to 50 characters, no control characters")]
    [InlineData("Mark", "  ", "must have 1 to 50 characters, not all of them blank, no control characters")]
    [InlineData("Mark", "123456789012345678901234567890123456789012345678901", "must have 1 to 50 characters, not all of them blank, no control characters")]
    [InlineData("SystemName", " ", "must have 1 to 256 characters")]
    [InlineData("ReportFrom", "ksef", "'ksef' must hold one address")]
    [InlineData("ReportFrom", "a@example.pl, b@example.pl", "must hold one address")]
    [InlineData("ReportFrom", null, "'' must name a sender")]
    [InlineData("ReportTo", null, "'' must name a receiver")]
    [InlineData("ReportTo", "biuro", "'biuro' must hold addresses with commas between them, or 'undisclosed-recipients:;'")]
    [InlineData("ReportTo", "a@example.pl\r\nBcc: b@example.pl", "'a@example.pl  Bcc: b@example.pl' must hold addresses")]
    [InlineData("ReportTo", "księgowość@example.pl", "must hold addresses")]
    public void What_a_text_may_hold_is_judged_also_where_configuration_gave_null(string option, string? value, string rule)
    {
        var message = Refused(o =>
        {
            o.Nip = "5261040828";
            typeof(KsefOfflineOptions).GetProperty(option)!.SetValue(o, value);
        });
        Assert.StartsWith($"KO7001 taxpayer 'shop': {option} ", message, StringComparison.Ordinal);
        Assert.Contains(rule, message, StringComparison.Ordinal);
        Assert.DoesNotContain(';', message.Replace(":;", "", StringComparison.Ordinal)); // one message, not two of one thing
    }

    [Theory]
    [InlineData("Mark", null)]
    [InlineData("Mark", "SKLEP 1")]
    [InlineData("Series", "12345678901234567890123456789012345678901234567890")]
    [InlineData("SystemName", null)]
    [InlineData("ReportFrom", "Księgowość <ksef@example.pl>")]
    [InlineData("ReportTo", "Księgowość <biuro@łódź.pl>, szef@example.pl")]
    [InlineData("ReportTo", "undisclosed-recipients:;")]
    public void What_is_good_is_taken(string option, string? value) => Validated(o =>
    {
        o.Nip = "5261040828";
        typeof(KsefOfflineOptions).GetProperty(option)!.SetValue(o, value);
    });

    [Theory]
    [InlineData("Workers", 0, 1)]
    [InlineData("Workers", 33, 32)]
    [InlineData("DailyReportHour", -1, 0)]
    [InlineData("DailyReportHour", 24, 23)]
    [InlineData("JpkFilingDay", 0, 1)]
    [InlineData("JpkFilingDay", 29, 28)]
    [InlineData("PollInterval", "00:00:00.0490000", "00:00:00.0500000")]
    [InlineData("PollInterval", "00:05:00.0010000", "00:05:00")]
    [InlineData("LeaseDuration", "12:00:00.0010000", "12:00:00")]
    [InlineData("AttemptTimeout", "00:00:00.9990000", "00:00:01")]
    [InlineData("MaxClockSkew", "-00:00:00.0010000", "00:00:00")]
    [InlineData("LatarniaInterval", "00:00:59.9990000", "00:01:00")]
    [InlineData("LatarniaInterval", "01:00:00.0010000", "01:00:00")]
    [InlineData("RiskLead", "-00:00:00.0010000", "00:00:00")]
    [InlineData("RiskLead", "7.00:00:00.0010000", "7.00:00:00")]
    [InlineData("CertificateWarning", "-00:00:00.0010000", "00:00:00")]
    [InlineData("CertificateWarning", "365.00:00:00.0010000", "365.00:00:00")]
    public void The_bounds_of_each_range_are_good_and_a_step_beyond_is_named_with_its_value(string option, object beyond, object bound)
    {
        Validated(o => Set(o, option, bound));
        Assert.Contains($"{option} ({beyond})", Refused(o => Set(o, option, beyond)), StringComparison.Ordinal);

        static void Set(KsefOfflineOptions o, string option, object value)
        {
            o.Nip = "5261040828";
            var property = typeof(KsefOfflineOptions).GetProperty(option)!;
            property.SetValue(o, value is string text ? TimeSpan.Parse(text, CultureInfo.InvariantCulture) : value);
        }
    }

    [Fact]
    public void An_emulators_beacon_may_be_asked_more_often_than_the_Ministrys()
    {
        var emulator = KsefEnvironment.Custom("emulator", new Uri("http://127.0.0.1:1/v2/"), new Uri("http://127.0.0.1:1/"), "127.0.0.1:1");
        Validated(o => (o.Nip, o.Environment, o.LatarniaInterval) = ("5261040828", emulator, TimeSpan.FromMilliseconds(100)));
        Assert.Contains("LatarniaInterval (00:00:00.0990000) must lie between 00:00:00.1000000 and 01:00:00", Refused(o => (o.Nip, o.Environment, o.LatarniaInterval) = ("5261040828", emulator, TimeSpan.FromMilliseconds(99))), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_objects_are_named() => Assert.Equal(
        "KO7001 taxpayer 'shop': Environment is missing.; KO7001 taxpayer 'shop': Deadlines is missing.; KO7001 taxpayer 'shop': Validation is missing.",
        Refused(o => (o.Nip, o.Environment, o.Deadlines, o.Validation) = ("5261040828", null!, null!, null!)));

    [Theory]
    [InlineData(VerificationContextType.Nip, "1111111111", "Nip:1111111111")]
    [InlineData(VerificationContextType.InternalId, "1111111111-00001", "InternalId:1111111111-00001")]
    [InlineData(VerificationContextType.NipVatUe, "1111111111-DE123456789", "NipVatUe:1111111111-DE123456789")]
    public void A_context_of_another_taxpayer_is_named_with_both_values(VerificationContextType type, string value, string shown)
    {
        Assert.Equal(
            $"KO7001 taxpayer 'shop': Context ({shown}) must be one of Nip (5261040828), or invoices of one taxpayer are sent in the name of another.",
            Refused(o => (o.Nip, o.Context) = ("5261040828", new VerificationContext(type, value))));
        Validated(o => (o.Nip, o.Context) = ("1111111111", new VerificationContext(type, value)));
    }

    [Fact]
    public void A_name_of_the_system_may_have_256_characters_and_no_more()
    {
        Validated(o => (o.Nip, o.SystemName) = ("5261040828", new string('x', 256)));
        Assert.Contains("must have 1 to 256 characters", Refused(o => (o.Nip, o.SystemName) = ("5261040828", new string('x', 257))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_Peppol_provider_sends_for_whom_it_serves() => Validated(o => (o.Nip, o.Context) = ("5261040828", VerificationContext.ForPeppolId("PPL123456")));

    [Fact]
    public void A_lease_must_exceed_attempt_and_skew_together_not_equal_them()
    {
        Validated(o => (o.Nip, o.LeaseDuration, o.AttemptTimeout, o.MaxClockSkew) = ("5261040828", TimeSpan.FromSeconds(31.001), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1)));
        Assert.Contains("LeaseDuration (00:00:31) must exceed AttemptTimeout (00:00:30) and MaxClockSkew (00:00:01)", Refused(o =>
            (o.Nip, o.LeaseDuration, o.AttemptTimeout, o.MaxClockSkew) = ("5261040828", TimeSpan.FromSeconds(31), TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(1))), StringComparison.Ordinal);
        Assert.Contains("must exceed three times", Refused(o =>
            (o.Nip, o.LeaseDuration, o.AttemptTimeout, o.MaxClockSkew) = ("5261040828", TimeSpan.FromSeconds(30), TimeSpan.FromSeconds(10), TimeSpan.FromSeconds(10))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pause_as_long_as_the_lease_is_good() =>
        Validated(o => (o.Nip, o.PollInterval, o.LeaseDuration) = ("5261040828", TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(4)));

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
