using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

/// <summary>How long an attempt, a batch, a search and a stop may take, and what a lease is worth meanwhile.</summary>
public sealed class TimesTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1, 60, 59)]
    [InlineData(3, 3600, 3599)]
    public async Task An_attempt_is_given_up_after_its_time_and_a_batch_after_its_own(int count, int limit, int before)
    {
        _house.Options = _house.Options with { Consignments = _house.Options.Consignments with { BatchFrom = 2 } };
        await _house.EnqueueAsync([.. Enumerable.Range(1, count)]);
        var gateway = new EndlessGateway();
        var round = Dispatcher(gateway).RunRoundAsync(Token);
        await gateway.Entered.WaitAsync(TimeSpan.FromMinutes(1), Token);
        // Step by step, so that the leases are renewed on the way.
        for (var second = 0; second < before; second++) await PassAsync(1);
        Assert.False(gateway.Cancelled.IsCompleted);
        await PassAsync(limit - before);
        await round.WaitAsync(TimeSpan.FromMinutes(1), Token);
        for (var i = 1; i <= count; i++) Assert.Equal((OutboxState.Issued, "stopped before sending"), ((await _house.EntryAsync(i)).State, (await _house.EntryAsync(i)).Note));
    }

    [Fact]
    public async Task A_search_is_given_up_after_its_time_and_what_was_searched_stays_unknown()
    {
        await _house.EnqueueAsync(1);
        _house.Ksef.Refuse = item => new GatewayOutcome.Unknown(item.Key, "time-out", default);
        await _house.Dispatcher().RunRoundAsync(Token);
        await PassAsync(10);
        var gateway = new EndlessGateway();
        var round = Dispatcher(gateway).RunRoundAsync(Token);
        await gateway.Entered.WaitAsync(TimeSpan.FromMinutes(1), Token);
        await PassAsync(60);
        Assert.False(gateway.Cancelled.IsCompleted);
        await PassAsync(1);
        await round.WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal(OutboxState.Unknown, (await _house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task A_stop_lets_what_is_under_way_end_within_the_grace_and_then_cancels_it()
    {
        await _house.EnqueueAsync(1, 2);
        var gateway = new EndlessGateway();
        using var stop = new CancellationTokenSource();
        var running = Dispatcher(gateway).RunAsync(stop.Token);
        await gateway.Entered.WaitAsync(TimeSpan.FromMinutes(1), Token);
        await stop.CancelAsync();
        await PassAsync(19);
        Assert.False(gateway.Cancelled.IsCompleted);
        await PassAsync(1);
        await running.WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal(1, gateway.Calls);
        Assert.Equal(2, (await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(1), 10, "next", [SampleEntries.Key(1), SampleEntries.Key(2)]), Token)).Count);
    }

    [Fact]
    public async Task After_a_stop_nothing_new_is_begun()
    {
        await _house.EnqueueAsync(1, 2, 3);
        using var stop = new CancellationTokenSource();
        _house.Ksef.Between = step => { if (step == "sent") stop.Cancel(); };
        _house.Options = _house.Options with { Workers = 1 };
        await _house.Dispatcher().RunAsync(stop.Token).WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Single(_house.Ksef.Tried);
        Assert.Equal(OutboxState.Accepted, (await _house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task A_lease_that_another_has_taken_stops_the_call_before_it_is_made()
    {
        await _house.EnqueueAsync(1);
        var taken = false;
        _house.Ksef.Between = step =>
        {
            if (step != "opened" || taken) return;
            taken = true;
            // This process slept past its lease (no timer fired meanwhile), and another one took the entry.
            _house.Time.Jump(_house.Time.GetUtcNow().AddMinutes(3));
            Assert.Single(_house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(2), 1, "other"), Token).GetAwaiter().GetResult());
        };
        await _house.Dispatcher().RunRoundAsync(Token);
        Assert.Empty(_house.Ksef.Arrived);
        Assert.Equal(0, (await _house.EntryAsync(1)).Attempts);
    }

    [Fact]
    public async Task A_lease_that_is_nearly_over_is_prolonged_before_the_call()
    {
        await _house.EnqueueAsync(1);
        var prolonged = 0;
        var store = new CountingStore(_house.Outbox.Store, () => prolonged++);
        _house.Ksef.Between = step => { if (step == "opening") _house.Time.Jump(_house.Time.GetUtcNow().AddSeconds(100)); };
        await _house.Dispatcher(store).RunRoundAsync(Token);
        Assert.True(prolonged >= 1);
        Assert.Equal(OutboxState.Accepted, (await _house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task A_long_attempt_keeps_its_lease()
    {
        await _house.EnqueueAsync(1);
        _house.Options = _house.Options with { AttemptTimeout = Duration.FromHours(2) };
        var gateway = new EndlessGateway();
        var round = Dispatcher(gateway).RunRoundAsync(Token);
        await gateway.Entered.WaitAsync(TimeSpan.FromMinutes(1), Token);
        for (var i = 0; i < 20; i++)
        {
            await PassAsync(39);
            Assert.Empty(await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(2), 1, "other"), Token));
        }
        gateway.Release();
        await round.WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    [Fact]
    public async Task A_lease_that_cannot_be_prolonged_stops_the_attempt()
    {
        await _house.EnqueueAsync(1);
        var gateway = new EndlessGateway();
        var store = new CountingStore(_house.Outbox.Store, () => { }) { Loses = _ => true };
        var round = new Dispatcher(store, _house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, gateway)], _house.Options, _house.Time, new Random(1)).RunRoundAsync(Token);
        await gateway.Entered.WaitAsync(TimeSpan.FromMinutes(1), Token);
        await PassAsync(40);
        await gateway.Cancelled.WaitAsync(TimeSpan.FromMinutes(1), Token);
        await round.WaitAsync(TimeSpan.FromMinutes(1), Token);
    }

    [Fact]
    public async Task A_mark_that_cannot_be_stored_stops_the_call_before_it_is_made()
    {
        await _house.EnqueueAsync(1);
        var store = new CountingStore(_house.Outbox.Store, () => { }) { Loses = transition => transition?.After.State == OutboxState.Unknown };
        await _house.Dispatcher(store).RunRoundAsync(Token);
        Assert.Empty(_house.Ksef.Arrived);
    }

    [Fact]
    public async Task A_call_that_is_marked_twice_in_one_attempt_is_one_attempt()
    {
        await _house.EnqueueAsync(1);
        var dispatcher = new Dispatcher(_house.Outbox.Store, _house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, new TwiceGateway(_house.Ksef))], _house.Options, _house.Time, new Random(1));
        await dispatcher.RunRoundAsync(Token);
        var entry = await _house.EntryAsync(1);
        Assert.Equal((OutboxState.Accepted, 1), (entry.State, entry.Attempts));
        Assert.Contains(await _house.EvidenceAsync(1), e => e.Text.Contains("sending again in the same attempt", StringComparison.Ordinal));
    }

    /// <summary>Moves the clock by seconds and gives what its timers started the time to run.</summary>
    private async Task PassAsync(int seconds)
    {
        _house.Time.Advance(TimeSpan.FromSeconds(seconds));
        for (var i = 0; i < 20; i++) await Task.Yield();
        if (seconds > 1) await Task.Delay(20, Token);
    }

    private Dispatcher Dispatcher(IInvoiceGateway gateway) => new(_house.Outbox.Store, _house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, gateway)], _house.Options, _house.Time, new Random(1));

    /// <summary>Begins, and ends only when it is cancelled or let go.</summary>
    private sealed class EndlessGateway : IInvoiceGateway
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _cancelled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _released = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => _entered.Task;

        public Task Cancelled => _cancelled.Task;

        public int Calls { get; private set; }

        public void Release() => _released.TrySetResult();

        public async Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
        {
            await WaitAsync(cancellationToken);
            return [.. consignment.Items.Select(i => new GatewayOutcome.NotSent(i.Key, "let go"))];
        }

        public async Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken)
        {
            await WaitAsync(cancellationToken);
            return [.. items.Select(i => new GatewayOutcome.Unknown(i.Key, "let go", default))];
        }

        private async Task WaitAsync(CancellationToken cancellationToken)
        {
            Calls++;
            _entered.TrySetResult();
            try
            {
                await _released.Task.WaitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                _cancelled.TrySetResult();
                throw;
            }
        }
    }

    /// <summary>Marks each sending twice, as a second try of one call does.</summary>
    private sealed class TwiceGateway(IInvoiceGateway inner) : IInvoiceGateway
    {
        public Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken) => inner.SubmitAsync(consignment, new Twice(log), cancellationToken);

        public Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken) => inner.FindAsync(context, items, cancellationToken);

        private sealed class Twice(IAttemptLog log) : IAttemptLog
        {
            public async Task RecordAsync(AttemptMark mark, CancellationToken cancellationToken)
            {
                await log.RecordAsync(mark, cancellationToken);
                if (mark.Step == AttemptStep.Sending) await log.RecordAsync(mark, cancellationToken);
            }
        }
    }

    private sealed class CountingStore(IOutboxStore store, Action prolonged) : IOutboxStore
    {
        /// <summary>Which commits, and with null whether renewals, find the lease lost.</summary>
        public Func<Transition?, bool> Loses { get; init; } = _ => false;

        public Task<EnqueueOutcome> EnqueueAsync(PreparedInvoice prepared, CancellationToken cancellationToken) => store.EnqueueAsync(prepared, cancellationToken);

        public Task<IReadOnlyList<LeasedEntry>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken) => store.LeaseAsync(request, cancellationToken);

        public Task<IReadOnlyList<bool>> RenewAsync(IReadOnlyList<LeasedEntry> leased, Instant now, Duration duration, CancellationToken cancellationToken)
        {
            prolonged();
            return Loses(null) ? Task.FromResult<IReadOnlyList<bool>>([.. leased.Select(_ => false)]) : store.RenewAsync(leased, now, duration, cancellationToken);
        }

        public Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<LeaseCommit> commits, Instant now, CancellationToken cancellationToken) =>
            commits.Any(c => Loses(c.Transition)) ? Task.FromResult<IReadOnlyList<bool>>([.. commits.Select(_ => false)]) : store.CommitAsync(commits, now, cancellationToken);

        public Task<IReadOnlyList<bool>> RescheduleAsync(IReadOnlyList<DeadlineUpdate> updates, CancellationToken cancellationToken) => store.RescheduleAsync(updates, cancellationToken);

        public Task<bool> RecordDeliveryAsync(Invoices.InvoiceKey key, Outbox.Entries.Delivery delivery, Outbox.Evidence.EvidenceDraft evidence, CancellationToken cancellationToken) => store.RecordDeliveryAsync(key, delivery, evidence, cancellationToken);

        public Task<Outbox.Entries.OutboxEntry?> FindAsync(Invoices.InvoiceKey key, CancellationToken cancellationToken) => store.FindAsync(key, cancellationToken);

        public IAsyncEnumerable<Outbox.Entries.OutboxEntry> ReadAsync(OutboxQuery query, CancellationToken cancellationToken) => store.ReadAsync(query, cancellationToken);
    }
}
