using Ksef.Offline.Hosting.Beacon;
using Ksef.Offline.Hosting.Health;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;

namespace Ksef.Offline.Hosting.Tests.Health;

/// <summary>A probe is green while nothing can be late, yellow when somebody should look, red when the law or the database says so.</summary>
public sealed class HealthTests
{
    private readonly House _house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_taxpayer_has_five_checks_of_its_own()
    {
        var services = new ServiceCollection().AddLogging();
        services.AddKsefOffline("one", o => o.Nip = House.Nip);
        services.AddKsefOffline("two", o => o.Nip = House.Nip);
        services.AddKsefOffline("one", o => o.Workers = 2);
        await using var provider = services.BuildServiceProvider();
        var names = provider.GetRequiredService<Microsoft.Extensions.Options.IOptions<HealthCheckServiceOptions>>().Value.Registrations.Select(r => r.Name).Order(StringComparer.Ordinal);
        string[] what = ["beacon", "certificate", "deadline", "queue", "store"];
        Assert.Equal([.. what.Select(w => "ksef-offline/one/" + w), .. what.Select(w => "ksef-offline/two/" + w)], names);
    }

    [Fact]
    public async Task The_deadline_goes_from_green_over_yellow_to_red()
    {
        var check = new DeadlineCheck(_house.Shop);
        Assert.Equal(HealthStatus.Healthy, await AskAsync(check));
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel); // due on Tuesday
        Assert.Equal(HealthStatus.Healthy, await AskAsync(check));
        _house.Time.Advance(TimeSpan.FromHours(20));
        Assert.Equal(HealthStatus.Degraded, await AskAsync(check));
        _house.Time.Advance(TimeSpan.FromHours(24));
        Assert.Equal(HealthStatus.Unhealthy, await AskAsync(check));
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        Assert.Equal(HealthStatus.Healthy, await AskAsync(check));
    }

    [Fact]
    public async Task The_queue_is_yellow_while_something_waits_for_a_person()
    {
        var check = new QueueCheck(_house.Shop);
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        Assert.Equal(HealthStatus.Healthy, await AskAsync(check));
        _house.Ksef.Answer = i => new GatewayOutcome.Rejected(i.Key, RejectionKind.Technical, 430, "zły plik", SubmissionReference.None);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        Assert.Equal(HealthStatus.Degraded, await AskAsync(check));
    }

    [Theory]
    [InlineData(400, HealthStatus.Healthy)]
    [InlineData(29, HealthStatus.Degraded)]
    [InlineData(-1, HealthStatus.Unhealthy)]
    [InlineData(null, HealthStatus.Degraded)]
    public async Task The_certificate_is_judged_by_the_days_that_are_left(int? days, HealthStatus status)
    {
        using var certificate = TestShop.Certificate(0x71, House.Monday.AddDays(-10), House.Monday.AddDays(days ?? 0));
        using var signer = Qr.CertificateLinkSigner.FromCertificate(certificate);
        Assert.Equal(status, await AskAsync(new CertificateCheck(days is null ? null : signer, Duration.FromDays(30), _house.Time)));
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_is_red()
    {
        SQLitePCL.Batteries_V2.Init();
        await using var source = SqliteFactory.Instance.CreateDataSource("Data Source=no-such-folder/outbox.db");
        await using var outbox = new SqlOutbox(source, SqlDialect.Sqlite);
        Assert.Equal(HealthStatus.Unhealthy, await AskAsync(new StoreCheck(outbox.Store, "shop")));
        Assert.Equal(HealthStatus.Healthy, await AskAsync(new StoreCheck(_house.Outbox.Store, "shop")));
    }

    [Fact]
    public async Task The_beacon_is_yellow_until_read_and_when_it_falls_silent()
    {
        await using var ksef = await Emulator.KsefEmulator.StartAsync(cancellationToken: Cancel);
        using var http = new HttpClient();
        var watch = new BeaconWatch("shop", KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost), http, OutboxPorts.Of(_house.Outbox), time: _house.Time);
        var check = new BeaconCheck(watch, Duration.FromMinutes(3), _house.Time);
        Assert.Equal(HealthStatus.Degraded, await AskAsync(check));
        await watch.LookAsync(Cancel);
        Assert.Equal(HealthStatus.Healthy, await AskAsync(check));
        ksef.Script.BeaconOutage = true;
        _house.Time.Advance(TimeSpan.FromMinutes(5));
        await watch.LookAsync(Cancel);
        Assert.Equal(HealthStatus.Healthy, await AskAsync(check));
        _house.Time.Advance(TimeSpan.FromMinutes(5));
        Assert.Equal(HealthStatus.Degraded, await AskAsync(check));
    }

    private static async Task<HealthStatus> AskAsync(IHealthCheck check) => (await check.CheckHealthAsync(new HealthCheckContext(), Cancel)).Status;
}
