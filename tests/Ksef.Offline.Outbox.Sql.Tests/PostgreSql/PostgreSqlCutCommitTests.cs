using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using Npgsql;

namespace Ksef.Offline.Outbox.Sql.Tests.PostgreSql;

/// <summary>The connection breaks in the middle of a commit, before the server hears of it or after it has done it: the error says so, and repeating finds out, never doing anything twice.</summary>
public sealed class PostgreSqlCutCommitTests : IAsyncLifetime
{
    private readonly PostgreSqlSchema _schema = new();
    private CuttingRelay _relay = null!;
    private NpgsqlDataSource _source = null!;
    private SqlOutbox _outbox = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _relay = new CuttingRelay(_schema.ConnectionString);
        _source = NpgsqlDataSource.Create(_relay.ConnectionString);
        _outbox = new SqlOutbox(_source, SqlDialect.PostgreSql);
        await _outbox.MigrateAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        await _source.DisposeAsync();
        await _relay.DisposeAsync();
        await _schema.DisposeAsync();
    }

    [Theory]
    [InlineData(nameof(CuttingRelay.Cut.BeforeCommit))]
    [InlineData(nameof(CuttingRelay.Cut.AfterCommit))]
    public async Task An_enqueue_cut_at_its_commit_is_repeated_and_is_one_entry(string cut)
    {
        var prepared = SmallEntry.Prepared("FV/1");
        // One statement that commits by itself: the message with its values is the commit.
        await CutAsync(cut, () => _outbox.Store.EnqueueAsync(prepared, Cancel), prepared.Entry.Key.ToString());
        var repeated = await _outbox.Store.EnqueueAsync(prepared, Cancel);
        if (cut == nameof(CuttingRelay.Cut.BeforeCommit)) Assert.IsType<EnqueueOutcome.Added>(repeated);
        else Assert.IsType<EnqueueOutcome.AlreadyPresent>(repeated);
        Assert.Single(await _outbox.Store.ReadAsync(OutboxQuery.All, Cancel).ToListAsync(Cancel));
        Assert.Single(await EvidenceAsync());
    }

    [Theory]
    [InlineData(nameof(CuttingRelay.Cut.BeforeCommit))]
    [InlineData(nameof(CuttingRelay.Cut.AfterCommit))]
    public async Task A_number_given_in_a_commit_that_was_cut_is_neither_lost_nor_given_twice(string cut)
    {
        var numbered = new[] { "FV/1", "FV/2" }.Select(n => SmallEntry.Prepared(n)).Select(p => p with { Entry = p.Entry with { Reference = new OffReference("OFF/2026", 0) } }).ToArray();
        await CutAsync(cut, () => _outbox.Store.EnqueueAsync(numbered[0], Cancel));
        await _outbox.Store.EnqueueAsync(numbered[0], Cancel);
        await _outbox.Store.EnqueueAsync(numbered[1], Cancel);
        var entries = await _outbox.Store.ReadAsync(OutboxQuery.All, Cancel).ToListAsync(Cancel);
        Assert.Equal([1L, 2L], entries.Select(e => e.Reference.Number));
    }

    [Theory]
    [InlineData(nameof(CuttingRelay.Cut.BeforeCommit))]
    [InlineData(nameof(CuttingRelay.Cut.AfterCommit))]
    public async Task A_lease_cut_at_its_commit_is_never_in_two_hands(string cut)
    {
        await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel);
        var request = new LeaseRequest("shop", SmallEntry.Noon, Duration.FromMinutes(2), 10, "worker 1");
        await CutAsync(cut, () => _outbox.Store.LeaseAsync(request, Cancel), request.Owner);
        var next = request with { Owner = "worker 2" };
        var again = await _outbox.Store.LeaseAsync(next, Cancel);
        if (cut == nameof(CuttingRelay.Cut.AfterCommit))
        {
            // It is in hands that do not know it: until the lease ends nobody else gets it, then one does.
            Assert.Empty(again);
            next = next with { Now = SmallEntry.Noon + Duration.FromMinutes(2) };
        }
        // The server lets go of the row as soon as it notices that nobody is there any more.
        while (again.Count == 0) again = await _outbox.Store.LeaseAsync(next, Cancel);
        Assert.Equal(cut == nameof(CuttingRelay.Cut.AfterCommit) ? 2 : 1, Assert.Single(again).Fence);
        Assert.Empty(await _outbox.Store.LeaseAsync(next with { Owner = "worker 3" }, Cancel));
    }

    [Theory]
    [InlineData(nameof(CuttingRelay.Cut.BeforeCommit))]
    [InlineData(nameof(CuttingRelay.Cut.AfterCommit))]
    public async Task A_result_cut_at_its_commit_is_recorded_once(string cut)
    {
        await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel);
        var leased = Assert.Single(await _outbox.Store.LeaseAsync(new LeaseRequest("shop", SmallEntry.Noon, Duration.FromMinutes(2), 10, "worker 1"), Cancel));
        var number = KsefNumber.Create(leased.Entry.Key.SellerNip, new LocalDate(2026, 11, 20), 1);
        var accepted = new LeaseCommit(leased, EntryTransitions.Apply(leased.Entry, new OutboxEvent.Answered(
            SmallEntry.Noon, "worker 1", new GatewayOutcome.Accepted(leased.Entry.Key, number, SmallEntry.Noon, SmallEntry.Noon, true, new SubmissionReference("S-1", "I-1")), null)));
        await CutAsync(cut, () => _outbox.Store.CommitAsync([accepted], SmallEntry.Noon, Cancel));
        // Repeated: done now, or refused because it was done and the lease given back. Either way it stands there once.
        Assert.Equal([cut == nameof(CuttingRelay.Cut.BeforeCommit)], await _outbox.Store.CommitAsync([accepted], SmallEntry.Noon, Cancel));
        var entry = await _outbox.Store.FindAsync(leased.Entry.Key, Cancel);
        Assert.Equal((OutboxState.Accepted, number), (entry!.State, entry.Acceptance!.Number));
        Assert.Single(await _outbox.Notifications.TakeAsync(SmallEntry.Noon, Duration.FromMinutes(1), 10, Cancel));
        var evidence = await EvidenceAsync();
        Assert.Equal(1 + accepted.Transition.Evidence.Count, evidence.Count);
        Assert.Null(EvidenceChains.FirstBroken(evidence));
    }

    private async Task CutAsync(string cut, Func<Task> operation, string? value = null)
    {
        _relay.CutNext(Enum.Parse<CuttingRelay.Cut>(cut), value);
        var error = await Assert.ThrowsAsync<SqlStoreException>(operation);
        Assert.Equal(1, _relay.Cuts);
        Assert.Equal((SqlTrouble.ConnectionLost, true), (error.Trouble, error.MayHaveCommitted));
        Assert.Contains("may have happened", error.Message, StringComparison.Ordinal);
    }

    private async Task<List<EvidenceRecord>> EvidenceAsync() => await _outbox.Evidence.ReadAsync(EvidenceChains.Of(SmallEntry.Key("FV/1")), Cancel).ToListAsync(Cancel);
}
