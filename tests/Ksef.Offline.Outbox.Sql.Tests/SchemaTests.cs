using System.Data.Common;
using Ksef.Offline.Outbox.Sql.Tests.PostgreSql;
using Ksef.Offline.Outbox.Sql.Tests.Sqlite;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>A migration that is cut off at any statement leaves nothing behind, and code one version older goes on working beside a schema that admits it.</summary>
public abstract class SchemaTests : IAsyncDisposable
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    protected abstract DbDataSource Source { get; }

    protected abstract SqlDialect Dialect { get; }

    public abstract ValueTask DisposeAsync();

    [Fact]
    public async Task A_migration_cut_off_at_any_statement_leaves_nothing_and_the_next_one_does_it_all()
    {
        var cuts = 0;
        for (var good = 0; ; good += 5)
        {
            using var cut = CancellationTokenSource.CreateLinkedTokenSource(Cancel);
            await using var outbox = new SqlOutbox(Source, new CutDialect(Dialect, good, cut));
            try
            {
                await outbox.MigrateAsync(cut.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                await using var unmigrated = new SqlOutbox(Source, Dialect);
                Assert.Equal(SqlTrouble.Schema, (await Assert.ThrowsAsync<SqlStoreException>(() => unmigrated.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel))).Trouble);
                cuts++;
            }
        }
        Assert.True(cuts > 4, $"cut {cuts} times");
        await using var whole = new SqlOutbox(Source, Dialect);
        await HotOperations.RunAsync(whole, Cancel);
    }

    [Fact]
    public async Task Code_of_an_older_version_works_beside_a_schema_that_has_grown()
    {
        await using var outbox = new SqlOutbox(Source, Dialect);
        await outbox.MigrateAsync(Cancel);
        foreach (var sql in new[]
        {
            "ALTER TABLE ksef_entry ADD COLUMN colour " + Dialect.TypeName(SqlColumnType.Text), "ALTER TABLE ksef_evidence ADD COLUMN colour " + Dialect.TypeName(SqlColumnType.Text),
            "ALTER TABLE ksef_body ADD COLUMN colour " + Dialect.TypeName(SqlColumnType.WholeNumber) + " DEFAULT 7", "CREATE INDEX ksef_entry_colour ON ksef_entry (colour)",
            "INSERT INTO ksef_schema (version, oldest_reader) VALUES (2, 1)",
        }) await RunAsync(sql);
        await using var older = new SqlOutbox(Source, Dialect);
        Assert.Equal(2, await older.MigrateAsync(Cancel));
        await HotOperations.RunAsync(older, Cancel);
        // And so does what was running when the schema grew.
        Assert.NotEmpty(await outbox.Store.LeaseAsync(new LeaseRequest("shop", SmallEntry.Noon + Duration.FromHours(1), Duration.FromMinutes(2), 10, "worker"), Cancel));
        Assert.IsType<EnqueueOutcome.Added>(await outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/after"), Cancel));
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    public sealed class OnSqlite : SchemaTests
    {
        private readonly SqliteFile _file = new();

        protected override DbDataSource Source => _file.Source;

        protected override SqlDialect Dialect => SqlDialect.Sqlite;

        public override ValueTask DisposeAsync() => _file.DisposeAsync();
    }

    public sealed class OnPostgreSql : SchemaTests
    {
        private readonly PostgreSqlSchema _schema = new();

        protected override DbDataSource Source => _schema.Source;

        protected override SqlDialect Dialect => SqlDialect.PostgreSql;

        public override ValueTask DisposeAsync() => _schema.DisposeAsync();
    }

    // Lets some statements of the migration pass; then it is as if the process ended.
    private sealed class CutDialect(SqlDialect inner, int good, CancellationTokenSource cut) : SqlDialect
    {
        private int _left = good;

        public override string Name => inner.Name;

        public override bool OneWriter => inner.OneWriter;

        public override string Migration(string statement)
        {
            if (_left-- == 0) cut.Cancel();
            cut.Token.ThrowIfCancellationRequested();
            return inner.Migration(statement);
        }

        public override string TypeName(SqlColumnType type) => inner.TypeName(type);

        public override string Claim(SqlClaim claim) => inner.Claim(claim);

        public override Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) => inner.BeginWriteAsync(connection, cancellationToken);

        public override Task LockSchemaAsync(DbTransaction transaction, CancellationToken cancellationToken) => inner.LockSchemaAsync(transaction, cancellationToken);

        public override Task PrepareDatabaseAsync(DbConnection connection, CancellationToken cancellationToken) => inner.PrepareDatabaseAsync(connection, cancellationToken);

        public override SqlTrouble Classify(DbException exception) => inner.Classify(exception);
    }
}
