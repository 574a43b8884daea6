namespace Ksef.Offline.Tests.Values;

public sealed class KsefEnvironmentTests
{
    [Theory]
    [InlineData("127.0.0.1:5000")]
    [InlineData("qr.example.pl")]
    [InlineData("[::1]:8080")]
    public void A_bare_host_is_taken_as_it_is(string host) =>
        Assert.Equal(host, KsefEnvironment.Custom("mine", new Uri("http://127.0.0.1:5000/v2"), null, host).VerificationHost);

    [Theory]
    [InlineData("https://qr.example.pl")]
    [InlineData("qr.example.pl/")]
    [InlineData("qr.example.pl/client-app")]
    [InlineData("qr example.pl")]
    [InlineData("user@qr.example.pl")]
    [InlineData("qr.example.pl:x")]
    public void A_host_with_anything_around_it_is_refused_with_the_value(string host) =>
        Assert.Contains($"'{host}'", Assert.Throws<ArgumentException>(() => KsefEnvironment.Custom("mine", new Uri("http://127.0.0.1:5000/v2"), null, host)).Message, StringComparison.Ordinal);

    [Fact]
    public void An_address_gets_its_trailing_slash() =>
        Assert.Equal("http://127.0.0.1:5000/v2/", KsefEnvironment.Custom("mine", new Uri("http://127.0.0.1:5000/v2"), null, "127.0.0.1:5000").ApiBaseAddress.AbsoluteUri);

    [Theory]
    [InlineData("ftp://example.pl/v2")]
    [InlineData("http://example.pl/v2?a=b")]
    public void An_address_that_is_no_base_is_refused(string address) =>
        Assert.Throws<ArgumentException>(() => KsefEnvironment.Custom("mine", new Uri(address), null, "h"));

    [Fact]
    public void Only_production_is_production() =>
        Assert.Equal((false, false, true), (KsefEnvironment.Test.IsProduction, KsefEnvironment.Demo.IsProduction, KsefEnvironment.Production.IsProduction));
}
