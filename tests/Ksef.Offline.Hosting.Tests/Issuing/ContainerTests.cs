using Ksef.Offline.Emulator;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Modes;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.States;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ksef.Offline.Hosting.Tests.Issuing;

/// <summary>The whole way through a container, several taxpayers beside each other, and what is said when a part is missing.</summary>
public sealed class ContainerTests
{
    private const string First = "5261040828";
    private const string Second = "1111111111";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Two_taxpayers_issue_and_send_in_one_process_and_see_nothing_of_each_other()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        using var host = Host(services =>
        {
            Taxpayer(services, ksef, "one", First, 0x11);
            Taxpayer(services, ksef, "two", Second, 0x22);
        });
        await host.StartAsync(Cancel);
        var one = host.Services.GetRequiredKeyedService<OfflineInvoicing>("one");
        var two = host.Services.GetRequiredKeyedService<OfflineInvoicing>("two");
        Assert.Same(one, host.Services.GetRequiredService<OfflineInvoicing>());

        var a = await one.IssueAsync(TestShop.Draft(First, "A/1"), cancellationToken: Cancel);
        var b = await two.IssueAsync(TestShop.Draft(Second, "B/1"), cancellationToken: Cancel);
        Assert.Contains("/Nip/5261040828/5261040828/0102030405060711/", a.CodeII!.ToString(), StringComparison.Ordinal);
        Assert.Contains("/Nip/1111111111/1111111111/0102030405060722/", b.CodeII!.ToString(), StringComparison.Ordinal);
        await one.SendDueAsync(cancellationToken: Cancel);
        await two.SendDueAsync(cancellationToken: Cancel);

