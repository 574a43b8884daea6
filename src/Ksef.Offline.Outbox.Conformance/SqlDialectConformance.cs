using System.Data.Common;
using System.Globalization;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>
/// What every SQL dialect must do beside the suites of the outbox, which it inherits over a <see cref="SqlOutbox"/>: claims that never meet, inserts that never fail, errors that are understood,
/// and the caller's own transaction.
/// </summary>
public abstract class SqlDialectConformance : IAsyncLifetime
{
    private static readonly string[] CounterColumns = ["scope", "last"];
    private static readonly string[] Scattered = ["fv/1", "FV/1", "FV/ż", "FV/z\u0307", "FV/Ł", "FV/\U0001F9FE"];
    private static readonly string[] Sorted = ["FV/1", "FV/z\u0307", "FV/Ł", "FV/ż", "FV/\U0001F9FE", "fv/1"];
    private DbDataSource _source = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>The dialect.</summary>
    protected abstract SqlDialect Dialect { get; }

    /// <summary>Makes a new, empty database.</summary>
    /// <param name="cancellationToken">Ends with the test.</param>
    protected abstract Task<DbDataSource> CreateAsync(CancellationToken cancellationToken);

    /// <summary>Removes the database.</summary>
    protected virtual ValueTask RemoveAsync() => ValueTask.CompletedTask;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _source = await CreateAsync(Cancel);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await RemoveAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>The schema is made once, however often and by however many at once it is asked for.</summary>
    [Fact]
    public async Task The_schema_is_made_once_however_many_ask_at_once()
    {
        var versions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(
            async () =>
            {
                await using var outbox = new SqlOutbox(_source, Dialect);
                return await outbox.MigrateAsync(Cancel);
            },
            Cancel)));
        Assert.Single(versions.Distinct());
        Assert.Equal((long)versions[0], await CountAsync("ksef_schema"));
    }

    /// <summary>Without the schema every operation says so, and what to do.</summary>
    [Fact]
    public async Task Without_the_schema_the_error_says_what_to_do()
    {
        await using var outbox = new SqlOutbox(_source, Dialect);
        var error = await Assert.ThrowsAsync<SqlStoreException>(() => outbox.Store.EnqueueAsync(Specimen.Prepared("FV/1"), Cancel));
        Assert.Equal(SqlTrouble.Schema, error.Trouble);
        Assert.Contains(nameof(SqlOutbox.MigrateAsync), error.Message, StringComparison.Ordinal);
    }

    /// <summary>A newer schema that still admits this version is used as it is; one that does not is refused and not touched.</summary>
    [Fact]
    public async Task A_newer_schema_is_used_or_refused_as_it_says()
    {
        await using var first = await MigratedAsync();
        await RunAsync("INSERT INTO ksef_schema (version, oldest_reader) VALUES (1000, 1)");
        await using var beside = new SqlOutbox(_source, Dialect);
        Assert.Equal(1000, await beside.MigrateAsync(Cancel));
        Assert.IsType<EnqueueOutcome.Added>(await beside.Store.EnqueueAsync(Specimen.Prepared("FV/1"), Cancel));
        await RunAsync("INSERT INTO ksef_schema (version, oldest_reader) VALUES (1001, 1001)");
        await using var old = new SqlOutbox(_source, Dialect);
        Assert.Equal(SqlTrouble.Schema, (await Assert.ThrowsAsync<SqlStoreException>(() => old.MigrateAsync(Cancel))).Trouble);
        var error = await Assert.ThrowsAsync<SqlStoreException>(() => old.Store.LeaseAsync(Specimen.Request(Specimen.Noon), Cancel));
        Assert.Contains("1001", error.Message, StringComparison.Ordinal);
    }

    /// <summary>The caller's transaction carries the entry: rolled back with it, committed with it, and no number of a reference is lost.</summary>
    [Fact]
    public async Task An_entry_joins_the_callers_transaction()
    {
        await using var outbox = await MigratedAsync();
        await RunAsync("CREATE TABLE erp_invoice (id " + Dialect.TypeName(SqlColumnType.WholeNumber) + " NOT NULL)");
        var prepared = Specimen.Prepared(Specimen.Entry("FV/1") with { Reference = new Registers.OffReference("OFF/2026", 0) });
        foreach (var commit in new[] { false, true })
        {
            await using var connection = await _source.OpenConnectionAsync(Cancel);
            await using var transaction = await Dialect.BeginWriteAsync(connection, Cancel);
            await RunAsync("INSERT INTO erp_invoice (id) VALUES (1)", connection, transaction);
            var added = Assert.IsType<EnqueueOutcome.Added>(await outbox.Store.EnqueueAsync(prepared, transaction, Cancel));
            Assert.Equal(1, added.Entry.Reference.Number);
            if (commit) await transaction.CommitAsync(Cancel);
            else await transaction.RollbackAsync(Cancel);
            await connection.CloseAsync();
            Assert.Equal(commit ? 1 : 0, await CountAsync("erp_invoice"));
            Assert.Equal(commit, await outbox.Store.FindAsync(prepared.Entry.Key, Cancel) is not null);
            Assert.Equal(commit ? 1 : 0, await CountAsync("ksef_evidence"));
        }
        Assert.IsType<EnqueueOutcome.AlreadyPresent>(await outbox.Store.EnqueueAsync(prepared, Cancel));
    }

    /// <summary>A transaction that has ended is misuse, named as such.</summary>
    [Fact]
    public async Task A_transaction_that_has_ended_is_misuse()
    {
        await using var outbox = await MigratedAsync();
        await using var connection = await _source.OpenConnectionAsync(Cancel);
        var transaction = await Dialect.BeginWriteAsync(connection, Cancel);
        await transaction.CommitAsync(Cancel);
        await transaction.DisposeAsync();
        await Assert.ThrowsAnyAsync<Exception>(() => outbox.Store.EnqueueAsync(Specimen.Prepared("FV/1"), transaction, Cancel));
        Assert.Null(await outbox.Store.FindAsync(Specimen.Key("FV/1"), Cancel));
    }

    /// <summary>An insert of a row that is there is no error and changes nothing; a plain one is understood as a duplicate.</summary>
    [Fact]
    public async Task A_duplicate_is_passed_over_or_understood()
    {
        await using var outbox = await MigratedAsync();
        var insert = Dialect.InsertUnlessPresent("ksef_counter", CounterColumns).Replace("@scope", "'a'", StringComparison.Ordinal).Replace("@last", "7", StringComparison.Ordinal);
        Assert.Equal(1, await RunAsync(insert));
        Assert.True(await RunAsync(insert) <= 0);
        var error = await Assert.ThrowsAnyAsync<DbException>(() => RunAsync("INSERT INTO ksef_counter (scope, last) VALUES ('a', 8)"));
        Assert.Equal(SqlTrouble.Duplicate, Dialect.Classify(error));
        var missing = await Assert.ThrowsAnyAsync<DbException>(() => RunAsync("SELECT 1 FROM ksef_not_there"));
        Assert.Equal(SqlTrouble.Schema, Dialect.Classify(missing));
    }

    /// <summary>An insert whose condition does not hold changes nothing and counts no row; where it holds, the insert is like any other.</summary>
    [Fact]
    public async Task An_insert_heeds_its_condition()
    {
        await using var outbox = await MigratedAsync();
        var unlessB = Insert("'a'", "NOT EXISTS (SELECT 1 FROM ksef_counter WHERE ksef_counter.scope = 'b')");
        Assert.Equal(1, await RunAsync(Insert("'b'", "NOT EXISTS (SELECT 1 FROM ksef_counter WHERE ksef_counter.scope = 'a')")));
        Assert.True(await RunAsync(unlessB) <= 0);
        await RunAsync("DELETE FROM ksef_counter");
        Assert.Equal(1, await RunAsync(unlessB));
        Assert.True(await RunAsync(unlessB) <= 0);
        Assert.Equal(1, await CountAsync("ksef_counter"));

        string Insert(string scope, string condition) => Dialect.InsertUnlessPresent("ksef_counter", CounterColumns, condition)
            .Replace("@scope", scope, StringComparison.Ordinal).Replace("@last", "7", StringComparison.Ordinal);
    }

    /// <summary>Text is compared and ordered by its bytes, and every letter comes back.</summary>
    [Fact]
    public async Task Text_is_compared_by_its_bytes()
    {
        await using var outbox = await MigratedAsync();
        foreach (var (index, number) in Scattered.Index())
            Assert.IsType<EnqueueOutcome.Added>(await outbox.Store.EnqueueAsync(Specimen.Prepared(number, new NodaTime.LocalDate(2026, 11, 20 + index)), Cancel));
        var read = await outbox.Store.ReadAsync(OutboxQuery.All, Cancel).Select(e => e.Key.Number).ToListAsync(Cancel);
        Assert.Equal(6, read.Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(Sorted, read);
    }

    private async Task<SqlOutbox> MigratedAsync()
    {
        var outbox = new SqlOutbox(_source, Dialect);
        await outbox.MigrateAsync(Cancel);
        return outbox;
    }

    private async Task<int> RunAsync(string sql)
    {
        await using var connection = await _source.OpenConnectionAsync(Cancel);
        return await RunAsync(sql, connection, null);
    }

    private static async Task<int> RunAsync(string sql, DbConnection connection, DbTransaction? transaction)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.Transaction = transaction;
        return await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<long> CountAsync(string table)
    {
        await using var connection = await _source.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT COUNT(*) FROM {table}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(Cancel), CultureInfo.InvariantCulture);
    }
}
