using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

public abstract partial class OutboxStoreConformance
{
    /// <summary>Fifty workers at once never hold the same entry, and together they hold all.</summary>
    [Fact]
    public async Task Fifty_workers_at_once_never_share_an_entry()
    {
        const int Count = 300;
        foreach (var i in Enumerable.Range(0, Count)) await Store.EnqueueAsync(Specimen.Prepared(Specimen.Number(i)), Cancel);
        var hands = await Task.WhenAll(Enumerable.Range(0, 50).Select(worker => Task.Run(async () =>
        {
            var mine = new List<LeasedEntry>();
            while (true)
            {
                var leased = await Store.LeaseAsync(Specimen.Request(Specimen.Noon, 7, $"worker {worker}"), Cancel);
                if (leased.Count == 0) return mine;
                mine.AddRange(leased);
            }
        }, Cancel)));
        var keys = hands.SelectMany(h => h).Select(l => l.Entry.Key.ToString()).ToList();
        Assert.Equal(keys.Count, keys.Distinct(StringComparer.Ordinal).Count());
        // A worker may find nothing while others are just choosing; what it left is there for the next.
        keys.AddRange((await Store.LeaseAsync(Specimen.Request(Specimen.Noon, Count), Cancel)).Select(l => l.Entry.Key.ToString()));
        Assert.Equal(Count, keys.Distinct(StringComparer.Ordinal).Count());
    }

