using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Ksef.Offline.Emulator;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Options;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Verification;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Hosting.Tests.Starting;

/// <summary>Two taxpayers in one process and one database, each with a KSeF of its own to talk to: neither sees the other's keys, queue, tokens or alerts.</summary>
public sealed class IsolationTests : IDisposable
{
    private const string First = "5261040828";
    private const string Second = "1111111111";

    private readonly string _folder = Directory.CreateTempSubdirectory("ksef-two").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Keys_queues_tokens_and_alerts_stay_with_their_taxpayer_in_one_shared_database()
    {
        SQLitePCL.Batteries_V2.Init();
        await using var ksefOne = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        await using var ksefTwo = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        var (wireOne, wireTwo) = (new Wire(), new Wire());
        var (heardByOne, heardByTwo) = (new House.Recorder(), new House.Recorder());
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        Add(builder.Services, "one", First, ksefOne, 0x11, wireOne, heardByOne);
        Add(builder.Services, "two", Second, ksefTwo, 0x22, wireTwo, heardByTwo);
        using var host = builder.Build();
        await host.StartAsync(Cancel);
        var one = host.Services.GetRequiredKeyedService<OfflineInvoicing>("one");
        var two = host.Services.GetRequiredKeyedService<OfflineInvoicing>("two");

        var a = await one.IssueAsync(TestShop.Draft(First, "A/1"), cancellationToken: Cancel);
        var b = await two.IssueAsync(TestShop.Draft(Second, "B/1"), cancellationToken: Cancel);
        await one.SendDueAsync(cancellationToken: Cancel);
        await two.SendDueAsync(cancellationToken: Cancel);
        while (heardByOne.Alerts.Count == 0 || heardByTwo.Alerts.Count == 0) await Task.Delay(20, Cancel);
        await host.StopAsync(Cancel);

        // Keys.
        Assert.NotEqual(host.Services.GetRequiredKeyedService<ILinkSigner>("one").Certificate.Serial, host.Services.GetRequiredKeyedService<ILinkSigner>("two").Certificate.Serial);
        Assert.Contains("/0102030405060711/", a.CodeII!.ToString(), StringComparison.Ordinal);
        Assert.Contains("/0102030405060722/", b.CodeII!.ToString(), StringComparison.Ordinal);

        // Queues: one table, two queues; and each KSeF got its own invoice alone.
        Assert.Equal((OutboxState.Accepted, OutboxState.Accepted), ((await one.FindAsync(a.Entry.Key, Cancel))!.State, (await two.FindAsync(b.Entry.Key, Cancel))!.State));
        Assert.Null(await one.FindAsync(b.Entry.Key, Cancel));
        Assert.Null(await one.FindAsync(new Ksef.Offline.Outbox.Stores.OutboxQuery { Number = "B/1", Taxpayer = "two" }, Cancel));
        Assert.Equal("A/1", Assert.Single(ksefOne.Invoices).Key.Number);
        Assert.Equal("B/1", Assert.Single(ksefTwo.Invoices).Key.Number);

        // Tokens: what was sent to log in and to call.
        Assert.NotEmpty(wireOne.Authorizations);
        Assert.Empty(wireOne.Authorizations.Intersect(wireTwo.Authorizations));
        Assert.Equal([ksefOne.BaseAddress.Authority], wireOne.Hosts.Distinct());
        Assert.Equal([ksefTwo.BaseAddress.Authority], wireTwo.Hosts.Distinct());

        // Alerts.
        Assert.All(heardByOne.Alerts, alert => Assert.Equal(("one", "A/1"), (alert.Taxpayer, alert.Invoice?.Number)));
        Assert.All(heardByTwo.Alerts, alert => Assert.Equal(("two", "B/1"), (alert.Taxpayer, alert.Invoice?.Number)));
    }

