using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

public abstract partial class OutboxStoreConformance
{
    /// <summary>State, evidence and notification are committed together.</summary>
    [Fact]
    public async Task A_commit_writes_state_evidence_and_notification_together()
    {
        var leased = await LeasedAsync("FV/1");
        var commit = Specimen.Commit(leased, Specimen.Accepted(leased, Specimen.Noon));
        Assert.Equal([true], await Store.CommitAsync([commit], Specimen.Noon, Cancel));
        var found = await FoundAsync("FV/1");
        AssertSame(commit.Transition.After, found);
        var evidence = await EvidenceOfAsync("FV/1");
        Assert.Equal([1L, 2L], evidence.Select(e => e.Sequence));
        Assert.Null(EvidenceChains.FirstBroken(evidence));
        var told = Assert.Single(await Outbox.Notifications.TakeAsync(Specimen.Noon, Specimen.Lease, 10, Cancel));
        Assert.Equal((NotificationKind.NumberAssigned, leased.Entry.Key, found.Acceptance!.Number.ToString()), (told.Kind, told.Key, told.Text));
        Assert.Empty(await Store.LeaseAsync(Specimen.Request(Specimen.Noon + Duration.FromHours(1)), Cancel));
    }

    /// <summary>A commit under a lease that another has taken since is refused, and leaves no trace.</summary>
    [Fact]
    public async Task A_late_commit_is_refused_and_leaves_no_trace()
    {
        var late = await LeasedAsync("FV/1");
        var current = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon + Specimen.Lease, owner: "worker 2"), Cancel));
        Assert.Equal([false], await Store.CommitAsync([Specimen.Commit(late, Specimen.Accepted(late, Specimen.Noon))], Specimen.Noon + Specimen.Lease, Cancel));
        Assert.Equal(OutboxState.Leased, (await FoundAsync("FV/1")).State);
        Assert.Single(await EvidenceOfAsync("FV/1"));
        Assert.Empty(await Outbox.Notifications.TakeAsync(Specimen.Noon + Specimen.Lease, Specimen.Lease, 10, Cancel));
        Assert.Equal([true], await Store.CommitAsync([Specimen.Commit(current, Specimen.Accepted(current, Specimen.Noon))], Specimen.Noon + Specimen.Lease, Cancel));
    }

    /// <summary>A commit can be made once: the lease is given back with it.</summary>
    [Fact]
    public async Task A_commit_that_gave_the_lease_back_cannot_be_repeated()
    {
        var leased = await LeasedAsync("FV/1");
        var commit = Specimen.Commit(leased, Specimen.Accepted(leased, Specimen.Noon));
        Assert.Equal([true], await Store.CommitAsync([commit], Specimen.Noon, Cancel));
        Assert.Equal([false], await Store.CommitAsync([commit], Specimen.Noon, Cancel));
        Assert.Equal([false], await Store.RenewAsync([leased], Specimen.Noon, Specimen.Lease, Cancel));
        Assert.Equal(2, (await EvidenceOfAsync("FV/1")).Count);
    }

    /// <summary>A mark in the middle keeps the lease, and the next commit stands on it.</summary>
    [Fact]
    public async Task A_mark_keeps_the_lease_and_the_next_commit_stands_on_it()
    {
        var leased = await LeasedAsync("FV/1");
        var mark = Specimen.Commit(leased, Specimen.Sending(leased, Specimen.Noon));
        Assert.Equal([true], await Store.CommitAsync([mark], Specimen.Noon, Cancel));
        var marked = leased with { Entry = mark.Transition.After };
        Assert.Equal((OutboxState.Unknown, 1, Specimen.Noon), ((await FoundAsync("FV/1")).State, marked.Entry.Attempts, marked.Entry.LastSendingAt));
        Assert.Empty(await Store.LeaseAsync(Specimen.Request(Specimen.Noon + Duration.FromSeconds(1)), Cancel));
        Assert.Equal([true], await Store.CommitAsync([Specimen.Commit(marked, Specimen.Accepted(marked, Specimen.Noon))], Specimen.Noon, Cancel));
        Assert.Equal(OutboxState.Accepted, (await FoundAsync("FV/1")).State);
    }

    /// <summary>Of several commits in one call those that lost their lease are refused, the others hold.</summary>
    [Fact]
    public async Task Of_several_commits_only_the_lost_are_refused()
    {
        foreach (var i in Enumerable.Range(0, 4)) await Store.EnqueueAsync(Specimen.Prepared(Specimen.Number(i)), Cancel);
        var leased = await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel);
        await Store.CommitAsync([Specimen.Commit(leased[2], Specimen.Accepted(leased[2], Specimen.Noon, 2))], Specimen.Noon, Cancel);
        var commits = leased.Select((l, i) => Specimen.Commit(l, Specimen.Accepted(l, Specimen.Noon, i))).Reverse().ToList();
        Assert.Equal([true, false, true, true], await Store.CommitAsync(commits, Specimen.Noon, Cancel));
        Assert.All(await EverythingAsync(), e => Assert.Equal(OutboxState.Accepted, e.State));
    }

    /// <summary>A technical correction brings new bytes; the first reference, key and time of issue stay.</summary>
    [Fact]
    public async Task New_bytes_are_written_only_where_the_hash_differs()
    {
        var leased = await LeasedAsync("FV/1");
        var bytes = Encoding.UTF8.GetBytes("<Faktura>mended</Faktura>");
        var after = leased.Entry with { State = OutboxState.Issued, Bytes = bytes, Hash = InvoiceHash.Of(bytes), Corrects = leased.Entry.Hash, IssueDate = new LocalDate(2026, 11, 21), IssuedAt = Instant.MinValue };
        Assert.Equal([true], await Store.CommitAsync([new LeaseCommit(leased, new Transition(after, [], []))], Specimen.Noon, Cancel));
        AssertSame(after with { IssuedAt = leased.Entry.IssuedAt }, await FoundAsync("FV/1"));

        var again = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        await Store.CommitAsync([new LeaseCommit(again, new Transition(again.Entry with { Bytes = new byte[] { 1 }, IssueDate = new LocalDate(2026, 1, 1) }, [], []))], Specimen.Noon, Cancel);
        AssertSame(again.Entry, await FoundAsync("FV/1"));
    }

    /// <summary>A recomputed deadline is written whoever holds the lease, orders the queue at once, and is not undone by the holder's commit.</summary>
    [Fact]
    public async Task A_recomputed_deadline_is_written_beside_a_lease_and_survives_its_commit()
    {
        var leased = await LeasedAsync("FV/1");
        await Store.EnqueueAsync(Specimen.Prepared("FV/2", new LocalDate(2026, 11, 30)), Cancel);
        var newer = new EntryDeadline(Deadline.On(new LocalDate(2026, 12, 24)), 2);
        var update = new DeadlineUpdate(leased.Entry.Key, newer, [Specimen.Draft("recomputed", EvidenceKind.DeadlineComputed)], [new NotificationDraft(NotificationKind.DeadlineChanged, Specimen.Noon, "2026-12-24")]);
        Assert.Equal([true], await Store.RescheduleAsync([update], Cancel));
        Assert.Equal([false], await Store.RescheduleAsync([update], Cancel));
        Assert.Equal([false], await Store.RescheduleAsync([update with { Key = Specimen.Key("FV/absent"), Deadline = newer with { TimelineVersion = 3 } }], Cancel));
        var back = new OutboxEvent.LeaseEnded(Specimen.Noon, "worker 1");
        Assert.Equal([true], await Store.CommitAsync([Specimen.Commit(leased, back)], Specimen.Noon, Cancel));
        Assert.Equal(newer, (await FoundAsync("FV/1")).Deadline);
        Assert.Equal(["FV/2", "FV/1"], (await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel)).Select(l => l.Entry.Key.Number));
        Assert.Equal(2, (await EvidenceOfAsync("FV/1")).Count);
        Assert.Single(await Outbox.Notifications.TakeAsync(Specimen.Noon, Specimen.Lease, 10, Cancel));
    }

    /// <summary>A commit may change the deadline; the lifted duty takes the entry out of the queue, and a new date brings it back.</summary>
    [Fact]
    public async Task A_deadline_decides_whether_the_queue_gives_an_entry_out()
    {
        var leased = await LeasedAsync("FV/1");
        var after = leased.Entry with { State = OutboxState.Issued, Deadline = new EntryDeadline(Deadline.None(), 5) };
        Assert.Equal([true], await Store.CommitAsync([new LeaseCommit(leased, new Transition(after, [], []))], Specimen.Noon, Cancel));
        Assert.Empty(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        Assert.Equal([true], await Store.RescheduleAsync([new DeadlineUpdate(leased.Entry.Key, new EntryDeadline(Deadline.Awaiting(), 6), [], [])], Cancel));
        Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
    }

    /// <summary>The deadline of what is finished stays as it was.</summary>
    [Fact]
    public async Task The_deadline_of_a_finished_entry_is_not_recomputed()
    {
        var leased = await LeasedAsync("FV/1");
        await Store.CommitAsync([Specimen.Commit(leased, Specimen.Accepted(leased, Specimen.Noon))], Specimen.Noon, Cancel);
        Assert.Equal([false], await Store.RescheduleAsync([new DeadlineUpdate(leased.Entry.Key, new EntryDeadline(Deadline.None(), 9), [], [])], Cancel));
        Assert.Equal(leased.Entry.Deadline, (await FoundAsync("FV/1")).Deadline);
    }

    /// <summary>A delivery is recorded in any state; what is known stays.</summary>
    [Fact]
    public async Task A_delivery_is_recorded_in_any_state_and_the_first_instants_stay()
    {
        var leased = await LeasedAsync("FV/1");
        var later = Specimen.Noon + Duration.FromHours(1);
        Assert.True(await Store.RecordDeliveryAsync(leased.Entry.Key, new Delivery(Specimen.Noon, null, null), Specimen.Draft("printed", EvidenceKind.Delivery), Cancel));
        await Store.CommitAsync([Specimen.Commit(leased, Specimen.Accepted(leased, Specimen.Noon))], Specimen.Noon, Cancel);
        Assert.True(await Store.RecordDeliveryAsync(leased.Entry.Key, new Delivery(later, later, "paper"), Specimen.Draft("handed over", EvidenceKind.Delivery), Cancel));
        Assert.False(await Store.RecordDeliveryAsync(Specimen.Key("FV/absent"), new Delivery(later, later, "paper"), Specimen.Draft("handed over"), Cancel));
        Assert.Equal(new Delivery(Specimen.Noon, later, "paper"), (await FoundAsync("FV/1")).Delivery);
        Assert.Equal(4, (await EvidenceOfAsync("FV/1")).Count);
        Assert.Empty(await EvidenceOfAsync("FV/absent"));
    }

    private async Task<LeasedEntry> LeasedAsync(string number)
    {
        await Store.EnqueueAsync(Specimen.Prepared(number), Cancel);
        return Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
    }
}
