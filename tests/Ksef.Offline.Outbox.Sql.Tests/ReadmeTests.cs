using System.Data.Common;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sql.Tests.PostgreSql;
using Ksef.Offline.Outbox.Sql.Tests.Sqlite;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

#pragma warning disable xUnit1051 // The code stands here as a reader writes it.

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>The code of the package's README, run for real.</summary>
public sealed class ReadmeTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_quick_start_on_SQLite()
    {
        await using var file = new SqliteFile();
        var (path, prepared, now) = (file.Path, SmallEntry.Prepared("FV/1"), SmallEntry.Noon);

        #region readme-sql-sqlite
        await using DbDataSource source = SqliteFactory.Instance.CreateDataSource($"Data Source={path}");
        await using var outbox = new SqlOutbox(source, SqlDialect.Sqlite);
        await outbox.MigrateAsync(); // at every start; several processes may do so at once

        EnqueueOutcome outcome = await outbox.Store.EnqueueAsync(prepared, CancellationToken.None); // on the disk when it returns
        var leased = await outbox.Store.LeaseAsync(new LeaseRequest("shop", now, Duration.FromMinutes(5), Max: 100, "worker 1"), CancellationToken.None);
        #endregion

        Assert.IsType<EnqueueOutcome.Added>(outcome);
        Assert.Equal(prepared.Entry.Bytes.ToArray(), Assert.Single(leased).Entry.Bytes.ToArray());
    }

    [Fact]
    public async Task The_quick_start_on_PostgreSQL()
    {
        await using var schema = new PostgreSqlSchema();
        var (connectionString, prepared) = (schema.ConnectionString, SmallEntry.Prepared("FV/1"));

        #region readme-sql-postgresql
        // The outbox leaves nothing behind on a connection, so resetting each on its way back to the pool is a round of work for nothing.
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { NoResetOnClose = true };
        await using DbDataSource source = NpgsqlDataSource.Create(settings);
        await using var outbox = new SqlOutbox(source, SqlDialect.PostgreSql);
        await outbox.MigrateAsync();
        #endregion

        Assert.IsType<EnqueueOutcome.Added>(await outbox.Store.EnqueueAsync(prepared, Cancel));
    }

    [Fact]
    public async Task Enqueueing_in_the_transaction_of_the_caller()
    {
        await using var file = new SqliteFile();
        await using var outbox = new SqlOutbox(file.Source, SqlDialect.Sqlite);
        await outbox.MigrateAsync(Cancel);
        var (source, prepared) = (file.Source, SmallEntry.Prepared("FV/1"));

        #region readme-sql-transaction
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync(); // SQLite: BEGIN IMMEDIATE, which Microsoft.Data.Sqlite does by itself
        // ... your own rows, on the same connection ...
        var outcome = await outbox.Store.EnqueueAsync(prepared, transaction, CancellationToken.None);
        if (outcome is EnqueueOutcome.Conflict) await transaction.RollbackAsync(); // the number is taken by other bytes
        else await transaction.CommitAsync(); // until here it is not in the outbox
        #endregion

        Assert.NotNull(await outbox.Store.FindAsync(prepared.Entry.Key, Cancel));
    }

    [Fact]
    public async Task Repeating_after_trouble()
    {
        await using var file = new SqliteFile();
        await using var outbox = new SqlOutbox(file.Source, SqlDialect.Sqlite);
        await outbox.MigrateAsync(Cancel);
        var prepared = SmallEntry.Prepared("FV/1");
        var store = outbox.Store;

        #region readme-sql-repeat
        EnqueueOutcome outcome;
        try
        {
            outcome = await store.EnqueueAsync(prepared, CancellationToken.None);
        }
        catch (SqlStoreException trouble) when (trouble.MayHaveCommitted || trouble.Trouble is SqlTrouble.Busy or SqlTrouble.ConnectionLost)
        {
            outcome = await store.EnqueueAsync(prepared, CancellationToken.None); // AlreadyPresent where the first had been written after all
        }
        #endregion

        Assert.IsType<EnqueueOutcome.Added>(outcome);
    }

    [Fact]
    public async Task Erasing_after_retention()
    {
        await using var file = new SqliteFile();
        await using var outbox = new SqlOutbox(file.Source, SqlDialect.Sqlite);
        await outbox.MigrateAsync(Cancel);
        var today = new LocalDate(2037, 1, 2);

        #region readme-sql-erase
        var keptFrom = SqlMaintenance.KeptFrom(today); // ten years after the end of the year of issue, or as long as you say
        while (await outbox.Maintenance.EraseAsync(keptFrom, max: 500, CancellationToken.None) == 500)
        {
            // short transactions: whoever issues invoices meanwhile does not notice
        }
        #endregion

        Assert.Equal(new LocalDate(2027, 1, 1), keptFrom);
    }

    [Fact]
    public async Task Backing_up_and_restoring()
    {
        await using var file = new SqliteFile();
        var (source, path, now) = (file.Source, file.Path, SmallEntry.Noon);
        var copy = path + ".backup";
        await using (var before = new SqlOutbox(source, SqlDialect.Sqlite))
        {
            await before.MigrateAsync(Cancel);
            await before.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel);
        }

        #region readme-sql-backup
        await using (var command = source.CreateCommand($"VACUUM INTO '{copy}'")) // while others work; on PostgreSQL pg_dump
            await command.ExecuteNonQueryAsync();
        #endregion

        await using var restored = SqliteFactory.Instance.CreateDataSource($"Data Source={copy}");
        await using var outbox = new SqlOutbox(restored, SqlDialect.Sqlite);

        #region readme-sql-restore
        var why = new EvidenceDraft(now, "admin", EvidenceKind.Decision, "the disk had died; the backup of Friday 18:00 was restored");
        int lookedFor = await outbox.Maintenance.AfterRestoreAsync(why, skippedNumbers: 1000, CancellationToken.None); // before anything is sent
        #endregion

        Assert.Equal(1, lookedFor);
        Assert.Equal(OutboxState.Unknown, (await outbox.Store.FindAsync(SmallEntry.Key("FV/1"), Cancel))!.State);
    }
}
