using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Emulator;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Npgsql;

namespace Ksef.Offline.Hosting.Tests.Starting;

/// <summary>What cannot work is said at start, in one message with its code, before anything runs.</summary>
public sealed class StartTests
{
    private const string Nip = "5261040828";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_missing_certificate_file_is_named_before_anything_starts()
    {
        var message = await RefusalAsync(b => b.UseCertificateFile("no-such-certificate.pfx"));
        Assert.StartsWith("KO7005 taxpayer 'shop': the Offline certificate cannot be used:", message, StringComparison.Ordinal);
        Assert.Contains("no-such-certificate.pfx", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_certificate_file_with_another_password_is_refused_without_naming_it()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ksef-start").FullName, "offline.pfx");
        using (var certificate = TestShop.Certificate(1, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1)))
            await File.WriteAllBytesAsync(file, certificate.Export(X509ContentType.Pfx, "right"), Cancel);
        var message = await RefusalAsync(b => b.UseCertificateFile(file, _ => "wrong-secret"));
        Assert.StartsWith("KO7005 taxpayer 'shop'", message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-secret", message, StringComparison.Ordinal);
        using var host = Build(b => b.UseCertificateFile(file, _ => "right"));
        await host.StartAsync(Cancel);
        await host.StopAsync(Cancel);
    }

    [Fact]
    public async Task A_certificate_for_logging_in_is_refused_as_the_one_that_signs()
    {
        var message = await RefusalAsync(b => b.UseCertificate(_ => TestShop.Certificate(1, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), X509KeyUsageFlags.DigitalSignature)));
        Assert.StartsWith("KO7005", message, StringComparison.Ordinal);
        Assert.Contains("Authentication", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_certificate_lets_the_queue_be_sent_but_signs_nothing()
    {
        using var host = Build(b => b.UseCertificate(_ => TestShop.Certificate(1, DateTimeOffset.UtcNow.AddDays(-9), DateTimeOffset.UtcNow.AddDays(-1))));
        await host.StartAsync(Cancel);
        // The application's own handler serves the taxpayer's client, too: no test leaves this machine.
        var beacon = host.Services.GetRequiredKeyedService<Ksef.Offline.Hosting.Beacon.BeaconWatch>("shop");
        while (beacon.Last is null) await Task.Delay(10, Cancel);
        Assert.Contains("no network in tests", beacon.Last.Trouble, StringComparison.Ordinal);
        await Assert.ThrowsAsync<Verification.SigningRefusedException>(() => host.Services.GetRequiredService<OfflineInvoicing>().IssueAsync(TestShop.Draft(Nip, "FV/1"), cancellationToken: Cancel));
        await host.StopAsync(Cancel);
    }

    [Fact]
    public async Task An_unreachable_database_is_named_before_anything_starts()
    {
        await using var nobody = NpgsqlDataSource.Create($"Host=127.0.0.1;Port={FreePort()};Username=ksef;Database=erp;Timeout=2");
        var message = await RefusalAsync(b => b.UseSql(nobody, SqlDialect.PostgreSql));
        Assert.StartsWith("KO7004 taxpayer 'shop': the outbox cannot be used:", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_port_in_use_is_named_with_its_number()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        var failed = await Assert.ThrowsAsync<IOException>(() => KsefEmulator.StartAsync(new EmulatorOptions { Port = port }, Cancel));
        Assert.Contains(port.ToString(System.Globalization.CultureInfo.InvariantCulture), failed.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task When_one_taxpayer_cannot_start_no_other_sends()
    {
        var house = new House();
        using var host = Host(services =>
        {
            Add(services, "good", _ => { }).UseGateway(_ => house.Ksef).UseOutbox(_ => OutboxPorts.Of(house.Outbox));
            services.AddKsefOffline("bad", o => o.Nip = Nip).UseCredential(_ => new KsefTokenCredential("token"));
        });
        await house.Taxpayer("good").IssueAsync(house.Draft("FV/1"), cancellationToken: Cancel);
        Assert.StartsWith("KO7002 taxpayer 'bad'", (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancel))).Message, StringComparison.Ordinal);
        Assert.Empty(house.Ksef.Received);
    }

    private static async Task<string> RefusalAsync(Action<KsefOfflineBuilder> configure)
    {
        var ran = new Ran();
        using var host = Host(services =>
        {
            Add(services, "shop", configure);
            services.AddSingleton<IHostedService>(ran);
        });
        var failed = await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancel));
        Assert.False(ran.Started);
        return failed.Message;
    }

    private static IHost Build(Action<KsefOfflineBuilder> configure) => Host(services => Add(services, "shop", configure));

    private static KsefOfflineBuilder Add(IServiceCollection services, string name, Action<KsefOfflineBuilder> configure)
    {
        var builder = services.AddKsefOffline(name, o => o.Nip = Nip).UseInMemoryOutbox().UseCredential(_ => new KsefTokenCredential("token")).UseGateway(_ => new House().Ksef);
        configure(builder);
        return builder;
    }

    private static IHost Host(Action<IServiceCollection> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Services.ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(() => new Unplugged()));
        configure(builder.Services);
        return builder.Build();
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    /// <summary>No network: the beacon of the test environment is silent here.</summary>
    private sealed class Unplugged : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => throw new HttpRequestException("no network in tests");
    }

    private sealed class Ran : IHostedService
    {
        public bool Started { get; private set; }

        public Task StartAsync(CancellationToken cancellationToken)
        {
            Started = true;
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