    /// <summary>The stricter date comes first, then the due date, then the key; entries without a date come last.</summary>
    [Fact]
    public async Task The_earliest_day_comes_first_then_the_deadline_then_the_key_and_entries_without_a_date_last()
    {
        var (early, late) = (new LocalDate(2026, 11, 23), new LocalDate(2026, 12, 1));
        await AddAsync("FV/6", Deadline.Awaiting());
        await AddAsync("FV/5", Deadline.Invalid);
        await AddAsync("FV/4", Deadline.On(late));
        await AddAsync("FV/3b", Deadline.On(late, early));
        await AddAsync("FV/3a", Deadline.On(late, early));
        await AddAsync("FV/2", Deadline.On(early.PlusDays(1), early));
        await AddAsync("FV/1", Deadline.On(early));
        var leased = await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel);
        Assert.Equal(["FV/1", "FV/2", "FV/3a", "FV/3b", "FV/4", "FV/5", "FV/6"], leased.Select(l => l.Entry.Key.Number));
    }

    /// <summary>The first of the order are taken, not any.</summary>
    [Fact]
    public async Task A_small_lease_takes_the_most_urgent()
    {
        foreach (var i in Enumerable.Range(0, 30)) await Store.EnqueueAsync(Specimen.Prepared(Specimen.Number(i), new LocalDate(2026, 12, 30).PlusDays(-i)), Cancel);
        var leased = await Store.LeaseAsync(Specimen.Request(Specimen.Noon, 3), Cancel);
        Assert.Equal([Specimen.Number(29), Specimen.Number(28), Specimen.Number(27)], leased.Select(l => l.Entry.Key.Number));
    }

    /// <summary>The stricter date decides before the due date, not only the order in which a lease hands out, but which entries it takes.</summary>
    [Fact]
    public async Task A_small_lease_takes_the_stricter_date_before_an_earlier_deadline()
    {
        var early = new LocalDate(2026, 11, 23);
        await AddAsync("FV/3", Deadline.Awaiting());
        await AddAsync("FV/2", Deadline.On(early.PlusDays(2)));
        await AddAsync("FV/1", Deadline.On(early.PlusDays(9), early));
        foreach (var number in new[] { "FV/1", "FV/2", "FV/3" })
            Assert.Equal(number, Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon, 1), Cancel)).Entry.Key.Number);
    }

    /// <summary>Without obligation, held, blocked, finished, of another taxpayer or not yet due: not leased.</summary>
    [Fact]
    public async Task What_is_not_due_for_work_is_never_leased_by_the_queue()
    {
        await AddAsync("FV/none", Deadline.None());
        await Store.EnqueueAsync(Specimen.Prepared(Specimen.Entry("FV/held") with { State = OutboxState.Held }), Cancel);
        await Store.EnqueueAsync(Specimen.Prepared(Specimen.Entry("FV/draft") with { State = OutboxState.Blocked, Hash = default, Behind = Specimen.Key("FV/0") }), Cancel);
        await Store.EnqueueAsync(Specimen.Prepared(Specimen.Entry("FV/later") with { NextAttempt = Specimen.Noon + Duration.FromTicks(1) }), Cancel);
        Assert.Empty(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        var later = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon + Duration.FromTicks(1)), Cancel));
        Assert.Equal("FV/later", later.Entry.Key.Number);
        Assert.Empty(await Store.LeaseAsync(Specimen.Request(Specimen.Noon + Duration.FromHours(1)) with { Taxpayer = "another" }, Cancel));
    }

    /// <summary>An operator takes named entries in any state, but none that another holds.</summary>
    [Fact]
    public async Task An_operator_takes_named_entries_in_any_state_unless_another_holds_them()
    {
        await Store.EnqueueAsync(Specimen.Prepared(Specimen.Entry("FV/held") with { State = OutboxState.Held }), Cancel);
        await Store.EnqueueAsync(Specimen.Prepared("FV/taken"), Cancel);
        await Store.EnqueueAsync(Specimen.Prepared("FV/other"), Cancel);
        await Store.LeaseAsync(Specimen.Request(Specimen.Noon) with { Keys = [Specimen.Key("FV/taken")] }, Cancel);
        var mine = await Store.LeaseAsync(Specimen.Request(Specimen.Noon, owner: "Anna") with { Keys = [Specimen.Key("FV/taken"), Specimen.Key("FV/held"), Specimen.Key("FV/absent")] }, Cancel);
        var held = Assert.Single(mine);
        Assert.Equal(("FV/held", OutboxState.Held), (held.Entry.Key.Number, held.Entry.State));
    }

    /// <summary>In hours without sending only what is on its way is leased.</summary>
    [Fact]
    public async Task A_lease_to_settle_passes_over_what_was_not_sent()
    {
        await Store.EnqueueAsync(Specimen.Prepared("FV/1"), Cancel);
        await Store.EnqueueAsync(Specimen.Prepared("FV/2"), Cancel);
        var leased = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon, 1), Cancel));
        Assert.Equal([true], await Store.CommitAsync([Specimen.Commit(leased, Specimen.Sending(leased, Specimen.Noon))], Specimen.Noon, Cancel));
        var settle = Specimen.Request(Specimen.Noon + Specimen.Lease) with { SettleOnly = true };
        var unknown = Assert.Single(await Store.LeaseAsync(settle, Cancel));
        Assert.Equal(("FV/1", OutboxState.Unknown), (unknown.Entry.Key.Number, unknown.Entry.State));
    }

    /// <summary>A lease ends by the argument, to the tick, without any waiting; the token grows.</summary>
    [Fact]
    public async Task A_lease_ends_by_argument_to_the_tick()
    {
        await Store.EnqueueAsync(Specimen.Prepared("FV/1"), Cancel);
        var first = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        Assert.Equal((OutboxState.Leased, Specimen.Noon + Specimen.Lease), (first.Entry.State, first.Until));
        Assert.Empty(await Store.LeaseAsync(Specimen.Request(Specimen.Noon + Specimen.Lease - Duration.FromTicks(1)), Cancel));
        var second = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon + Specimen.Lease), Cancel));
        Assert.True(second.Fence > first.Fence);
    }

    /// <summary>A renewed lease lasts longer; one that another has taken cannot be renewed.</summary>
    [Fact]
    public async Task A_renewed_lease_lasts_longer_and_a_lost_one_cannot_be_renewed()
    {
        await Store.EnqueueAsync(Specimen.Prepared("FV/1"), Cancel);
        var first = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        var soon = Specimen.Noon + Duration.FromMinutes(1);
        Assert.Equal([true], await Store.RenewAsync([first], soon, Specimen.Lease, Cancel));
        Assert.Empty(await Store.LeaseAsync(Specimen.Request(Specimen.Noon + Specimen.Lease), Cancel));
        var second = Assert.Single(await Store.LeaseAsync(Specimen.Request(soon + Specimen.Lease), Cancel));
        Assert.Equal([false, true], await Store.RenewAsync([first, second], soon + Specimen.Lease, Specimen.Lease, Cancel));
    }

    /// <summary>A clock that jumped back is refused, and nothing is done; a small skew is put up with.</summary>
    [Fact]
    public async Task A_clock_that_jumped_back_is_refused_and_nothing_is_done()
    {
        await Store.EnqueueAsync(Specimen.Prepared("FV/1"), Cancel);
        var leased = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        var past = Specimen.Noon - Duration.FromMinutes(30);
        await Assert.ThrowsAsync<OutboxClockException>(() => Store.LeaseAsync(Specimen.Request(past), Cancel));
        await Assert.ThrowsAsync<OutboxClockException>(() => Store.RenewAsync([leased], past, Specimen.Lease, Cancel));
        await Assert.ThrowsAsync<OutboxClockException>(() => Store.CommitAsync([Specimen.Commit(leased, Specimen.Accepted(leased, past))], past, Cancel));
        Assert.Equal(OutboxState.Leased, (await FoundAsync("FV/1")).State);
        Assert.Equal([true], await Store.RenewAsync([leased], Specimen.Noon - Duration.FromSeconds(5), Specimen.Lease, Cancel));
    }

    /// <summary>A lease asks for at least one entry and some time.</summary>
    [Fact]
    public async Task A_lease_of_nothing_or_for_no_time_is_misuse()
    {
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.LeaseAsync(Specimen.Request(Specimen.Noon, 0), Cancel));
        await Assert.ThrowsAnyAsync<ArgumentException>(() => Store.LeaseAsync(Specimen.Request(Specimen.Noon) with { Duration = Duration.Zero }, Cancel));
    }

    private async Task AddAsync(string number, Deadline deadline) =>
        Assert.IsType<EnqueueOutcome.Added>(await Store.EnqueueAsync(Specimen.Prepared(Specimen.Entry(number) with { Deadline = new EntryDeadline(deadline, 1) }), Cancel));
}
