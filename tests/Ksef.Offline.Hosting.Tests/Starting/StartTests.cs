using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Emulator;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Verification;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Data.Sqlite;
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

    [Fact]
    public async Task A_port_in_use_stops_the_application_before_anything_is_sent_asked_or_told()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var (house, heard, asked) = (new House(), new House.Recorder(), new Unplugged());
        await house.Shop.IssueAsync(house.Draft("FV/1"), cancellationToken: Cancel);
        house.Time.Advance(TimeSpan.FromDays(2)); // overdue: there is something to tell, too
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseUrls($"http://{taken.LocalEndpoint}");
        builder.Services.AddSingleton<TimeProvider>(house.Time).AddSingleton(asked).ConfigureHttpClientDefaults(http => http.ConfigurePrimaryHttpMessageHandler(services => services.GetRequiredService<Unplugged>()));
        Add(builder.Services, "shop", _ => { }).UseGateway(_ => house.Ksef).UseOutbox(_ => OutboxPorts.Of(house.Outbox)).AddNotifier(_ => heard);
        var failed = builder.Build();
        Assert.Contains(taken.LocalEndpoint.ToString()!, (await Assert.ThrowsAsync<IOException>(() => failed.StartAsync(Cancel))).Message, StringComparison.Ordinal);
        await Task.WhenAll(failed.Services.GetServices<IHostedService>().OfType<BackgroundService>().Select(EndedAsync).Append(failed.DisposeAsync().AsTask()));
        Assert.Empty(house.Ksef.Received);
        Assert.Empty(heard.Alerts);
        Assert.Equal(0, asked.Calls);
    }

    [Fact]
    public async Task What_the_application_gives_and_cannot_be_made_is_named_with_its_taxpayer_before_anything_starts()
    {
        Assert.Equal("KO7006 taxpayer 'shop': a part that the application gives cannot be made: no mail server is set", await RefusalAsync(b => b.AddNotifier(_ => throw new FormatException("no mail server is set"))));
        Assert.Equal("KO7006 taxpayer 'shop': a part that the application gives cannot be made: no policy", await RefusalAsync(b => b.UseModePolicy(_ => throw new NotSupportedException("no policy"))));
        Assert.Equal("KO7006 taxpayer 'shop': a part that the application gives cannot be made: no proxy", await RefusalAsync(b => b.ConfigureHttpClient(http => http.ConfigureHttpClient(_ => throw new UriFormatException("no proxy")))));
        Assert.Equal("KO7004 taxpayer 'shop': the outbox cannot be used: bad connection string", await RefusalAsync(b => b.UseSql(_ => throw new ArgumentException("bad connection string"), SqlDialect.Sqlite)));
    }

    [Theory]
    [InlineData(2_000_000, 3_000_000, "MaxSizeWithoutAttachment of the gateway (1000000) must not be below Validation.MaxSizeWithoutAttachment (2000000)")]
    [InlineData(1_000_000, 5_000_000, "MaxSizeWithAttachment of the gateway (3000000) must not be below Validation.MaxSizeWithAttachment (5000000)")]
    public async Task A_file_that_may_be_issued_and_not_sent_is_a_contradiction_named_with_both_values(int plain, int attached, string message)
    {
        IHost Host(Func<KsefGatewayOptions, KsefGatewayOptions> change) => StartTests.Host(services => services
            .AddKsefOffline("shop", o => (o.Nip, o.Validation) = (Nip, new InvoiceValidatorOptions { MaxSizeWithoutAttachment = plain, MaxSizeWithAttachment = attached }))
            .UseInMemoryOutbox().UseCredential(_ => new KsefTokenCredential("token")).ConfigureGateway(change));
        using var bad = Host(o => o with { MaxSizeWithoutAttachment = 1_000_000, MaxSizeWithAttachment = 3_000_000 });
        Assert.StartsWith("KO7001 taxpayer 'shop': " + message, (await Assert.ThrowsAsync<InvalidOperationException>(() => bad.StartAsync(Cancel))).Message, StringComparison.Ordinal);
        using var good = Host(o => o); // said once, it holds for both
        await good.StartAsync(Cancel);
        await good.StopAsync(Cancel);
    }

    [Theory]
    [InlineData(null, "A/2026/11/000001")]
    [InlineData("", "A/2026/11/000001")]
    [InlineData("SKLEP1", "A/2026/11/SKLEP1/000001")]
    public async Task What_the_options_say_reaches_the_verbs(string? mark, string reference)
    {
        var house = new House();
        var context = VerificationContext.ForInternalId(Nip + "-00001");
        using var host = Host(services => services.AddSingleton<TimeProvider>(house.Time).AddKsefOffline("shop", o =>
            {
                (o.Nip, o.Context, o.Mark, o.Series, o.SystemName, o.Workers, o.JpkFilingDay, o.RiskLead) = (Nip, context, mark!, "A", "ERP 7", 3, 20, TimeSpan.FromHours(5));
                o.Validation = new InvoiceValidatorOptions { Severities = new Dictionary<string, FindingSeverity?> { ["KO2312"] = FindingSeverity.Error } };
            })
            .UseOutbox(_ => OutboxPorts.Of(house.Outbox)).UseGateway(_ => house.Ksef));
        await host.StartAsync(Cancel);
        await host.StopAsync(Cancel);
        var shop = host.Services.GetRequiredService<OfflineInvoicing>();
        var issued = await shop.IssueAsync(house.Draft("FV/1"), cancellationToken: Cancel);
        Assert.Equal(reference, issued.Entry.Reference.ToString());
        Assert.Equal(context, issued.Entry.Taxpayer.Context);
        Assert.Contains("<SystemInfo>ERP 7</SystemInfo>", System.Text.Encoding.UTF8.GetString(issued.Invoice.Bytes.Span), StringComparison.Ordinal);
        Assert.Equal((3, "KO2312", NodaTime.Duration.FromHours(5)), (shop.Setup.Dispatching.Workers, shop.Setup.Validation.Severities.Single().Key, shop.Setup.Policies.RiskLead));

        // JPK is filed on the 20th here, so a number of the 22nd asks for a correction.
        var heard = new House.Recorder();
        house.Time.Advance(TimeSpan.FromDays(29));
        await shop.SendDueAsync(cancellationToken: Cancel);
        using var own = new Ksef.Offline.Hosting.Alerts.AlertDesk(shop, [heard], host.Services.GetRequiredKeyedService<Ksef.Offline.Hosting.Alerts.AlertDesk>("shop").Rules with { DailyReportHour = null });
        await own.RunRoundAsync(Cancel);
        Assert.Contains(Ksef.Offline.Hosting.Alerts.AlertKind.JpkCorrectionDue, heard.Kinds);
    }

    [Fact]
    public async Task A_gateway_to_another_KSeF_than_the_codes_is_a_contradiction_named_with_both_values()
    {
        using var host = Host(services => services.AddKsefOffline("shop", o => o.Nip = Nip).UseInMemoryOutbox().UseCredential(_ => new KsefTokenCredential("token"))
            .ConfigureGateway(o => o with { Environment = KsefEnvironment.Demo }));
        Assert.StartsWith($"KO7001 taxpayer 'shop': Environment of the gateway ({KsefEnvironment.Demo.Name}) must be Environment ({KsefEnvironment.Test.Name})", (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Everybody_who_is_broken_is_named_at_once_and_no_database_of_the_others_is_touched()
    {
        SQLitePCL.Batteries_V2.Init();
        var folder = Directory.CreateTempSubdirectory("ksef-start").FullName;
        using var host = Host(services =>
        {
            Add(services, "good", b => b.UseSql(_ => SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder, "good.db")}"), SqlDialect.Sqlite));
            Add(services, "first", b => b.UseCertificateFile("no-such.pfx"));
            Add(services, "second", b => b.AddNotifier(_ => throw new FormatException("no mail server is set")));
        });
        var lines = (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancel))).Message.Split(Environment.NewLine);
        Assert.Equal(2, lines.Length);
        Assert.StartsWith("KO7005 taxpayer 'first'", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("KO7006 taxpayer 'second'", lines[1], StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(folder));
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_told_and_the_next_not_asked()
    {
        SQLitePCL.Batteries_V2.Init();
        using var host = Host(services =>
        {
            foreach (var name in new[] { "one", "two" }) Add(services, name, b => b.UseSql(_ => SqliteFactory.Instance.CreateDataSource("Data Source=no-such-folder/outbox.db"), SqlDialect.Sqlite));
        });
        // The first that does not answer is told; no other is asked any more.
        Assert.StartsWith("KO7004 taxpayer 'one'", (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancel))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_clock_that_the_options_allow_the_store_allows_too()
    {
        SQLitePCL.Batteries_V2.Init();
        var folder = Directory.CreateTempSubdirectory("ksef-start").FullName;
        var house = new House();
        using var host = Host(services => services.AddSingleton<TimeProvider>(house.Time)
            .AddKsefOffline("shop", o => (o.Nip, o.MaxClockSkew, o.LeaseDuration) = (Nip, TimeSpan.FromMinutes(10), TimeSpan.FromMinutes(31)))
            .UseSql(_ => SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder, "outbox.db")};Pooling=False"), SqlDialect.Sqlite).UseGateway(_ => house.Ksef));
        await host.StartAsync(Cancel);
        await host.StopAsync(Cancel);
        var shop = host.Services.GetRequiredService<OfflineInvoicing>();
        await shop.IssueAsync(house.Draft("FV/1"), cancellationToken: Cancel);
        await shop.SendDueAsync(cancellationToken: Cancel);
        house.Time.Jump(house.Time.GetUtcNow().AddMinutes(-9));
        await shop.IssueAsync(house.Draft("FV/2"), cancellationToken: Cancel);
        await shop.SendDueAsync(cancellationToken: Cancel);
        Assert.Equal(2, house.Ksef.Received.Count);
    }

    private static async Task EndedAsync(BackgroundService service)
    {
        if (service.ExecuteTask is { } task) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
        public int Calls { get; private set; }

        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Calls++;
            throw new HttpRequestException("no network in tests");
        }
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
