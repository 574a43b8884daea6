using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

public sealed class DispatcherTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_enqueued_invoice_gets_its_number_its_UPO_and_its_evidence()
    {
        await _house.EnqueueAsync(1);
        Assert.Equal(1, await _house.DrainAsync(_house.Dispatcher()));
        var entry = await _house.EntryAsync(1);
        Assert.Equal((OutboxState.Accepted, _house.Ksef.NumberOf(entry.Key)), (entry.State, entry.Acceptance?.Number));
        Assert.Equal(InvoiceHash.Of("<upo/>"u8), entry.Acceptance!.UpoHash);
        var evidence = await _house.EvidenceAsync(1);
        Assert.Equal([EvidenceKind.AttemptMark, EvidenceKind.AttemptMark, EvidenceKind.AttemptMark, EvidenceKind.Outcome, EvidenceKind.Upo], evidence.Select(e => e.Kind));
        Assert.Null(EvidenceChains.FirstBroken(evidence));
    }

    [Fact]
    public async Task The_stricter_date_goes_first_and_an_awaited_end_last()
    {
        _house.Options = _house.Options with { Portion = 1 };
        await _house.Outbox.Store.EnqueueAsync(With(1, EntryDeadline(Deadline.Awaiting())), Token);
        await _house.Outbox.Store.EnqueueAsync(With(2, EntryDeadline(Deadline.On(new LocalDate(2026, 12, 1)))), Token);
        await _house.Outbox.Store.EnqueueAsync(With(3, EntryDeadline(Deadline.On(new LocalDate(2026, 12, 2), new LocalDate(2026, 11, 30)))), Token);
        await _house.Outbox.Store.EnqueueAsync(With(4, EntryDeadline(Deadline.On(new LocalDate(2026, 12, 1)))), Token);
        await _house.DrainAsync(_house.Dispatcher());
        Assert.Equal(["FV/3/2026", "FV/2/2026", "FV/4/2026", "FV/1/2026"], _house.Ksef.Tried.Select(c => c.Items[0].Key.Number));

        static Entries.EntryDeadline EntryDeadline(Deadline deadline) => new(deadline, 0);
        static PreparedInvoice With(int number, Entries.EntryDeadline deadline) => new(SampleEntries.Entry(number) with { Deadline = deadline }, []);
    }

    [Fact]
    public async Task A_large_queue_does_not_starve_a_small_one()
    {
        _house.Options = _house.Options with { Portion = 2 };
        for (var i = 1; i <= 10; i++) await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(i, taxpayer: "large"), Token);
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(11, taxpayer: "small"), Token);
        await _house.DrainAsync(_house.Dispatcher(null, "large", "small"));
        Assert.True(_house.Ksef.Tried.FindIndex(c => c.Context.Taxpayer == "small") <= 2);
    }

    [Fact]
    public async Task Many_go_as_a_batch_never_mixed_and_a_technical_correction_alone()
    {
        for (var i = 1; i <= 30; i++)
            await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(i, mode: i % 2 == 0 ? InvoicingMode.Online : InvoicingMode.Offline24), Token);
        await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(31) with { Corrects = InvoiceHash.Of("printed"u8) }, []), Token);
        _house.Options = _house.Options with { Consignments = ConsignmentRules.Default with { BatchFrom = 10 } };
        await _house.DrainAsync(_house.Dispatcher());
        Assert.Equal(3, _house.Ksef.Tried.Count);
        Assert.All(_house.Ksef.Tried.Where(c => c.Way == SendingWay.Batch), c => Assert.Equal(15, c.Items.Count));
        Assert.Equal("FV/31/2026", Assert.Single(_house.Ksef.Tried, c => c.Way == SendingWay.Interactive).Items[0].Key.Number);
    }

    [Fact]
    public async Task An_online_invoice_sent_after_midnight_goes_as_offline24_with_the_same_bytes()
    {
        await _house.Outbox.Store.EnqueueAsync(SampleEntries.Prepared(1, mode: InvoicingMode.Online), Token);
        var before = await _house.EntryAsync(1);
        _house.Time.Advance(TimeSpan.FromHours(13));
        await _house.DrainAsync(_house.Dispatcher());
        var entry = await _house.EntryAsync(1);
        Assert.Equal((InvoicingMode.Offline24, before.Hash), (entry.Mode.Mode, entry.Hash));
        Assert.True(Assert.Single(_house.Ksef.Tried).Offline);
        Assert.Contains(await _house.EvidenceAsync(1), e => e.Kind == EvidenceKind.ModeDecided && e.Text.Contains("106nda(16)", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failure_announced_before_the_issue_makes_it_emergency_and_one_announced_later_extends_the_term()
    {
        await _house.AnnounceAsync(AnnouncementKind.Failure, SampleEntries.Noon - Duration.FromHours(2));
        await _house.EnqueueAsync(1);
        await _house.DrainAsync(_house.Dispatcher());
        var entry = await _house.EntryAsync(1);
        Assert.Equal((InvoicingMode.Emergency, DeadlineKind.AwaitingEnd), (entry.Mode.Mode, entry.Deadline.Kind));

        var other = new House();
        await other.EnqueueAsync(2);
        other.Ksef.Refuse = item => new GatewayOutcome.NotSent(item.Key, "down");
        await other.AnnounceAsync(AnnouncementKind.Failure, SampleEntries.Noon + Duration.FromHours(2), SampleEntries.Noon + Duration.FromHours(4));
        await other.Dispatcher().RunRoundAsync(Token);
        var extended = await other.EntryAsync(2);
        Assert.Equal((InvoicingMode.Offline24, new LocalDate(2026, 12, 1), 1L), (extended.Mode.Mode, extended.Deadline.Due!.Value, extended.Deadline.TimelineVersion));
        var told = await other.Outbox.Notifications.TakeAsync(other.Now, Duration.FromMinutes(1), 10, Token);
        Assert.Contains(told, n => n.Text.StartsWith("2026-11-23 becomes 2026-12-01", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_total_failure_holds_everything_unsent_and_only_a_person_releases_it()
    {
        await _house.EnqueueAsync(1, 2);
        await _house.AnnounceAsync(AnnouncementKind.TotalFailure, SampleEntries.Noon + Duration.FromHours(1));
        await _house.DrainAsync(_house.Dispatcher());
        Assert.Empty(_house.Ksef.Tried);
        Assert.Equal(OutboxState.Held, (await _house.EntryAsync(1)).State);
        Assert.Equal(OutboxState.Held, (await _house.EntryAsync(2)).State);
    }

    [Fact]
    public async Task Bytes_edited_by_hand_are_held_and_never_sent()
    {
        await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(1) with { Bytes = "<Faktura>edited</Faktura>"u8.ToArray() }, []), Token);
        await _house.DrainAsync(_house.Dispatcher());
        Assert.Empty(_house.Ksef.Tried);
        var entry = await _house.EntryAsync(1);
        Assert.Equal(OutboxState.Held, entry.State);
        Assert.StartsWith("KO5006", entry.Note, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_poisonous_entry_is_set_aside_and_the_others_go_on()
    {
        await _house.EnqueueAsync(1, 2);
        _house.Ksef.Between = null;
        var poison = new PoisonGateway(_house.Ksef, SampleEntries.Key(1));
        var dispatcher = new Dispatcher(_house.Outbox.Store, _house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, poison)], _house.Options, _house.Time, new Random(1));
        await _house.DrainAsync(dispatcher);
        Assert.Equal(OutboxState.Held, (await _house.EntryAsync(1)).State);
        Assert.Equal(OutboxState.Accepted, (await _house.EntryAsync(2)).State);
        Assert.Equal(_house.Options.PoisonAfter, poison.Broke);
    }

    [Fact]
    public async Task Only_an_exception_makes_poison_whatever_words_a_gateway_gives_for_not_sending()
    {
        await _house.EnqueueAsync(1);
        _house.Ksef.Refuse = item => new GatewayOutcome.NotSent(item.Key, "the attempt failed before sending: no connection to the host");
        var dispatcher = _house.Dispatcher();
        for (var round = 0; round < _house.Options.PoisonAfter + 2; round++)
        {
            await dispatcher.RunRoundAsync(Token);
            _house.Time.Advance(TimeSpan.FromMinutes(20));
        }
        Assert.Equal(OutboxState.Issued, (await _house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task An_attempt_stops_when_prolonging_its_lease_times_out()
    {
        await _house.EnqueueAsync(1);
        var store = new MortalStore(_house.Outbox.Store) { RenewalBreaks = new TaskCanceledException("the driver's own time-out") };
        var gateway = new WaitingGateway();
        var dispatcher = new Dispatcher(store, _house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, gateway)], _house.Options, _house.Time, new Random(1));
        var round = dispatcher.RunRoundAsync(Token);
        await gateway.Entered.WaitAsync(TimeSpan.FromMinutes(1), Token);
        _house.Time.Advance((_house.Options.LeaseDuration / 3).ToTimeSpan());
        await round.WaitAsync(TimeSpan.FromMinutes(1), Token);
        Assert.Equal((OutboxState.Issued, "stopped before sending"), ((await _house.EntryAsync(1)).State, (await _house.EntryAsync(1)).Note));
    }

    [Fact]
    public async Task A_refused_call_stops_the_portion_until_KSeF_wants_to_hear_from_us_again()
    {
        await _house.EnqueueAsync(1, 2, 3);
        var after = _house.Now + Duration.FromMinutes(7);
        _house.Ksef.Refuse = item => new GatewayOutcome.NotSent(item.Key, "429", after);
        var round = await _house.Dispatcher().RunRoundAsync(Token);
        Assert.Single(_house.Ksef.Tried);
        Assert.Equal(after, round.NextAttempt);
    }

    [Fact]
    public async Task Outside_the_window_and_in_a_freeze_nothing_is_sent_but_what_was_sent_is_settled()
    {
        await _house.EnqueueAsync(1);
        _house.Ksef.Slow = true;
        var dispatcher = _house.Dispatcher();
        await dispatcher.RunRoundAsync(Token);
        await _house.EnqueueAsync(2);
        dispatcher.Schedule = new SendSchedule { Freezes = [new SendFreeze(SampleEntries.Noon, null, "stock-taking", "clerk")] };
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        await dispatcher.RunRoundAsync(Token);
        Assert.Equal(OutboxState.Accepted, (await _house.EntryAsync(1)).State);
        Assert.Equal(OutboxState.Issued, (await _house.EntryAsync(2)).State);
        Assert.False(new SendSchedule { Windows = [new SendWindow(new LocalTime(22, 0), new LocalTime(5, 0))] }.MaySend(SampleEntries.Noon));
        Assert.True(new SendSchedule { Windows = [new SendWindow(new LocalTime(22, 0), new LocalTime(5, 0))] }.MaySend(SampleEntries.Noon + Duration.FromHours(11)));
    }

    [Fact]
    public async Task A_clock_that_jumped_back_is_refused_with_both_times()
    {
        await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", SampleEntries.Noon, Duration.FromMinutes(1), 1, "worker"), Token);
        var past = SampleEntries.Noon - Duration.FromHours(1);
        var refused = await Assert.ThrowsAsync<OutboxClockException>(() => _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", past, Duration.FromMinutes(1), 1, "worker"), Token));
        Assert.StartsWith($"KO5001 The clock says {past}, but the outbox has seen {SampleEntries.Noon}", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_UPO_is_fetched_later()
    {
        await _house.EnqueueAsync(1);
        _house.Ksef.LateUpo = true;
        var dispatcher = _house.Dispatcher();
        await _house.DrainAsync(dispatcher);
        Assert.Null((await _house.EntryAsync(1)).Acceptance!.UpoHash);
        _house.Time.Advance(TimeSpan.FromMinutes(5));
        await dispatcher.RunRoundAsync(Token);
        Assert.NotNull((await _house.EntryAsync(1)).Acceptance!.UpoHash);
    }

    [Fact]
    public async Task Running_until_drained_ends_by_itself_and_a_stop_ends_a_run_without_an_exception()
    {
        await _house.EnqueueAsync(1, 2, 3);
        var house = _house;
        var dispatcher = new Dispatcher(house.Outbox.Store, house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, house.Ksef)], house.Options);
        await dispatcher.RunUntilDrainedAsync(Token);
        Assert.All(await Task.WhenAll(house.EntryAsync(1), house.EntryAsync(2), house.EntryAsync(3)), e => Assert.Equal(OutboxState.Accepted, e.State));

        using var stop = new CancellationTokenSource();
        var running = dispatcher.RunAsync(stop.Token);
        await stop.CancelAsync();
        await running.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task What_is_pending_is_seen_behind_any_number_of_entries_without_a_duty()
    {
        var numbers = Enumerable.Range(1, 1000).Append(9999).ToList();
        foreach (var number in numbers)
        {
            var entry = SampleEntries.Entry(number);
            await _house.Outbox.Store.EnqueueAsync(new(number == 9999 ? entry : entry with { Deadline = new EntryDeadline(Deadline.None(), 0) }, []), Token);
        }
        // All of them are in another process's hands, so that nobody can set aside what has no duty.
        await _house.Outbox.Store.LeaseAsync(new LeaseRequest("acme", _house.Now, Duration.FromMinutes(5), numbers.Count, "another", [.. numbers.Select(SampleEntries.Key)]), Token);
        Assert.True((await _house.Dispatcher().RunRoundAsync(Token)).Pending);
    }

    [Fact]
    public void Options_that_cannot_be_used_are_refused_with_both_values()
    {
        var refused = Assert.Throws<ArgumentException>(() => new Dispatcher(
            _house.Outbox.Store, _house.Outbox.Announcements, [], new DispatcherOptions { LeaseDuration = Duration.FromMinutes(1), MaxClockSkew = Duration.FromSeconds(20), Workers = 0 }));
        Assert.Contains("KO5020 Workers: Workers (0) must be greater than zero.", refused.Message, StringComparison.Ordinal);
        Assert.Contains("KO5021 LeaseDuration: LeaseDuration (0:00:01:00) must exceed three times MaxClockSkew (0:00:00:20)", refused.Message, StringComparison.Ordinal);
    }

    private sealed class PoisonGateway(IInvoiceGateway inner, Invoices.InvoiceKey poison) : IInvoiceGateway
    {
        public int Broke { get; private set; }

        public Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
        {
            if (consignment.Items[0].Key != poison) return inner.SubmitAsync(consignment, log, cancellationToken);
            Broke++;
            throw new InvalidOperationException("cannot be packed");
        }

        public Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken) =>
            inner.FindAsync(context, items, cancellationToken);
    }

    /// <summary>Takes a consignment and never comes to an end by itself.</summary>
    private sealed class WaitingGateway : IInvoiceGateway
    {
        private readonly TaskCompletionSource _entered = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task Entered => _entered.Task;

        public async Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
        {
            _entered.TrySetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return [];
        }

        public Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken) => Task.FromResult<IReadOnlyList<GatewayOutcome>>([]);
    }
}
