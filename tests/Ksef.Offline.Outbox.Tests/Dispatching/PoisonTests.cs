using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

/// <summary>A gateway, or a listener, that breaks: the one invoice it breaks with is set aside, and no other.</summary>
public sealed class PoisonTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Wherever the poison lies in a batch, and whether it breaks before or after the mark or in the search: it alone ends with a person.</summary>
    [Fact]
    public void Poison_in_a_batch_is_found_out_and_nobody_else_pays_for_it() =>
        Prop.ForAll((from count in Gen.Choose(2, 60) from poison in Gen.Choose(1, count) from way in Gen.Choose(0, 2) from after in Gen.Choose(1, 6) select (count, poison, way, after)).ToArbitrary(), c => RunAsync(c.count, c.poison, c.way, c.after).GetAwaiter().GetResult())
            .QuickCheckThrowOnFailure();

    private static async Task<bool> RunAsync(int count, int poison, int way, int after)
    {
        var house = new House();
        house.Options = house.Options with { PoisonAfter = after, Consignments = house.Options.Consignments with { BatchFrom = 5 } };
        await house.EnqueueAsync([.. Enumerable.Range(1, count)]);
        if (way == 2) house.Ksef.Slow = true;
        var gateway = new BreakingGateway(house.Ksef, SampleEntries.Key(poison)) { AfterMark = way == 1, InSearch = way == 2 };
        var dispatcher = new Dispatcher(house.Outbox.Store, house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, gateway)], house.Options, house.Time, new Random(1));
        await house.DrainAsync(dispatcher);
        for (var i = 1; i <= count; i++)
        {
            var entry = await house.EntryAsync(i);
            Assert.Equal(i == poison ? OutboxState.Held : OutboxState.Accepted, entry.State);
            if (i == poison) Assert.Matches($"^set aside after [{after}-6] attempts", entry.Note);
        }
        // Once all together, then in parties of an eighth: invoice by invoice only where an eighth is no batch any more.
        Assert.True(gateway.Calls <= 12 + (count < 40 ? count : count / 2), $"{gateway.Calls} calls for {count} invoices");
        return true;
    }

    [Fact]
    public async Task An_outage_is_no_poison_however_long_and_one_exception_after_it_sets_nothing_aside()
    {
        var house = new House();
        await house.EnqueueAsync(1);
        var tries = 0;
        house.Ksef.Refuse = item => ++tries <= 20 ? new GatewayOutcome.NotSent(item.Key, "down") : tries == 21 ? throw new InvalidOperationException("hiccup") : null;
        await house.DrainAsync(house.Dispatcher());
        Assert.Equal(OutboxState.Accepted, (await house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task Attempts_that_come_to_an_outcome_in_between_are_not_in_a_row()
    {
        var house = new House();
        await house.EnqueueAsync(1);
        var tries = 0;
        var gateway = new BreakingGateway(house.Ksef, SampleEntries.Key(1)) { Breaks = () => ++tries % 4 != 0 };
        house.Ksef.Refuse = item => tries < 40 ? new GatewayOutcome.NotSent(item.Key, "down") : null;
        await house.DrainAsync(new Dispatcher(house.Outbox.Store, house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, gateway)], house.Options, house.Time, new Random(1)));
        Assert.Equal(OutboxState.Accepted, (await house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task A_call_that_ran_out_of_time_is_no_poison()
    {
        var house = new House();
        await house.EnqueueAsync(1);
        var tries = 0;
        var gateway = new BreakingGateway(house.Ksef, SampleEntries.Key(1)) { Breaks = () => ++tries <= 20 ? throw new OperationCanceledException() : false };
        await house.DrainAsync(new Dispatcher(house.Outbox.Store, house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, gateway)], house.Options, house.Time, new Random(1)));
        Assert.Equal(OutboxState.Accepted, (await house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task A_search_that_ran_out_of_time_is_no_poison()
    {
        var house = new House();
        await house.EnqueueAsync(1);
        house.Ksef.Slow = true;
        var tries = 0;
        house.Ksef.Find = _ => ++tries <= 20 ? throw new OperationCanceledException() : null;
        await house.DrainAsync(house.Dispatcher());
        Assert.Equal(OutboxState.Accepted, (await house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task What_was_set_aside_after_a_mark_is_looked_for_before_it_is_sent_again()
    {
        var house = new House();
        await house.EnqueueAsync(1);
        var gateway = new BreakingGateway(house.Ksef, SampleEntries.Key(1)) { AfterMark = true };
        var dispatcher = new Dispatcher(house.Outbox.Store, house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, gateway)], house.Options, house.Time, new Random(1));
        await house.DrainAsync(dispatcher);
        var held = await house.EntryAsync(1);
        Assert.Equal((OutboxState.Held, true), (held.State, held.LastSendingAt is not null));
        var released = await new Outbox.Operating.OutboxOperator(house.Outbox.Store, house.Outbox.Evidence).ReleaseAsync(held.Key, "new version", "anna", house.Now, Token);
        Assert.Equal(OutboxState.Unknown, released.Entry!.State);
        gateway.Breaks = () => false;
        await house.DrainAsync(dispatcher);
        Assert.Equal(OutboxState.Accepted, (await house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task A_listener_that_throws_stops_nothing_and_repeats_nothing()
    {
        var house = new House();
        await house.EnqueueAsync(1, 2, 3);
        var dispatcher = new Dispatcher(
            house.Outbox.Store, house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, house.Ksef)], house.Options, house.Time, new Random(1), progress: new Thrower());
        await house.DrainAsync(dispatcher);
        for (var i = 1; i <= 3; i++) Assert.Equal((OutboxState.Accepted, 1), ((await house.EntryAsync(i)).State, house.Ksef.Arrived[SampleEntries.Key(i)]));
        Assert.Equal(3, house.Ksef.Tried.Count);
    }

    private sealed class Thrower : IProgress<OutboxEntry>
    {
        public void Report(OutboxEntry value) => throw new InvalidOperationException("the window is closed");
    }

    private sealed class BreakingGateway(IInvoiceGateway inner, InvoiceKey poison) : IInvoiceGateway
    {
        public bool AfterMark { get; init; }

        public bool InSearch { get; init; }

        public Func<bool> Breaks { get; set; } = () => true;

        public int Calls { get; private set; }

        public async Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
        {
            Calls++;
            if (!InSearch && consignment.Items.Any(i => i.Key == poison) && Breaks())
            {
                if (AfterMark) await log.RecordAsync(new AttemptMark(AttemptStep.Sending, SampleEntries.Noon, [.. consignment.Items.Select(i => i.Key)], default), cancellationToken);
                throw new InvalidOperationException("cannot be packed");
            }
            return await inner.SubmitAsync(consignment, log, cancellationToken);
        }

        public Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken)
        {
            if (InSearch) Calls++;
            return InSearch && items.Any(i => i.Key == poison) ? throw new InvalidOperationException("cannot be read") : inner.FindAsync(context, items, cancellationToken);
        }
    }
}
