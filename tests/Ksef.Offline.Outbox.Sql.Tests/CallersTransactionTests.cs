using System.Data;
using System.Data.Common;
using System.Globalization;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sql.Tests.PostgreSql;
using Ksef.Offline.Outbox.Sql.Tests.Sqlite;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>Enqueueing in a transaction that is the caller's: with savepoints, after a conflict, in a strict isolation, with a large file, and cancelled in the middle.</summary>
public abstract class CallersTransactionTests : IAsyncLifetime
{
    private SqlOutbox _outbox = null!;

    protected static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract DbDataSource Source { get; }

    protected abstract SqlDialect Dialect { get; }

    public async ValueTask InitializeAsync()
    {
        _outbox = new SqlOutbox(Source, Dialect);
        await _outbox.MigrateAsync(Cancel);
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await RunAsync(connection, null, "CREATE TABLE erp_invoice (number " + Dialect.TypeName(SqlColumnType.Text) + " NOT NULL)");
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    protected abstract ValueTask RemoveAsync();

    [Fact]
    public async Task After_a_conflict_the_transaction_goes_on_and_what_else_is_in_it_is_committed()
    {
        await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel);
        await InTransactionAsync(async (connection, transaction) =>
        {
            Assert.IsType<EnqueueOutcome.Conflict>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1", [9]), transaction, Cancel));
            Assert.IsType<EnqueueOutcome.AlreadyPresent>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), transaction, Cancel));
            await RunAsync(connection, transaction, "INSERT INTO erp_invoice (number) VALUES ('FV/2')");
            Assert.IsType<EnqueueOutcome.Added>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/2"), transaction, Cancel));
            Assert.IsType<EnqueueOutcome.AlreadyPresent>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/2"), transaction, Cancel));
            Assert.IsType<EnqueueOutcome.Conflict>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/2", [9]), transaction, Cancel));
        });
        Assert.Equal(["FV/1", "FV/2"], await NumbersAsync());
        Assert.Equal(2, await CountAsync("ksef_evidence"));
        Assert.Equal(1, await CountAsync("erp_invoice"));
    }

    [Fact]
    public async Task A_savepoint_takes_back_the_entry_and_its_number_alone()
    {
        await InTransactionAsync(async (connection, transaction) =>
        {
            Assert.Equal(1, await NumberedAsync("FV/1", transaction));
            await RunAsync(connection, transaction, "SAVEPOINT one");
            Assert.Equal(2, await NumberedAsync("FV/2", transaction));
            await RunAsync(connection, transaction, "ROLLBACK TO SAVEPOINT one");
            Assert.Equal(2, await NumberedAsync("FV/3", transaction));
        });
        Assert.Equal(["FV/1", "FV/3"], await NumbersAsync());
        Assert.Equal(2, await CountAsync("ksef_body"));
        Assert.Equal(2, await CountAsync("ksef_evidence"));
    }

    [Fact]
    public async Task A_number_taken_by_another_invoice_is_refused_and_the_caller_rolls_back_to_nothing()
    {
        var taken = Referenced("FV/1", 7);
        await _outbox.Store.EnqueueAsync(taken, Cancel);
        await using (var connection = await Source.OpenConnectionAsync(Cancel))
        {
            await using var transaction = await Dialect.BeginWriteAsync(connection, Cancel);
            var error = await Assert.ThrowsAsync<SqlStoreException>(() => _outbox.Store.EnqueueAsync(Referenced("FV/2", 7), transaction, Cancel));
            Assert.Contains("taken by another invoice", error.Message, StringComparison.Ordinal);
            await transaction.RollbackAsync(Cancel);
        }
        await Assert.ThrowsAsync<SqlStoreException>(() => _outbox.Store.EnqueueAsync(Referenced("FV/2", 7), Cancel));
        Assert.Equal(["FV/1"], await NumbersAsync());
        Assert.Equal((1L, 1L), (await CountAsync("ksef_body"), await CountAsync("ksef_evidence")));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(5)]
    public async Task However_many_records_come_with_it_all_are_there_and_in_order(int count)
    {
        var drafts = Enumerable.Range(1, count).Select(i => SmallEntry.Draft(string.Create(CultureInfo.InvariantCulture, $"record {i}"))).ToList();
        var prepared = SmallEntry.Prepared("FV/1") with { Evidence = drafts };
        Assert.IsType<EnqueueOutcome.Added>(await _outbox.Store.EnqueueAsync(prepared, Cancel));
        // Offered again with more to say: it is there already, and nothing is added to its chain.
        Assert.IsType<EnqueueOutcome.AlreadyPresent>(await _outbox.Store.EnqueueAsync(prepared with { Evidence = [.. drafts, SmallEntry.Draft("more")] }, Cancel));
        var records = await _outbox.Evidence.ReadAsync(Evidence.EvidenceChains.Of(prepared.Entry.Key), Cancel).ToListAsync(Cancel);
        Assert.Equal(drafts.Select(d => d.Text), records.Select(r => r.Text));
        Assert.Null(Evidence.EvidenceChains.FirstBroken(records));
    }

    [Fact]
    public async Task Ten_megabytes_come_back_exactly()
    {
        var bytes = new byte[10 * 1024 * 1024];
        for (var i = 0; i < bytes.Length; i++) bytes[i] = (byte)((i * 17) ^ (i >> 9));
        await InTransactionAsync((_, transaction) => _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/large", bytes), transaction, Cancel));
        Assert.True((await _outbox.Store.FindAsync(SmallEntry.Key("FV/large"), Cancel))!.Bytes.Span.SequenceEqual(bytes));
    }

    [Fact]
    public async Task Cancelled_before_it_begins_the_transaction_is_untouched()
    {
        await InTransactionAsync(async (_, transaction) =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), transaction, new CancellationToken(canceled: true)));
            Assert.IsType<EnqueueOutcome.Added>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/2"), transaction, Cancel));
        });
        Assert.Equal(["FV/2"], await NumbersAsync());
    }

    protected async Task<List<string>> NumbersAsync() => await _outbox.Store.ReadAsync(OutboxQuery.All, Cancel).Select(e => e.Key.Number).ToListAsync(Cancel);

    private static PreparedInvoice Referenced(string number, long reference)
    {
        var prepared = SmallEntry.Prepared(number);
        return prepared with { Entry = prepared.Entry with { Reference = new OffReference("OFF/2026", reference) } };
    }

    private static async Task RunAsync(DbConnection connection, DbTransaction? transaction, string sql)
    {
        await using var command = connection.CreateCommand();
        (command.CommandText, command.Transaction) = (sql, transaction);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task InTransactionAsync(Func<DbConnection, DbTransaction, Task> work)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var transaction = await Dialect.BeginWriteAsync(connection, Cancel);
        await work(connection, transaction);
        await transaction.CommitAsync(Cancel);
    }

    private async Task<long> NumberedAsync(string number, DbTransaction transaction) =>
        Assert.IsType<EnqueueOutcome.Added>(await _outbox.Store.EnqueueAsync(Referenced(number, 0), transaction, Cancel)).Entry.Reference.Number;

    private async Task<long> CountAsync(string table)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM " + table;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancel), CultureInfo.InvariantCulture);
    }

    public sealed class OnSqlite : CallersTransactionTests
    {
        private readonly SqliteFile _file = new();

        protected override DbDataSource Source => _file.Source;

        protected override SqlDialect Dialect => SqlDialect.Sqlite;

        protected override ValueTask RemoveAsync() => _file.DisposeAsync();
    }

    public sealed class OnPostgreSql : CallersTransactionTests
    {
        private readonly PostgreSqlSchema _schema = new();

        protected override DbDataSource Source => _schema.Source;

        protected override SqlDialect Dialect => SqlDialect.PostgreSql;

        protected override ValueTask RemoveAsync() => _schema.DisposeAsync();

        [Theory]
        [InlineData(IsolationLevel.RepeatableRead)]
        [InlineData(IsolationLevel.Serializable)]
        public async Task In_a_strict_isolation_what_another_committed_meanwhile_is_a_conflict_of_transactions_and_repeating_finds_it(IsolationLevel isolation)
        {
            await using var connection = await Source.OpenConnectionAsync(Cancel);
            await using (var transaction = await connection.BeginTransactionAsync(isolation, Cancel))
            {
                await RunAsync(connection, transaction, "SELECT COUNT(*) FROM ksef_entry");
                await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel);
                var error = await Assert.ThrowsAsync<SqlStoreException>(() => _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), transaction, Cancel));
                Assert.Equal((SqlTrouble.Conflict, false), (error.Trouble, error.MayHaveCommitted));
                // The server has given the transaction up; whatever comes next in it is refused too, never half done.
                await Assert.ThrowsAsync<SqlStoreException>(() => _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/2"), transaction, Cancel));
                await transaction.RollbackAsync(Cancel);
            }
            await using (var again = await connection.BeginTransactionAsync(isolation, Cancel))
            {
                Assert.IsType<EnqueueOutcome.AlreadyPresent>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), again, Cancel));
                Assert.IsType<EnqueueOutcome.Added>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/2"), again, Cancel));
                await again.CommitAsync(Cancel);
            }
            Assert.Equal(["FV/1", "FV/2"], await NumbersAsync());
        }

        [Theory]
        [InlineData(false)]
        [InlineData(true)]
        public async Task Cancelled_while_it_waits_for_another_transaction_it_ends_at_once_and_stores_nothing(bool numbered)
        {
            var prepared = numbered ? Referenced("FV/1", 0) : SmallEntry.Prepared("FV/1");
            await using (var connection = await Source.OpenConnectionAsync(Cancel))
            {
                await using var holding = await Dialect.BeginWriteAsync(connection, Cancel);
                await _outbox.Store.EnqueueAsync(prepared, holding, Cancel);
                using var impatient = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
                var waiting = Task.Run(() => _outbox.Store.EnqueueAsync(prepared, impatient.Token), Cancel);
                while (await WaitingAsync() == 0) await Task.Yield();
                await impatient.CancelAsync();
                await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
                await holding.RollbackAsync(Cancel);
            }
            Assert.Empty(await NumbersAsync());
            Assert.IsType<EnqueueOutcome.Added>(await _outbox.Store.EnqueueAsync(prepared, Cancel));
        }

        private async Task<long> WaitingAsync()
        {
            await using var connection = await Source.OpenConnectionAsync(Cancel);
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM pg_locks JOIN pg_stat_activity USING (pid) WHERE NOT granted AND query LIKE '%ksef_%' AND pid = ANY (SELECT pid FROM pg_locks WHERE relation = '{_schema.Name}.ksef_entry'::regclass OR relation = '{_schema.Name}.ksef_counter'::regclass)";
            return (long)(await command.ExecuteScalarAsync(Cancel))!;
        }
    }
}
