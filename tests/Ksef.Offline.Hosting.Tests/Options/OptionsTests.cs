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
        Assert.True(options.LeaseDuration > options.AttemptTimeout + options.GreatestClockSkew);
    }

    [Fact]
    public void Options_that_contradict_each_other_are_named_with_both_values()
    {
        var message = Refused(o =>
        {
            o.Nip = "5261040828";
            o.LeaseDuration = TimeSpan.FromMinutes(1);
        });
        Assert.Equal(
            "KO7001 taxpayer 'shop': LeaseDuration (00:01:00) must exceed AttemptTimeout (00:02:00) and GreatestClockSkew (00:01:00) together, or two workers may send one invoice.", message);
    }

    [Theory]
    [InlineData("", "KO7001 taxpayer 'shop': Nip '' is not a NIP; it takes ten ASCII digits.")]
    [InlineData("526-104-08-28", "KO7001 taxpayer 'shop': Nip '526-104-08-28' is not a NIP; it takes ten ASCII digits.")]
    public void A_nip_that_is_none_is_named(string nip, string message) => Assert.Equal(message, Refused(o => o.Nip = nip));

    [Fact]
    public void Production_refuses_a_wrong_check_digit() =>
        Assert.Contains("'5261040827' has a wrong check digit", Refused(o => (o.Nip, o.Environment) = ("5261040827", KsefEnvironment.Production)), StringComparison.Ordinal);

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
