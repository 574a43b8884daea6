using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

/// <summary>What may happen between two consignments of one portion: midnight, an announcement, a freeze, a stop.</summary>
public sealed class BetweenConsignmentsTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Midnight_makes_the_next_online_invoice_of_the_same_portion_an_offline_one()
    {
        for (var i = 1; i <= 4; i++) await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(i, mode: i == 4 ? InvoicingMode.Offline24 : InvoicingMode.Online), Token);
        _house.Time.Advance(TimeSpan.FromHours(11.5));
        _house.Ksef.Between = step => { if (step == "sent") _house.Time.Advance(TimeSpan.FromMinutes(20)); };
        await _house.Dispatcher().RunRoundAsync(Token);
        Assert.Equal([("FV/1/2026", false), ("FV/2/2026", false), ("FV/3/2026", true), ("FV/4/2026", true)], _house.Ksef.Tried.Select(c => (c.Items[0].Key.Number, c.Offline)));
        var last = await _house.EntryAsync(3);
        Assert.Equal((InvoicingMode.Offline24, OutboxState.Accepted, SampleEntries.Entry(3).Hash), (last.Mode.Mode, last.State, last.Hash));
    }

    [Fact]
    public async Task A_freeze_set_in_the_middle_of_a_portion_stops_the_rest_of_it()
    {
        await _house.EnqueueAsync(1, 2, 3);
        var dispatcher = _house.Dispatcher();
        _house.Ksef.Between = step =>
        {
            if (step == "sent") dispatcher.Schedule = new SendSchedule { Freezes = [new SendFreeze(SampleEntries.Noon, null, "stock-taking", "clerk")] };
        };
        await dispatcher.RunRoundAsync(Token);
        Assert.Single(_house.Ksef.Tried);
        Assert.Equal(OutboxState.Issued, (await _house.EntryAsync(2)).State);
    }

    [Fact]
    public async Task A_total_failure_recorded_in_the_middle_of_a_portion_is_heeded_as_soon_as_it_is_known()
    {
        await _house.EnqueueAsync(1, 2, 3);
        var dispatcher = _house.Dispatcher();
        _house.Ksef.Between = step =>
        {
            if (step != "sent" || _house.Ksef.Tried.Count > 1) return;
            _house.AnnounceAsync(AnnouncementKind.TotalFailure, SampleEntries.Noon).GetAwaiter().GetResult();
            // Another worker keeps house meanwhile; it finds everything in these hands.
            dispatcher.RunRoundAsync(Token).GetAwaiter().GetResult();
        };
        await dispatcher.RunRoundAsync(Token);
        Assert.Single(_house.Ksef.Tried);
        foreach (var number in new[] { 2, 3 })
        {
            Assert.Equal(OutboxState.Held, (await _house.EntryAsync(number)).State);
            Assert.Contains(await _house.EvidenceAsync(number), e => e.Text.StartsWith("duty lifted", StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_on_its_way_when_a_total_failure_lifted_the_duty_is_still_asked_about(bool arrived)
    {
        await _house.EnqueueAsync(1);
        if (arrived) _house.Ksef.Slow = true;
        else _house.Ksef.Refuse = item => new GatewayOutcome.Unknown(item.Key, "time-out", default);
        var dispatcher = _house.Dispatcher();
        await dispatcher.RunRoundAsync(Token);
        await _house.AnnounceAsync(AnnouncementKind.TotalFailure, SampleEntries.Noon);
        for (var i = 0; i < 5; i++)
        {
            _house.Time.Advance(TimeSpan.FromMinutes(1));
            await dispatcher.RunRoundAsync(Token);
        }
        var entry = await _house.EntryAsync(1);
        Assert.Equal(DeadlineKind.NoObligation, entry.Deadline.Kind);
        Assert.Equal(arrived ? OutboxState.Accepted : OutboxState.Held, entry.State);
        Assert.Single(_house.Ksef.Tried);
        if (arrived) return;
        // Releasing what has no duty would leave it waiting for a worker who never comes: it is refused, with what to do.
        var person = new Outbox.Operating.OutboxOperator(_house.Outbox.Store, _house.Outbox.Evidence);
        Assert.Equal("KO5007", (await person.ReleaseAsync(entry.Key, "send it", "anna", _house.Now, Token)).Refusal!.Code);
        Assert.True((await person.WithdrawAsync(entry.Key, "on paper", "anna", _house.Now, Token)).IsDone);
    }

    [Fact]
    public async Task What_another_holds_when_a_total_failure_comes_is_set_aside_when_it_is_free()
    {
        await _house.EnqueueAsync(1);
        await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(1), 1, "other"), Token);
        await _house.AnnounceAsync(AnnouncementKind.TotalFailure, SampleEntries.Noon);
        var dispatcher = _house.Dispatcher();
        await dispatcher.RunRoundAsync(Token);
        Assert.Equal(OutboxState.Leased, (await _house.EntryAsync(1)).State);
        _house.Time.Advance(TimeSpan.FromMinutes(2));
        await dispatcher.RunRoundAsync(Token);
        Assert.Equal(OutboxState.Held, (await _house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task An_invoice_with_an_attachment_goes_by_batch_even_alone()
    {
        await _house.Outbox.Store.EnqueueAsync(new(SampleEntries.Entry(1) with { HasAttachment = true }, []), Token);
        await _house.EnqueueAsync(2);
        await _house.DrainAsync(_house.Dispatcher());
        Assert.Equal([("FV/1/2026", SendingWay.Batch), ("FV/2/2026", SendingWay.Interactive)], _house.Ksef.Tried.Select(c => (c.Items[0].Key.Number, c.Way)));
    }

    [Fact]
    public async Task A_changed_mode_tells_of_every_deadline_that_it_changes()
    {
        await _house.AnnounceAsync(AnnouncementKind.Failure, SampleEntries.Noon - Duration.FromHours(2));
        await _house.EnqueueAsync(1);
        await _house.Dispatcher().RunRoundAsync(Token);
        var told = await _house.Outbox.Notifications.TakeAsync(_house.Now, Duration.FromMinutes(1), 10, Token);
        Assert.Equal(DeadlineKind.AwaitingEnd, (await _house.EntryAsync(1)).Deadline.Kind);
        Assert.Contains(told, n => n.Kind == NotificationKind.DeadlineChanged);
    }

    /// <summary>However it is stopped, and at whatever step: nobody holds a lease afterwards, nothing stays leased, and what has begun has its outcome.</summary>
    [Fact]
    public void A_stop_leaves_no_lease_and_no_half_attempt() =>
        Prop.ForAll((from at in Gen.Choose(1, 60) from workers in Gen.Choose(1, 3) from batch in Gen.Choose(2, 9) from seed in Gen.Choose(0, 10_000) select (at, workers, batch, seed)).ToArbitrary(), c => StopsAsync(c.at, c.workers, c.batch, c.seed).GetAwaiter().GetResult())
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static async Task<bool> StopsAsync(int at, int workers, int batch, int seed)
    {
        var house = new House(seed % 3 == 0 ? seed : null);
        house.Options = house.Options with { Portion = 5, Workers = workers, PoisonAfter = 1000, Consignments = house.Options.Consignments with { BatchFrom = batch } };
        for (var i = 1; i <= 12; i++) await house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(i, mode: i % 2 == 0 ? InvoicingMode.Online : InvoicingMode.Offline24), CancellationToken.None);
        using var stop = new CancellationTokenSource();
        var steps = 0;
        house.Ksef.LateUpo = seed % 2 == 0;
        house.Ksef.Between = _ =>
        {
            if (Interlocked.Increment(ref steps) == at) stop.Cancel();
        };
        var running = house.Dispatcher().RunAsync(stop.Token);
        for (var second = 0; second < 60 && !stop.IsCancellationRequested; second++)
        {
            house.Time.Advance(TimeSpan.FromSeconds(5));
            await Task.WhenAny(running, Task.Delay(1));
        }
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(60));
        var keys = Enumerable.Range(1, 12).Select(SampleEntries.Key).ToList();
        foreach (var key in keys)
        {
            var entry = (await house.Outbox.Store.FindAsync(key, CancellationToken.None))!;
            Assert.NotEqual(OutboxState.Leased, entry.State);
            var evidence = await house.EvidenceAsync(keys.IndexOf(key) + 1);
            // A mark is never the last word: its outcome, or that it is unknown, follows.
            if (evidence.Count > 0) Assert.NotEqual(EvidenceKind.AttemptMark, evidence[^1].Kind);
        }
        var free = await house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", house.Now, Duration.FromMinutes(1), 100, "next", keys), CancellationToken.None);
        Assert.Equal(12, free.Count);
        return true;
    }

    [Fact]
    public async Task A_stop_in_the_search_for_a_UPO_gives_the_lease_back()
    {
        await _house.EnqueueAsync(1);
        _house.Ksef.LateUpo = true;
        var dispatcher = _house.Dispatcher();
        await dispatcher.RunRoundAsync(Token);
        _house.Time.Advance(TimeSpan.FromMinutes(5));
        using var stop = new CancellationTokenSource();
        _house.Ksef.Between = step =>
        {
            stop.Cancel();
            throw new OperationCanceledException(stop.Token);
        };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => dispatcher.RunRoundAsync(stop.Token));
        Assert.Single(await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(1), 1, "next", [SampleEntries.Key(1)]), Token));
    }
}
