using System.Globalization;
using Ksef.Offline.Outbox.Sql.Tests.PostgreSql;
using Ksef.Offline.Outbox.Sql.Tests.Sqlite;
using Ksef.Offline.Outbox.Stores;
using Microsoft.Data.Sqlite;
using NodaTime;
using Npgsql;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>The same work under other cultures, other paths, other connection strings, beside a pooler and beside other schemas.</summary>
public sealed class SurroundingsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tr-TR")]
    [InlineData("pl-PL")]
    [InlineData("sv-SE")]
    [InlineData("fa-IR")]
    public async Task The_culture_of_the_thread_changes_nothing(string culture)
    {
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        await using var file = new SqliteFile();
        await using var outbox = new SqlOutbox(file.Source, SqlDialect.Sqlite);
        await outbox.MigrateAsync(Cancel);
        await HotOperations.RunAsync(outbox, Cancel);
        var early = Instant.FromUtc(1960, 1, 2, 3, 4);
        await outbox.Evidence.AppendAsync("incident:old", [SmallEntry.Draft("before the epoch") with { At = early }], Cancel);
        Assert.Equal(early, (await outbox.Evidence.ReadAsync("incident:old", Cancel).SingleAsync(Cancel)).At);
    }

    [Theory]
    [InlineData("zażółć gęślą jaźń", "skrzynka nadawcza.db", "")]
    [InlineData("it's 100% #1", "a;b.db", "")]
    [InlineData("plain", "unpooled.db", "Pooling=False")]
    [InlineData("plain", "shared.db", "Cache=Shared")]
    public async Task Any_path_and_any_pooling_will_do_on_SQLite(string folder, string name, string options)
    {
        var path = Path.Combine(Directory.CreateTempSubdirectory("ksef-sql-").FullName, folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var settings = new SqliteConnectionStringBuilder(options) { DataSource = path };
        await using (var source = SqliteFactory.Instance.CreateDataSource(settings.ConnectionString))
        await using (var outbox = new SqlOutbox(source, SqlDialect.Sqlite))
        {
            await outbox.MigrateAsync(Cancel);
            await HotOperations.RunAsync(outbox, Cancel);
        }
        Assert.True(File.Exists(path));
        SqliteConnection.ClearAllPools();
        Directory.Delete(Path.GetDirectoryName(Path.GetDirectoryName(path)!)!, recursive: true);
    }

    [Theory]
    [InlineData("DELETE")]
    [InlineData("TRUNCATE")]
    public async Task A_rollback_journal_set_by_someone_else_is_worked_with_too(string mode)
    {
        await using var file = new SqliteFile();
        await using (var first = new SqlOutbox(file.Source, SqlDialect.Sqlite)) await first.MigrateAsync(Cancel);
        SqliteConnection.ClearAllPools();
        await using (var connection = await file.Source.OpenConnectionAsync(Cancel))
        {
            await using var journal = connection.CreateCommand();
            journal.CommandText = "PRAGMA journal_mode = " + mode;
            Assert.Equal(mode, await journal.ExecuteScalarAsync(Cancel) as string, ignoreCase: true);
        }
        await using var outbox = new SqlOutbox(file.Source, SqlDialect.Sqlite);
        await HotOperations.RunAsync(outbox, Cancel);
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(
            async () =>
            {
                await outbox.Store.EnqueueAsync(SmallEntry.Prepared($"FV/{i}/journal"), Cancel);
                Assert.NotNull(await outbox.Store.FindAsync(SmallEntry.Key($"FV/{i}/journal"), Cancel));
            },
            Cancel)));
    }

    [Theory]
    [InlineData("Pooling=False")]
    [InlineData("Max Auto Prepare=20;Auto Prepare Min Usages=1")]
    [InlineData("No Reset On Close=true;Maximum Pool Size=1")]
    [InlineData("Maximum Pool Size=2;Connection Idle Lifetime=1;Connection Pruning Interval=1")]
    public async Task Any_pooling_will_do_on_PostgreSQL(string options)
    {
        await using var schema = new PostgreSqlSchema();
        await using var source = NpgsqlDataSource.Create(schema.ConnectionString + ";" + options);
        await using var outbox = new SqlOutbox(source, SqlDialect.PostgreSql);
        await outbox.MigrateAsync(Cancel);
        await HotOperations.RunAsync(outbox, Cancel);
    }

    [Fact]
    public async Task Behind_a_pooler_of_transactions_nothing_stays_prepared_on_a_session()
    {
        await using var schema = new PostgreSqlSchema();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(schema.ConnectionString) { MaxPoolSize = 1, NoResetOnClose = true });
        await using var outbox = new SqlOutbox(source, SqlDialect.PostgreSqlUnprepared);
        await outbox.MigrateAsync(Cancel);
        await HotOperations.RunAsync(outbox, Cancel);
        await using var command = source.CreateCommand("SELECT COUNT(*) FROM pg_prepared_statements");
        Assert.Equal(0L, await command.ExecuteScalarAsync(Cancel));
    }

    [Fact]
    public async Task Two_outboxes_in_two_schemas_of_one_server_never_see_each_other()
    {
        await using var one = new PostgreSqlSchema();
        await using var two = new PostgreSqlSchema();
        await using var beside = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(two.ConnectionString) { SearchPath = $"{two.Name}, {one.Name}" });
        await using var first = new SqlOutbox(one.Source, SqlDialect.PostgreSql);
        // The tables of the first are in the path of the second: it must make its own all the same.
        await using var second = new SqlOutbox(beside, SqlDialect.PostgreSql);
        await first.MigrateAsync(Cancel);
        await second.MigrateAsync(Cancel);
        Assert.IsType<EnqueueOutcome.Added>(await first.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel));
        Assert.IsType<EnqueueOutcome.Added>(await second.Store.EnqueueAsync(SmallEntry.Prepared("FV/1", [1]), Cancel));
        Assert.NotEqual((await first.Store.FindAsync(SmallEntry.Key("FV/1"), Cancel))!.Hash, (await second.Store.FindAsync(SmallEntry.Key("FV/1"), Cancel))!.Hash);
    }
}
