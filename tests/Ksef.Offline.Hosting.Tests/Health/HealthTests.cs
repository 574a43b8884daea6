using Ksef.Offline.Hosting.Beacon;
using Ksef.Offline.Hosting.Health;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using NodaTime;
using NodaTime.Extensions;

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

    [Fact]
    public async Task The_queue_is_yellow_for_whatever_waits_for_a_person_and_counts_it()
    {
        var check = new QueueCheck(_house.Shop);
        var held = await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        await new OutboxOperator(_house.Outbox.Store, _house.Outbox.Evidence).HoldAsync(held.Entry.Key, "disputed", "clerk", _house.Time.GetUtcNow().ToInstant(), Cancel);
        await _house.Shop.IssueAsync(_house.Draft("FV/2"), cancellationToken: Cancel);
        var asked = await check.CheckHealthAsync(new HealthCheckContext(), Cancel);
        Assert.Equal((HealthStatus.Degraded, 2, 1), (asked.Status, asked.Data["unsent"], asked.Data["waitingForAPerson"]));
        _house.Ksef.Answer = i => new GatewayOutcome.Rejected(i.Key, RejectionKind.NumberCollision, 440, "duplikat", SubmissionReference.None);
        await _house.Shop.SendDueAsync(cancellationToken: Cancel);
        asked = await check.CheckHealthAsync(new HealthCheckContext(), Cancel);
        Assert.Equal(2, asked.Data["waitingForAPerson"]);
    }

    [Fact]
    public async Task Others_in_the_same_outbox_are_none_of_its_business()
    {
        var other = _house.Taxpayer("other", "1111111111");
        await other.IssueAsync(_house.Draft("B/1", "1111111111"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromDays(5));
        Assert.Equal((HealthStatus.Healthy, HealthStatus.Unhealthy), (await AskAsync(new DeadlineCheck(_house.Shop)), await AskAsync(new DeadlineCheck(other))));
        Assert.Equal(0, (await new QueueCheck(_house.Shop).CheckHealthAsync(new HealthCheckContext(), Cancel)).Data["unsent"]);
    }

    [Fact]
    public async Task The_stricter_date_is_yellow_and_never_red_and_the_nearest_is_named()
    {
        _house.Time.Jump(House.Monday.AddDays(4)); // a Friday: due on Monday, by the stricter reading on Saturday
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        _house.Time.Advance(TimeSpan.FromDays(2)); // Sunday
        await _house.Shop.IssueAsync(_house.Draft("FV/2"), cancellationToken: Cancel);
        var asked = await new DeadlineCheck(_house.Shop).CheckHealthAsync(new HealthCheckContext(), Cancel);
        Assert.Equal((HealthStatus.Degraded, "2026-11-28", "LastDay"), (asked.Status, asked.Data["nearest"], asked.Data["status"]));
        Assert.Contains("FV/1", asked.Description, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_risk_lead_of_the_policies_decides_when_yellow_begins()
    {
        await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel); // Monday 11:00; over on Tuesday at midnight: 37 hours
        var check = new DeadlineCheck(_house.Shop);
        _house.Time.Advance(TimeSpan.FromHours(1) - TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Healthy, await AskAsync(check));
        _house.Time.Advance(TimeSpan.FromSeconds(1)); // 36 hours are left
        Assert.Equal(HealthStatus.Degraded, await AskAsync(check));
    }

    [Fact]
    public async Task An_environment_without_a_beacon_is_green_and_three_intervals_are_still_green()
    {
        using var http = new HttpClient();
        Assert.Equal(HealthStatus.Healthy, await AskAsync(new BeaconCheck(new BeaconWatch("shop", KsefEnvironment.Demo, http, OutboxPorts.Of(_house.Outbox)), Duration.FromMinutes(3), _house.Time)));
        await using var ksef = await Emulator.KsefEmulator.StartAsync(cancellationToken: Cancel);
        var watch = new BeaconWatch("shop", KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost), http, OutboxPorts.Of(_house.Outbox), time: _house.Time);
        await watch.LookAsync(Cancel);
        _house.Time.Advance(TimeSpan.FromMinutes(9));
        var check = new BeaconCheck(watch, Duration.FromMinutes(3), _house.Time);
        Assert.Equal(HealthStatus.Healthy, await AskAsync(check));
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(HealthStatus.Degraded, await AskAsync(check));
    }

    [Fact]
    public async Task The_certificate_is_yellow_from_the_moment_that_its_warning_begins_and_says_serial_and_end()
    {
        using var certificate = TestShop.Certificate(0x72, House.Monday.AddDays(-10), House.Monday.AddDays(30).AddSeconds(1));
        using var signer = Qr.CertificateLinkSigner.FromCertificate(certificate);
        var check = new CertificateCheck(signer, Duration.FromDays(30), _house.Time);
        Assert.Equal(HealthStatus.Healthy, await AskAsync(check));
        _house.Time.Advance(TimeSpan.FromSeconds(1));
        var asked = await check.CheckHealthAsync(new HealthCheckContext(), Cancel);
        Assert.Equal((HealthStatus.Degraded, "0102030405060772", "2026-12-23T10:00:01Z"), (asked.Status, asked.Data["serial"], asked.Data["notAfter"]));
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
