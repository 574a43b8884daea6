using System.Data;
using System.Data.Common;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Sql.Tests.Sqlite;

/// <summary>Callers who wait for the one writer of SQLite are committed together; what befalls one of them is its own.</summary>
public sealed class GroupCommitTests : IAsyncLifetime
{
    private readonly SqliteFile _file = new();
    private readonly GatedDialect _dialect = new();
    private SqlOutbox _outbox = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _outbox = new SqlOutbox(_file.Source, _dialect);
        await _outbox.MigrateAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        await _file.DisposeAsync();
    }

    [Fact]
    public async Task Callers_who_wait_share_one_transaction()
    {
        var (first, waiting) = await CrowdAsync([.. Enumerable.Range(1, 20).Select(i => SmallEntry.Prepared($"FV/{i}"))], Cancel);
        Assert.All(await Task.WhenAll([first, .. waiting]), o => Assert.IsType<EnqueueOutcome.Added>(o));
        Assert.Equal(2, TransactionsOfCrowd());
        await AssertStoredAsync(21);
    }

    [Fact]
    public async Task The_same_file_and_a_conflict_in_a_group_are_told_to_their_callers_alone()
    {
        var (first, waiting) = await CrowdAsync(
            [SmallEntry.Prepared("FV/1"), SmallEntry.Prepared("FV/1"), SmallEntry.Prepared("FV/1", [1, 2, 3]), SmallEntry.Prepared("FV/first", [4]), SmallEntry.Prepared("FV/2")], Cancel);
        Assert.IsType<EnqueueOutcome.Added>(await first);
        var outcomes = await Task.WhenAll(waiting);
        Assert.IsType<EnqueueOutcome.Added>(outcomes[0]);
        Assert.IsType<EnqueueOutcome.AlreadyPresent>(outcomes[1]);
        Assert.Equal(SmallEntry.Prepared("FV/1").Entry.Hash, Assert.IsType<EnqueueOutcome.Conflict>(outcomes[2]).Existing);
        Assert.IsType<EnqueueOutcome.Conflict>(outcomes[3]);
        Assert.IsType<EnqueueOutcome.Added>(outcomes[4]);
        // No one was rolled back for it.
        Assert.Equal(2, TransactionsOfCrowd());
        await AssertStoredAsync(3);
    }

    [Fact]
    public async Task A_caller_who_gives_up_while_it_waits_is_answered_at_once_and_the_others_are_stored()
    {
        using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
        _dialect.Shut();
        var before = _dialect.Transactions;
        var first = EnqueueAsync(SmallEntry.Prepared("FV/first"), Cancel);
        await UntilAsync(() => _dialect.Transactions > before);
        var gone = EnqueueAsync(SmallEntry.Prepared("FV/gone"), impatient.Token);
        var stays = EnqueueAsync(SmallEntry.Prepared("FV/stays"), Cancel);
        await impatient.CancelAsync();
        // The gate is still shut: it is answered before the writer gets to it.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => gone);
        Assert.False(first.IsCompleted || stays.IsCompleted);
        _dialect.Open();
        Assert.All(await Task.WhenAll(first, stays), o => Assert.IsType<EnqueueOutcome.Added>(o));
        Assert.Null(await _outbox.Store.FindAsync(SmallEntry.Key("FV/gone"), Cancel));
        await AssertStoredAsync(2);
    }

    [Fact]
    public async Task A_statement_that_fails_in_a_group_fails_for_its_caller_alone()
    {
        var (first, waiting) = await CrowdAsync(
            [Numbered("FV/1", 7), Numbered("FV/2", 7), SmallEntry.Prepared("FV/3"), SmallEntry.Prepared("FV/4")], Cancel);
        await first;
        Assert.IsType<EnqueueOutcome.Added>(await waiting[0]);
        var error = await Assert.ThrowsAsync<SqlStoreException>(() => waiting[1]);
        Assert.Contains("taken by another invoice", error.Message, StringComparison.Ordinal);
        Assert.False(error.MayHaveCommitted);
        Assert.IsType<EnqueueOutcome.Added>(await waiting[2]);
        Assert.IsType<EnqueueOutcome.Added>(await waiting[3]);
        Assert.Null(await _outbox.Store.FindAsync(SmallEntry.Key("FV/2"), Cancel));
        await AssertStoredAsync(4);
    }

    [Fact]
    public async Task Numbers_given_in_a_group_that_was_taken_apart_have_no_gap()
    {
        PreparedInvoice[] crowd = [.. Enumerable.Range(1, 10).Select(i => Numbered($"FV/{i}", 0)), Numbered("FV/bad", 3), .. Enumerable.Range(11, 10).Select(i => Numbered($"FV/{i}", 0))];
        var (first, waiting) = await CrowdAsync(crowd, Cancel);
        await first;
        // Whoever comes first takes the number 3: the other is refused, alone.
        await Assert.ThrowsAsync<SqlStoreException>(() => waiting[10]);
        var numbers = new List<long>();
        foreach (var (index, task) in waiting.Index().Where(w => w.Index != 10)) numbers.Add(Assert.IsType<EnqueueOutcome.Added>(await task).Entry.Reference.Number);
        Assert.Equal(Enumerable.Range(1, 20).Select(n => (long)n), numbers.Order());
    }

    [Fact]
    public async Task Whoever_waits_when_the_outbox_is_disposed_is_stored_and_whoever_comes_later_is_refused()
    {
        _dialect.Shut();
        var before = _dialect.Transactions;
        var first = EnqueueAsync(SmallEntry.Prepared("FV/first"), Cancel);
        await UntilAsync(() => _dialect.Transactions > before);
        var waiting = _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/waits"), Cancel);
        var disposing = _outbox.DisposeAsync().AsTask();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/late"), Cancel));
        Assert.False(disposing.IsCompleted);
        _dialect.Open();
        Assert.IsType<EnqueueOutcome.Added>(await first.WaitAsync(Patience, Cancel));
        Assert.IsType<EnqueueOutcome.Added>(await waiting.WaitAsync(Patience, Cancel));
        await disposing.WaitAsync(Patience, Cancel);
    }

    [Fact]
    public async Task A_driver_that_breaks_while_a_transaction_is_given_up_leaves_nobody_waiting()
    {
        _dialect.Wrap = transaction => new BreakingTransaction(transaction);
        // The driver of SQLite takes no transaction but its own, so the work fails; then giving the transaction up fails too.
        await Assert.ThrowsAsync<InvalidCastException>(() => EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel).WaitAsync(Patience, Cancel));
        _dialect.Wrap = null;
        Assert.IsType<EnqueueOutcome.Added>(await EnqueueAsync(SmallEntry.Prepared("FV/2"), Cancel).WaitAsync(Patience, Cancel));
    }

    private static TimeSpan Patience { get; } = TimeSpan.FromMinutes(1);

    private static PreparedInvoice Numbered(string number, long reference)
    {
        var prepared = SmallEntry.Prepared(number);
        return prepared with { Entry = prepared.Entry with { Reference = new OffReference("OFF/2026", reference) } };
    }

    private int TransactionsOfCrowd() => _dialect.Transactions - 1;

    private Task<EnqueueOutcome> EnqueueAsync(PreparedInvoice prepared, CancellationToken cancellationToken) =>
        Task.Run(() => _outbox.Store.EnqueueAsync(prepared, cancellationToken), CancellationToken.None);

    // The first holds the writer at the gate; the others come in their order, and wait together.
    private async Task<(Task<EnqueueOutcome> First, List<Task<EnqueueOutcome>> Waiting)> CrowdAsync(PreparedInvoice[] crowd, CancellationToken cancellationToken)
    {
        _dialect.Shut();
        var before = _dialect.Transactions;
        var first = EnqueueAsync(SmallEntry.Prepared("FV/first"), cancellationToken);
        await UntilAsync(() => _dialect.Transactions > before);
        // Called here, not in tasks: each is in the queue when the call returns.
        var waiting = crowd.Select(p => _outbox.Store.EnqueueAsync(p, cancellationToken)).ToList();
        _dialect.Open();
        return (first, waiting);
    }

    private async Task AssertStoredAsync(int count)
    {
        var entries = await _outbox.Store.ReadAsync(new OutboxQuery { WithBytes = true }, Cancel).ToListAsync(Cancel);
        Assert.Equal(count, entries.Count);
        foreach (var entry in entries)
        {
            Assert.Equal(entry.Hash, InvoiceHash.Of(entry.Bytes.Span));
            var chain = await _outbox.Evidence.ReadAsync(EvidenceChains.Of(entry.Key), Cancel).ToListAsync(Cancel);
            Assert.Single(chain);
            Assert.Null(EvidenceChains.FirstBroken(chain));
        }
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        while (!holds()) await Task.Yield();
    }

    /// <summary>Breaks when it is given up, with what is no error of a database.</summary>
    private sealed class BreakingTransaction(DbTransaction inner) : DbTransaction
    {
        public override IsolationLevel IsolationLevel => inner.IsolationLevel;

        protected override DbConnection? DbConnection => inner.Connection;

        public override void Commit() => inner.Commit();

        public override void Rollback() => inner.Rollback();

        protected override void Dispose(bool disposing)
        {
            inner.Dispose();
            base.Dispose(disposing);
            throw new InvalidOperationException("This driver breaks when it rolls back.");
        }
    }
}
