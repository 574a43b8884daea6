using System.Text;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>What every outbox store must do: this file enqueues and reopens; the others lease, commit and read.</summary>
public abstract partial class OutboxStoreConformance : OutboxConformance
{
    private IOutboxStore Store => Outbox.Store;

    /// <summary>The same key with the same bytes is one entry.</summary>
    [Fact]
    public async Task The_same_key_and_bytes_twice_is_one_entry()
    {
        var entry = Specimen.Entry("FV/1");
        Assert.IsType<EnqueueOutcome.Added>(await Store.EnqueueAsync(Specimen.Prepared(entry), Cancel));
        var again = Assert.IsType<EnqueueOutcome.AlreadyPresent>(await Store.EnqueueAsync(Specimen.Prepared(entry with { Note = "again" }), Cancel));
        Assert.Null(again.Entry.Note);
        Assert.Equal(entry.Hash, again.Entry.Hash);
        Assert.Single(await EverythingAsync());
        Assert.Single(await EvidenceOfAsync("FV/1"));
    }

    /// <summary>The bytes that were enqueued stay the entry's own after a technical correction has replaced them, and the mended ones are so too.</summary>
    [Fact]
    public async Task The_bytes_that_a_technical_correction_replaced_are_no_conflict()
    {
        var entry = Specimen.Entry("FV/1");
        await Store.EnqueueAsync(Specimen.Prepared(entry), Cancel);
        var leased = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        var mended = Specimen.Entry("FV/1", bytes: [4, 5, 6]);
        var corrected = leased.Entry with { State = OutboxState.Issued, Bytes = mended.Bytes, Hash = mended.Hash, Corrects = entry.Hash };
        Assert.True(Assert.Single(await Store.CommitAsync([new LeaseCommit(leased, new Transition(corrected, [], []))], Specimen.Noon, Cancel)));
        Assert.Equal(mended.Hash, Assert.IsType<EnqueueOutcome.AlreadyPresent>(await Store.EnqueueAsync(Specimen.Prepared(entry), Cancel)).Entry.Hash);
        Assert.IsType<EnqueueOutcome.AlreadyPresent>(await Store.EnqueueAsync(Specimen.Prepared(mended), Cancel));
        var conflict = Assert.IsType<EnqueueOutcome.Conflict>(await Store.EnqueueAsync(Specimen.Prepared(Specimen.Entry("FV/1", bytes: [7])), Cancel));
        Assert.Equal(mended.Hash, conflict.Existing);
    }

    /// <summary>The same key with other bytes is a conflict that names both hashes.</summary>
    [Fact]
    public async Task The_same_key_with_other_bytes_is_a_conflict_with_both_hashes()
    {
        var first = Specimen.Entry("FV/1");
        var other = Specimen.Entry("FV/1", bytes: [1, 2, 3]);
        await Store.EnqueueAsync(Specimen.Prepared(first), Cancel);
        var conflict = Assert.IsType<EnqueueOutcome.Conflict>(await Store.EnqueueAsync(Specimen.Prepared(other), Cancel));
        Assert.Equal((first.Key, first.Hash, other.Hash, OutboxState.Issued), (conflict.Key, conflict.Existing, conflict.Offered, conflict.State));
        Assert.Equal(first.Bytes.ToArray(), (await FoundAsync("FV/1")).Bytes.ToArray());
        Assert.Single(await EvidenceOfAsync("FV/1"));
    }

    /// <summary>A draft behind its original has no hash yet; then its bytes tell whether it is the same.</summary>
    [Fact]
    public async Task A_draft_is_told_from_another_by_its_bytes()
    {
        var draft = Specimen.Entry("FV/1", bytes: [1, 2, 3]) with { State = OutboxState.Blocked, Hash = default, Behind = Specimen.Key("FV/0") };
        Assert.IsType<EnqueueOutcome.Added>(await Store.EnqueueAsync(Specimen.Prepared(draft), Cancel));
        Assert.IsType<EnqueueOutcome.AlreadyPresent>(await Store.EnqueueAsync(Specimen.Prepared(draft), Cancel));
        Assert.IsType<EnqueueOutcome.Conflict>(await Store.EnqueueAsync(Specimen.Prepared(draft with { Bytes = new byte[] { 1, 2, 4 } }), Cancel));
        Assert.Equal([1, 2, 3], (await FoundAsync("FV/1")).Bytes.ToArray());
    }