        Assert.Equal(OutboxState.Accepted, (await one.FindAsync(a.Entry.Key, Cancel))!.State);
        Assert.Null(await one.FindAsync(b.Entry.Key, Cancel));
        Assert.Null(await two.FindAsync(a.Entry.Key, Cancel));
        Assert.Equal([(Second, "B/1"), (First, "A/1")], ksef.Invoices.Select(i => (i.Key.SellerNip.ToString(), i.Key.Number)).Order());
        await host.StopAsync(Cancel);
    }

    [Fact]
    public async Task The_outbox_in_sql_is_prepared_at_start_and_the_worker_sends_by_itself()
    {
        var file = Path.Combine(Directory.CreateTempSubdirectory("ksef-host").FullName, "outbox.db");
        SQLitePCL.Batteries_V2.Init();
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        using var host = Host(services => Taxpayer(services, ksef, "shop", First, 0x33).UseSql(_ => SqliteFactory.Instance.CreateDataSource($"Data Source={file}"), SqlDialect.Sqlite));
        await host.StartAsync(Cancel);
        var shop = host.Services.GetRequiredService<OfflineInvoicing>();
        var issued = await shop.IssueAsync(TestShop.Draft(First, "FV/1"), cancellationToken: Cancel);
        await shop.SendDueAsync(cancellationToken: Cancel);
        Assert.Equal(OutboxState.Accepted, (await shop.FindAsync(issued.Entry.Key, Cancel))!.State);
        Assert.Single(ksef.Invoices);
        await host.StopAsync(Cancel);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_program_that_ends_long_after_its_last_connection_disposes_in_peace(bool hosted)
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        var gone = 0;
        // What the factory does once its handlers have expired and the container is being disposed.
        var host = Host(services => Taxpayer(services, ksef, "shop", First, 0x34)
            .ConfigureHttpClient(http => http.ConfigureHttpClient(_ => ObjectDisposedException.ThrowIf(Volatile.Read(ref gone) == 1, typeof(IServiceProvider)))));
        if (hosted) await host.StartAsync(Cancel);
        var shop = host.Services.GetRequiredService<OfflineInvoicing>();
        await shop.IssueAsync(TestShop.Draft(First, "FV/1"), cancellationToken: Cancel);
        await shop.SendDueAsync(cancellationToken: Cancel);
        if (hosted) await host.StopAsync(Cancel);
        Volatile.Write(ref gone, 1);
        await ((IAsyncDisposable)host).DisposeAsync();
        Assert.Single(ksef.Invoices);
    }

    [Fact]
    public async Task The_same_bytes_again_are_the_same_invoice_and_other_bytes_are_refused_with_both_hashes()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        await using var provider = Provider(services => Taxpayer(services, ksef, "shop", First, 0x44));
        var shop = provider.GetRequiredService<OfflineInvoicing>();
        var issued = await shop.IssueAsync(TestShop.Draft(First, "FV/1"), cancellationToken: Cancel);
        Assert.False((await shop.IssueAsync(issued.Invoice.Bytes, cancellationToken: Cancel)).IsNew);
        var refused = await Assert.ThrowsAsync<IssueRefusedException>(() => shop.IssueAsync(TestShop.Draft(First, "FV/1", 200m), cancellationToken: Cancel));
        Assert.Equal("KO7011", Assert.Single(refused.Findings).Code);

        var again = await shop.FindDocumentAsync(issued.Entry.Key, Cancel);
        Assert.Equal((issued.CodeI, issued.CodeII, issued.Deadline.Deadline), (again!.CodeI, again.CodeII, again.Deadline.Deadline));
        Assert.Null(await shop.FindDocumentAsync(issued.Entry.Key with { Number = "FV/2" }, Cancel));
        Assert.Contains(issued.Invoice.Hash.ToBase64(), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bytes_that_are_no_valid_invoice_are_refused_with_the_place_and_nothing_is_stored()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        await using var provider = Provider(services => Taxpayer(services, ksef, "shop", First, 0x44));
        var shop = provider.GetRequiredService<OfflineInvoicing>();
        var good = TestShop.Draft(First, "FV/7").Issue(NodaTime.SystemClock.Instance.GetCurrentInstant());
        var bad = System.Text.Encoding.UTF8.GetString(good.Bytes.Span).Replace("<P_2>FV/7</P_2>", "<P_2>FV/7</P_2><Nieznany>1</Nieznany>", StringComparison.Ordinal);
        var refused = await Assert.ThrowsAsync<IssueRefusedException>(() => shop.IssueAsync(System.Text.Encoding.UTF8.GetBytes(bad), cancellationToken: Cancel));
        Assert.Contains("Nieznany", refused.Message, StringComparison.Ordinal);
        Assert.Null(await shop.FindAsync(good.Key, Cancel));
    }

    [Fact]
    public async Task A_mode_that_is_not_open_is_refused_and_a_policy_of_ones_own_is_asked()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        await using var provider = Provider(services => Taxpayer(services, ksef, "shop", First, 0x55));
        var refused = await Assert.ThrowsAsync<IssueRefusedException>(() => provider.GetRequiredService<OfflineInvoicing>()
            .IssueAsync(TestShop.Draft(First, "FV/1"), new IssueRequest { Mode = InvoicingMode.Emergency, Actor = "kasa 1" }, Cancel));
        Assert.Equal("KO7010", Assert.Single(refused.Findings).Code);

        await using var strict = Provider(services => Taxpayer(services, ksef, "shop", First, 0x55).UseModePolicy(_ => new OnlyTheChief()));
        var why = await Assert.ThrowsAsync<IssueRefusedException>(() => strict.GetRequiredService<OfflineInvoicing>().IssueAsync(TestShop.Draft(First, "FV/1"), cancellationToken: Cancel));
        Assert.Contains("only the chief accountant", why.Message, StringComparison.Ordinal);
        Assert.True((await strict.GetRequiredService<OfflineInvoicing>().IssueAsync(TestShop.Draft(First, "FV/1"), new IssueRequest { Actor = "chief" }, Cancel)).IsNew);
    }

    [Fact]
    public void Registering_twice_registers_once()
    {
        var services = new ServiceCollection();
        services.AddKsefOffline("shop", o => o.Nip = First);
        var before = services.Count(s => s.ServiceType == typeof(IHostedService));
        services.AddKsefOffline("shop", o => o.Workers = 2);
        Assert.Equal(before, services.Count(s => s.ServiceType == typeof(IHostedService)));
        Assert.Throws<ArgumentException>(() => services.AddKsefOffline(" "));
    }

    [Theory]
    [InlineData("outbox", "KO7002 taxpayer 'shop': no outbox.")]
    [InlineData("credential", "KO7003 taxpayer 'shop': no credential.")]
    [InlineData("database", "KO7004 taxpayer 'shop': the outbox cannot be used:")]
    public async Task What_is_missing_is_said_at_start_before_anything_runs(string missing, string message)
    {
        SQLitePCL.Batteries_V2.Init();
        using var host = Host(services =>
        {
            var builder = services.AddKsefOffline("shop", o => o.Nip = First);
            if (missing != "outbox") builder.UseInMemoryOutbox();
            if (missing != "credential") builder.UseCredential(_ => new KsefTokenCredential("token"));
            if (missing == "database") builder.UseSql(SqliteFactory.Instance.CreateDataSource("Data Source=no-such-folder/outbox.db"), SqlDialect.Sqlite);
        });
        Assert.StartsWith(message, (await Assert.ThrowsAsync<InvalidOperationException>(() => host.StartAsync(Cancel))).Message, StringComparison.Ordinal);
    }

    private static KsefOfflineBuilder Taxpayer(IServiceCollection services, KsefEmulator ksef, string name, string nip, byte serial) => services
        .AddKsefOffline(name, o =>
        {
            o.Nip = nip;
            o.Environment = KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost);
        })
        .UseInMemoryOutbox().UseCredential(_ => new KsefTokenCredential(ksef.Token)).UseSigner(_ => TestShop.Signer(serial));

    private static IHost Host(Action<IServiceCollection> configure)
    {
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        configure(builder.Services);
        return builder.Build();
    }

    private static ServiceProvider Provider(Action<IServiceCollection> configure)
    {
        var services = new ServiceCollection().AddLogging();
        configure(services);
        return services.BuildServiceProvider();
    }

    private sealed class OnlyTheChief : IModePolicy
    {
        public string? Refuse(ModeProposal proposal) => proposal.Actor == "chief" ? null : "only the chief accountant may switch to offline";
    }
}
