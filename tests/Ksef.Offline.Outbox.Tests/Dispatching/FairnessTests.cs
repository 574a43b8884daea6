using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

/// <summary>Several taxpayers, one of them slow or large: the others have their turn.</summary>
public sealed class FairnessTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_slow_taxpayer_does_not_bind_all_workers()
    {
        _house.Options = _house.Options with { Portion = 1, Workers = 2, AttemptTimeout = Duration.FromDays(30) };
        var let = new TaskCompletionSource();
        var heard = new Heard();
        var slow = new SlowGateway(_house.Ksef, let.Task);
        TaxpayerLane[] lanes = [new(SampleEntries.Taxpayer with { Taxpayer = "slow" }, slow), new(SampleEntries.Taxpayer with { Taxpayer = "quick" }, _house.Ksef)];
        for (var i = 1; i <= 6; i++) await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(i, taxpayer: "slow"), Token);
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(7, taxpayer: "quick"), Token);
        var dispatcher = new Dispatcher(_house.Outbox.Store, _house.Outbox.Announcements, lanes, _house.Options, _house.Time, new Random(1), progress: heard);
        using var stop = new CancellationTokenSource();
        var running = dispatcher.RunAsync(stop.Token);
        for (var later = 8; later <= 12; later++)
        {
            await _house.PassTimeUntilAsync(heard.AcceptedAsync(later - 1));
            Assert.True(slow.Waiting <= 1, "a worker joined another at the slow queue");
            await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(later, taxpayer: "quick"), Token);
        }
        let.SetResult();
        await _house.PassTimeUntilAsync(Task.WhenAll(Enumerable.Range(1, 12).Select(heard.AcceptedAsync)));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_worker_alone_is_enough_for_several_taxpayers_and_several_workers_join_at_the_only_one()
    {
        var heard = new Heard();
        _house.Options = _house.Options with { Portion = 1, Workers = 1 };
        for (var i = 1; i <= 6; i++) await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(i, taxpayer: i % 2 == 0 ? "a" : "b"), Token);
        await RunAsync(heard, 6, new(SampleEntries.Taxpayer with { Taxpayer = "a" }, _house.Ksef), new(SampleEntries.Taxpayer with { Taxpayer = "b" }, _house.Ksef));

        var (let, alone) = (new TaskCompletionSource(), new House { Options = _house.Options with { Workers = 3, AttemptTimeout = Duration.FromDays(30) } });
        var slow = new SlowGateway(alone.Ksef, let.Task);
        await alone.EnqueueAsync(1, 2, 3);
        using var stop = new CancellationTokenSource();
        heard = new Heard();
        var running = new Dispatcher(alone.Outbox.Store, alone.Outbox.Announcements, [new(SampleEntries.Taxpayer, slow)], alone.Options, alone.Time, new Random(1), progress: heard).RunAsync(stop.Token);
        await alone.PassTimeUntilAsync(slow.ThreeWait);
        let.SetResult();
        await alone.PassTimeUntilAsync(Task.WhenAll(Enumerable.Range(1, 3).Select(heard.AcceptedAsync)));
        await stop.CancelAsync();
        await running;
    }

    [Fact]
    public async Task A_long_turn_ends_where_another_taxpayer_waits_and_what_it_leaves_is_free_at_once()
    {
        for (var i = 1; i <= 5; i++) await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(i, taxpayer: "slow"), Token);
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(6, taxpayer: "quick"), Token);
        _house.Ksef.Between = step => { if (step == "sent") _house.Time.Advance(TimeSpan.FromSeconds(40)); };
        await _house.Dispatcher(null, "slow", "quick").RunRoundAsync(Token);
        Assert.Equal(["FV/1/2026", "FV/2/2026", "FV/6/2026"], _house.Ksef.Tried.Select(c => c.Items[0].Key.Number));
        for (var i = 3; i <= 5; i++) Assert.Equal((OutboxState.Issued, (Instant?)null), ((await _house.EntryAsync(i)).State, (await _house.EntryAsync(i)).NextAttempt));
    }

    [Fact]
    public async Task A_long_turn_goes_on_where_nobody_else_waits()
    {
        await _house.EnqueueAsync(1, 2, 3, 4, 5);
        _house.Ksef.Between = step => { if (step == "sent") _house.Time.Advance(TimeSpan.FromSeconds(40)); };
        await _house.Dispatcher().RunRoundAsync(Token);
        Assert.Equal(5, _house.Ksef.Tried.Count);
    }

    [Fact]
    public async Task Where_the_shared_budget_says_when_nobody_waits_longer_so_that_the_most_urgent_stays_first()
    {
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(1, new LocalDate(2026, 11, 20)), Token);
        await _house.EnqueueAsync(2);
        var refusals = 12;
        _house.Ksef.Refuse = item => refusals-- > 0 ? new GatewayOutcome.NotSent(item.Key, "429", _house.Now + Duration.FromSeconds(2)) : null;
        var dispatcher = _house.Dispatcher();
        while (refusals > 0)
        {
            var round = await dispatcher.RunRoundAsync(Token);
            Assert.Equal("FV/1/2026", _house.Ksef.Tried[^1].Items[0].Key.Number);
            Assert.Equal(_house.Now + Duration.FromSeconds(2), round.NextAttempt);
            _house.Time.Advance(TimeSpan.FromSeconds(2));
        }
        await dispatcher.RunRoundAsync(Token);
        Assert.Equal(["FV/1/2026", "FV/2/2026"], _house.Ksef.Tried.TakeLast(2).Select(c => c.Items[0].Key.Number));
    }

    private async Task RunAsync(Heard heard, int count, params TaxpayerLane[] lanes)
    {
        using var stop = new CancellationTokenSource();
        var running = new Dispatcher(_house.Outbox.Store, _house.Outbox.Announcements, lanes, _house.Options, _house.Time, new Random(1), progress: heard).RunAsync(stop.Token);
        await _house.PassTimeUntilAsync(Task.WhenAll(Enumerable.Range(1, count).Select(heard.AcceptedAsync)));
        await stop.CancelAsync();
        await running;
    }

    private sealed class SlowGateway(IInvoiceGateway inner, Task let) : IInvoiceGateway
    {
        private readonly TaskCompletionSource _three = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _waiting;

        public int Waiting => _waiting;

        public Task ThreeWait => _three.Task;

        public async Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
        {
            if (Interlocked.Increment(ref _waiting) == 3) _three.TrySetResult();
            await let.WaitAsync(cancellationToken);
            Interlocked.Decrement(ref _waiting);
            return await inner.SubmitAsync(consignment, log, cancellationToken);
        }

        public Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken) =>
            inner.FindAsync(context, items, cancellationToken);
    }
}