    /// <summary>Bytes come back exactly, whatever they are.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(1024)]
    [InlineData(300_000)]
    [InlineData(3_000_000)]
    public async Task Bytes_come_back_exactly(int size)
    {
        var bytes = new byte[size];
        for (var i = 0; i < size; i++) bytes[i] = (byte)((i * 31) ^ (i >> 8));
        await Store.EnqueueAsync(Specimen.Prepared(Specimen.Entry("FV/zażółć gęślą jaźń/'\"%_;--", bytes: bytes)), Cancel);
        var leased = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        Assert.True(leased.Entry.Bytes.Span.SequenceEqual(bytes));
        var found = await Store.FindAsync(leased.Entry.Key, Cancel);
        Assert.True(found!.Bytes.Span.SequenceEqual(bytes));
        Assert.Equal(InvoiceHash.Of(bytes), found.Hash);
    }

    /// <summary>Every member of an entry comes back; instants to the tick.</summary>
    [Fact]
    public async Task Every_member_comes_back_and_instants_survive_to_the_tick()
    {
        var tick = Instant.FromUnixTimeTicks(17_637_000_000_000_001);
        var entry = Specimen.Entry("FV/1") with
        {
            IssuedAt = tick,
            Mode = new ModeDecision(InvoicingMode.Emergency, "announced", "Łucja", tick + Duration.FromTicks(1)),
            Deadline = new EntryDeadline(Deadlines.Deadline.On(new LocalDate(2026, 12, 28), new LocalDate(2026, 12, 23)), 7),
            BuyerNip = Nip.Parse("1111111111"),
            HasAttachment = true,
            Behind = Specimen.Key("FV/0"),
            NextAttempt = tick + Duration.FromTicks(3),
            State = OutboxState.Held,
            Note = "zażółć",
            Delivery = new Delivery(tick + Duration.FromTicks(4), tick + Duration.FromTicks(5), "paper"),
            Reference = new OffReference("OFF/2026/11/SHOP", 0),
        };
        var added = Assert.IsType<EnqueueOutcome.Added>(await Store.EnqueueAsync(Specimen.Prepared(entry), Cancel));
        var found = await FoundAsync("FV/1");
        Assert.Equal(new OffReference("OFF/2026/11/SHOP", 1), added.Entry.Reference);
        AssertSame(entry with { Reference = added.Entry.Reference }, found);
    }