    [Fact]
    public async Task Where_one_taxpayers_KSeF_and_notifier_are_dead_the_other_sends_and_hears_and_is_healthy_and_measured_apart()
    {
        SQLitePCL.Batteries_V2.Init();
        await using var ksefOne = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        await using var ksefTwo = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        (ksefTwo.Script.Outage, ksefTwo.Script.BeaconOutage) = (true, true);
        var outcomes = new ConcurrentBag<string>();
        using var meters = new MeterListener
        {
            InstrumentPublished = (instrument, listener) =>
            {
                if (instrument.Name == "ksef.outcomes") listener.EnableMeasurementEvents(instrument);
            },
        };
        meters.SetMeasurementEventCallback<long>((_, _, tags, _) => outcomes.Add(string.Join(' ', tags.ToArray().Select(t => $"{t.Key}={t.Value}"))));
        meters.Start();
        var (wireOne, wireTwo, heardByOne) = (new Wire(), new Wire(), new House.Recorder());
        using var dead = new Dead();
        var logs = new Lines();
        var builder = Microsoft.Extensions.Hosting.Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.AddProvider(logs).AddFilter("System.Net.Http", LogLevel.None);
        Add(builder.Services, "dead", Second, ksefTwo, 0x22, wireTwo, dead);
        Add(builder.Services, "alive", First, ksefOne, 0x11, wireOne, heardByOne);
        builder.Services.Configure<KsefOfflineOptions>("dead", o => o.CertificateWarning = TimeSpan.FromDays(365)); // something to tell at once
        using var host = builder.Build();
        await host.StartAsync(Cancel);
        await dead.Called.Task.WaitAsync(Cancel);
        var (alive, other) = (host.Services.GetRequiredKeyedService<OfflineInvoicing>("alive"), host.Services.GetRequiredKeyedService<OfflineInvoicing>("dead"));
        await other.IssueAsync(TestShop.Draft(Second, "B/1"), cancellationToken: Cancel);
        var issued = await alive.IssueAsync(TestShop.Draft(First, "A/1"), cancellationToken: Cancel);
        while (heardByOne.Alerts.Count == 0) await Task.Delay(20, Cancel);

        Assert.Equal(("A/1", AlertKind.NumberAssigned), (heardByOne.Alerts[0].Invoice!.Value.Number, heardByOne.Alerts[0].Kind));
        Assert.Equal(OutboxState.Accepted, (await alive.FindAsync(issued.Entry.Key, Cancel))!.State);
        Assert.Empty(ksefTwo.Invoices);
        Assert.Single((await other.ReportAsync(Cancel)).Unsent);
        Assert.Empty((await alive.ReportAsync(Cancel)).Unsent);
        var watch = host.Services.GetRequiredKeyedService<Ksef.Offline.Hosting.Beacon.BeaconWatch>("alive");
        while (watch.Last is null) await Task.Delay(20, Cancel);
        var health = (await host.Services.GetRequiredService<HealthCheckService>().CheckHealthAsync(Cancel)).Entries;
        Assert.Equal((HealthStatus.Healthy, HealthStatus.Degraded), (health["ksef-offline/alive/beacon"].Status, health["ksef-offline/dead/beacon"].Status));
        Assert.Equal((HealthStatus.Healthy, HealthStatus.Degraded), (health["ksef-offline/alive/certificate"].Status, health["ksef-offline/dead/certificate"].Status));
        Assert.Equal((0, 1), ((int)health["ksef-offline/alive/queue"].Data["unsent"], (int)health["ksef-offline/dead/queue"].Data["unsent"]));
        Assert.Contains("ksef.taxpayer=alive ksef.outcome=Accepted", outcomes);
        Assert.DoesNotContain("ksef.taxpayer=dead ksef.outcome=Accepted", outcomes);
        dead.Dispose();
        await host.StopAsync(Cancel);
        Assert.DoesNotContain(logs.Texts, t => t.Contains("dead", StringComparison.Ordinal) && t.Contains("A/1", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Texts, t => t.Contains("alive", StringComparison.Ordinal) && t.Contains("B/1", StringComparison.Ordinal));
        Assert.DoesNotContain(logs.Texts, t => t.Contains(ksefOne.Token, StringComparison.Ordinal) || t.Contains(ksefTwo.Token, StringComparison.Ordinal));
    }

    private void Add(IServiceCollection services, string name, string nip, KsefEmulator ksef, byte serial, Wire wire, IAlertNotifier notifier) => services
        .AddKsefOffline(name, o =>
        {
            o.Nip = nip;
            o.Environment = KsefEnvironment.Custom(name, ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost);
            o.PollInterval = TimeSpan.FromMilliseconds(100);
            o.DailyReportHour = null;
        })
        .UseSql(_ => SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(_folder, "outbox.db")};Pooling=False"), SqlDialect.Sqlite)
        .UseCredential(_ => new KsefTokenCredential(ksef.Token))
        .UseSigner(_ => TestShop.Signer(serial))
        .ConfigureGateway(o => o with { AskAfter = TimeSpan.FromMilliseconds(200) })
        .ConfigureHttpClient(http => http.AddHttpMessageHandler(() => new Listener(wire)))
        .AddNotifier(_ => notifier);

    /// <summary>A notifier that never comes back.</summary>
    private sealed class Dead : IAlertNotifier, IDisposable
    {
        private readonly ManualResetEventSlim _open = new();

        public TaskCompletionSource Called { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task NotifyAsync(Alert alert, CancellationToken cancellationToken)
        {
            Called.TrySetResult();
            _open.Wait(CancellationToken.None);
            return Task.CompletedTask;
        }

        public void Dispose() => _open.Set();
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        public ConcurrentQueue<string> Texts { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) => Texts.Enqueue(formatter(state, exception) + exception);

        public void Dispose()
        {
        }
    }

    private sealed class Wire
    {
        public ConcurrentBag<string> Authorizations { get; } = [];

        public ConcurrentBag<string> Hosts { get; } = [];
    }

    /// <summary>The hook of <c>IHttpClientBuilder</c> at work: sees what one taxpayer's client sends.</summary>
    private sealed class Listener(Wire wire) : DelegatingHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            wire.Hosts.Add(request.RequestUri!.Authority);
            if (request.Headers.Authorization?.Parameter is { } token) wire.Authorizations.Add(token);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
