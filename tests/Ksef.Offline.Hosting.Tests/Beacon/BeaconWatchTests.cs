using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Emulator;
using Ksef.Offline.Emulator.Latarnia;
using Ksef.Offline.Hosting.Beacon;
using Ksef.Offline.Hosting.Tests.Issuing;
using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Hosting.Tests.Beacon;

/// <summary>What the beacon shows becomes announcements with their bytes, and deadlines follow; its silence changes nothing.</summary>
public sealed class BeaconWatchTests
{
    private readonly House _house = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task News_are_recorded_once_with_the_answer_of_the_beacon_and_open_deadlines_follow()
    {
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions { Time = _house.Time }, Cancel);
        using var http = new HttpClient();
        var watch = Watch(ksef, http);
        Assert.Empty((await watch.LookAsync(Cancel)).News);
        var issued = await _house.Shop.IssueAsync(_house.Draft("FV/1"), cancellationToken: Cancel);
        Assert.Equal(new NodaTime.LocalDate(2026, 11, 24), issued.Deadline.Due);

        ksef.Beacon.Announce(Message("K/1", "FAILURE_START", end: null));
        var look = await watch.LookAsync(Cancel);
        Assert.Equal((1, 1), (look.News.Count, look.Recomputed));
        Assert.Equal(DeadlineKind.AwaitingEnd, (await _house.Shop.FindAsync(issued.Entry.Key, Cancel))!.Deadline.Kind);
        var again = await watch.LookAsync(Cancel);
        Assert.Equal((0, 0), (again.News.Count, again.Recomputed));
        Assert.Empty((await Watch(ksef, http).LookAsync(Cancel)).News); // another process

        ksef.Beacon.Announce(Message("K/2", "FAILURE_END", House.Monday.AddHours(3)));
        Assert.Equal(1, (await watch.LookAsync(Cancel)).Recomputed);
        Assert.Equal(DeadlineKind.Due, (await _house.Shop.FindAsync(issued.Entry.Key, Cancel))!.Deadline.Kind);

        var chain = new List<EvidenceRecord>();
        await foreach (var record in _house.Outbox.Evidence.ReadAsync(EvidenceChains.Announcements, Cancel)) chain.Add(record);
        Assert.Equal(2, chain.Count);
        Assert.All(chain.Zip(["K/1", "K/2"]), p => Assert.Contains(p.Second, Encoding.UTF8.GetString(p.First.Payload!.Value.Span), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_beacon_that_is_silent_changes_nothing_and_is_remembered_as_unknown()
    {
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions { Time = _house.Time }, Cancel);
        ksef.Script.BeaconOutage = true;
        using var http = new HttpClient();
        var watch = Watch(ksef, http);
        var look = await watch.LookAsync(Cancel);
        Assert.NotNull(look.Snapshot.Trouble);
        Assert.Empty(look.News);
        Assert.Same(look.Snapshot, watch.Last);
    }

    [Fact]
    public async Task A_message_that_disappears_is_recorded_as_perhaps_withdrawn_and_keeps_the_stricter_deadline()
    {
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions { Time = _house.Time }, Cancel);
        using var http = new HttpClient();
        var watch = Watch(ksef, http);
        ksef.Beacon.Announce(Message("K/1", "FAILURE_START", end: null));
        await watch.LookAsync(Cancel);
        var issued = await _house.Shop.IssueAsync(_house.Draft("FV/1"), new() { Mode = InvoicingMode.Offline24 }, Cancel);
        ksef.Beacon.Withdraw("K/1");
        Assert.True(Assert.Single((await watch.LookAsync(Cancel)).News).Withdrawn);
        Assert.Empty((await watch.LookAsync(Cancel)).News);
        Assert.Equal(new NodaTime.LocalDate(2026, 11, 24), (await _house.Shop.FindAsync(issued.Entry.Key, Cancel))!.Deadline.WorkTo);
    }

    [Fact]
    public async Task An_environment_without_a_beacon_is_never_asked()
    {
        using var http = new HttpClient();
        var watch = new BeaconWatch("shop", KsefEnvironment.Demo, http, OutboxPorts.Of(_house.Outbox));
        Assert.False(watch.HasBeacon);
        await Assert.ThrowsAsync<InvalidOperationException>(() => watch.LookAsync(Cancel));
    }

    private BeaconWatch Watch(KsefEmulator ksef, HttpClient http) => new(
        "shop", KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost), http, OutboxPorts.Of(_house.Outbox), time: _house.Time);

    private static BeaconMessage Message(string id, string type, DateTimeOffset? end) => new()
    {
        Id = id,
        EventId = 1,
        Category = "FAILURE",
        Type = type,
        Start = House.Monday.AddHours(-1),
        End = end,
        Published = House.Monday.AddMinutes(-30),
    };
}