    /// <summary>References of a scope are given without gaps and without repeats, however many ask at once; a repetition uses none up.</summary>
    [Fact]
    public async Task Own_references_have_no_gaps_and_no_repeats_when_many_ask_at_once()
    {
        const int Count = 60;
        var scope = new OffReference("OFF/2026/11", 0);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 2 * Count).Select(i => Task.Run(() => Store.EnqueueAsync(
            Specimen.Prepared(Specimen.Entry(Specimen.Number(i % Count)) with { Reference = scope }), Cancel), Cancel)));
        Assert.Equal(Count, outcomes.Count(o => o is EnqueueOutcome.Added));
        Assert.Equal(Count, outcomes.Count(o => o is EnqueueOutcome.AlreadyPresent));
        var numbers = (await EverythingAsync()).Select(e => e.Reference.Number).Order();
        Assert.Equal(Enumerable.Range(1, Count).Select(n => (long)n), numbers);
    }

    /// <summary>Of many callers with different bytes for one key exactly one wins.</summary>
    [Fact]
    public async Task Of_many_different_files_with_one_key_exactly_one_wins()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => Store.EnqueueAsync(
            Specimen.Prepared(Specimen.Entry("FV/1", bytes: Encoding.UTF8.GetBytes(Specimen.Number(i)))), Cancel), Cancel)));
        var added = Assert.Single(outcomes.OfType<EnqueueOutcome.Added>());
        Assert.All(outcomes.OfType<EnqueueOutcome.Conflict>(), c => Assert.Equal(added.Entry.Hash, c.Existing));
        Assert.Equal(19, outcomes.OfType<EnqueueOutcome.Conflict>().Count());
        Assert.Single(await EvidenceOfAsync("FV/1"));
    }

    /// <summary>A cancelled token changes nothing.</summary>
    [Fact]
    public async Task A_cancelled_token_changes_nothing()
    {
        await Store.EnqueueAsync(Specimen.Prepared("FV/1"), Cancel);
        var leased = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        var before = await FoundAsync("FV/1");
        var cancelled = new CancellationToken(canceled: true);
        await RefusesAsync(() => Store.EnqueueAsync(Specimen.Prepared("FV/2"), cancelled));
        await RefusesAsync(() => Store.LeaseAsync(Specimen.Request(Specimen.Noon + Duration.FromHours(1)), cancelled));
        await RefusesAsync(() => Store.RenewAsync([leased], Specimen.Noon, Specimen.Lease, cancelled));
        await RefusesAsync(() => Store.CommitAsync([Specimen.Commit(leased, Specimen.Accepted(leased, Specimen.Noon))], Specimen.Noon, cancelled));
        await RefusesAsync(() => Store.RescheduleAsync([new DeadlineUpdate(leased.Entry.Key, leased.Entry.Deadline with { TimelineVersion = 9 }, [], [])], cancelled));
        await RefusesAsync(() => Store.RecordDeliveryAsync(leased.Entry.Key, new Delivery(Specimen.Noon, null, null), Specimen.Draft("printed"), cancelled));
        AssertSame(before, Assert.Single(await EverythingAsync()));
        Assert.Single(await EvidenceOfAsync("FV/1"));

        static async Task RefusesAsync(Func<Task> call) => await Assert.ThrowsAnyAsync<OperationCanceledException>(call);
    }

    /// <summary>Closing and opening again keeps everything: entries, bytes, leases, evidence, notifications and the greatest instant seen.</summary>
    [Fact]
    public async Task Closing_and_opening_again_keeps_everything()
    {
        await Store.EnqueueAsync(Specimen.Prepared("FV/1", new LocalDate(2026, 11, 23)), Cancel);
        await Store.EnqueueAsync(Specimen.Prepared("FV/2", new LocalDate(2026, 11, 24)), Cancel);
        var leased = await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel);
        await Store.CommitAsync([Specimen.Commit(leased[0], Specimen.Accepted(leased[0], Specimen.Noon))], Specimen.Noon, Cancel);
        var before = await EverythingAsync();
        var again = await RestartAsync();
        var after = await again.Store.ReadAsync(new OutboxQuery { WithBytes = true }, Cancel).ToListAsync(Cancel);
        Assert.Equal(before.Count, after.Count);
        foreach (var (old, now) in before.Zip(after)) AssertSame(old, now);
        Assert.Empty(await again.Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        Assert.NotEmpty(await again.Notifications.TakeAsync(Specimen.Noon, Specimen.Lease, 10, Cancel));
        Assert.Null(EvidenceChains.FirstBroken(await again.Evidence.ReadAsync(EvidenceChains.Of(Specimen.Key("FV/1")), Cancel).ToListAsync(Cancel)));
        await Assert.ThrowsAsync<OutboxClockException>(() => again.Store.LeaseAsync(Specimen.Request(Specimen.Noon - Duration.FromHours(1)), Cancel));
    }

    /// <summary>Several processes may open the same new storage at once.</summary>
    [Fact]
    public async Task Opening_many_times_at_once_is_safe()
    {
        var opened = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(AnotherProcessAsync, Cancel)));
        foreach (var (index, parts) in opened.Index()) Assert.IsType<EnqueueOutcome.Added>(await parts.Store.EnqueueAsync(Specimen.Prepared(Specimen.Number(index)), Cancel));
        Assert.Equal(opened.Length, (await EverythingAsync()).Count);
    }

    private static void AssertSame(OutboxEntry expected, OutboxEntry actual)
    {
        Assert.Equal(expected.Bytes.ToArray(), actual.Bytes.ToArray());
        Assert.Equal(expected with { Bytes = default }, actual with { Bytes = default });
    }

    private async Task<OutboxEntry> FoundAsync(string number) => Assert.IsType<OutboxEntry>(await Store.FindAsync(Specimen.Key(number), Cancel));

    private async Task<List<OutboxEntry>> EverythingAsync() => await Store.ReadAsync(new OutboxQuery { WithBytes = true }, Cancel).ToListAsync(Cancel);

    private async Task<List<EvidenceRecord>> EvidenceOfAsync(string number) => await Outbox.Evidence.ReadAsync(EvidenceChains.Of(Specimen.Key(number)), Cancel).ToListAsync(Cancel);
}
