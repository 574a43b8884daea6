using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.TestKit;
using Microsoft.Data.Sqlite;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Tests.Sqlite;

/// <summary>A database in trouble: one clear error each, nothing lost; and rows that someone edited by hand are never sent.</summary>
public sealed class SqliteTroubleTests : IAsyncDisposable
{
    private readonly SqliteFile _file = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _file.DisposeAsync();

    [Fact]
    public async Task A_full_database_says_so_loses_nothing_and_goes_on_when_there_is_room()
    {
        await using var outbox = await MigratedAsync();
        Assert.IsType<EnqueueOutcome.Added>(await outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel));
        var big = SmallEntry.Prepared("FV/2", new byte[2_000_000]);
        // The limit belongs to a connection, so the entry joins a transaction on the limited one.
        await using (var connection = await _file.Source.OpenConnectionAsync(Cancel))
        {
            await using var limit = connection.CreateCommand();
            limit.CommandText = "PRAGMA max_page_count = 200";
            await limit.ExecuteNonQueryAsync(Cancel);
            await using var transaction = await SqlDialect.Sqlite.BeginWriteAsync(connection, Cancel);
            var error = await Assert.ThrowsAsync<SqlStoreException>(() => outbox.Store.EnqueueAsync(big, transaction, Cancel));
            Assert.Equal((SqlTrouble.Full, false), (error.Trouble, error.MayHaveCommitted));
        }
        Assert.Null(await outbox.Store.FindAsync(big.Entry.Key, Cancel));
        Assert.NotNull(await outbox.Store.FindAsync(SmallEntry.Key("FV/1"), Cancel));
        SqliteConnection.ClearAllPools();
        Assert.IsType<EnqueueOutcome.Added>(await outbox.Store.EnqueueAsync(big, Cancel));
    }

    [Fact]
    public async Task A_read_only_database_says_so()
    {
        await (await MigratedAsync()).DisposeAsync();
        await using var source = _file.Open("Mode=ReadOnly");
        await using var outbox = new SqlOutbox(source, SqlDialect.Sqlite);
        var error = await Assert.ThrowsAsync<SqlStoreException>(() => outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel));
        Assert.Equal(SqlTrouble.ReadOnly, error.Trouble);
        Assert.Contains("may only be read", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_that_another_process_holds_says_so_loses_nothing_and_goes_on_when_it_is_free()
    {
        await using var outbox = await MigratedAsync();
        await using var source = _file.Open("Default Timeout=1");
        await using var waiting = new SqlOutbox(source, SqlDialect.Sqlite);
        await using (var other = await _file.Source.OpenConnectionAsync(Cancel))
        {
            await using var held = await SqlDialect.Sqlite.BeginWriteAsync(other, Cancel);
            var error = await Assert.ThrowsAsync<SqlStoreException>(() => waiting.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel));
            Assert.Equal((SqlTrouble.Busy, false), (error.Trouble, error.MayHaveCommitted));
            Assert.Contains("another process holds the database", error.Message, StringComparison.Ordinal);
        }
        Assert.Null(await outbox.Store.FindAsync(SmallEntry.Key("FV/1"), Cancel));
        Assert.IsType<EnqueueOutcome.Added>(await waiting.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel));
    }

    [Fact]
    public async Task A_file_that_is_no_database_says_so()
    {
        await File.WriteAllTextAsync(_file.Path, new string('x', 8192), Cancel);
        await using var outbox = new SqlOutbox(_file.Source, SqlDialect.Sqlite);
        Assert.Equal(SqlTrouble.Damaged, (await Assert.ThrowsAsync<SqlStoreException>(() => outbox.MigrateAsync(Cancel))).Trouble);
    }

    [Fact]
    public async Task A_folder_that_is_not_there_says_so()
    {
        await using var source = SqliteFactory.Instance.CreateDataSource($"Data Source={_file.Path}/nowhere/outbox.db");
        await using var outbox = new SqlOutbox(source, SqlDialect.Sqlite);
        Assert.Equal(SqlTrouble.Denied, (await Assert.ThrowsAsync<SqlStoreException>(() => outbox.MigrateAsync(Cancel))).Trouble);
    }

    [Theory]
    [InlineData("UPDATE ksef_body SET bytes = x'00'", "KO5102")]
    [InlineData("UPDATE ksef_entry SET hash = zeroblob(32)", "KO5102")]
    [InlineData("DELETE FROM ksef_body", "KO5102")]
    [InlineData("UPDATE ksef_entry SET hash = x'00'", "KO5101")]
    [InlineData("UPDATE ksef_entry SET mode = 77", "KO5101")]
    [InlineData("UPDATE ksef_entry SET ksef_number = 'nonsense'", "KO5101")]
    public async Task A_row_edited_by_hand_is_held_with_the_reason_and_a_person_is_told(string edit, string code)
    {
        await using var outbox = await MigratedAsync();
        await outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel);
        await RunAsync(edit);
        var request = new LeaseRequest("shop", SmallEntry.Noon, Duration.FromMinutes(2), 10, "worker");
        Assert.Empty(await outbox.Store.LeaseAsync(request, Cancel));
        Assert.Empty(await outbox.Store.LeaseAsync(request with { Now = SmallEntry.Noon + Duration.FromHours(1) }, Cancel));
        Assert.Equal((long)OutboxState.Held, await NumberAsync("SELECT state FROM ksef_entry"));
        // In nobody's hands: once it is mended, a person takes it at once.
        Assert.Equal(1, await NumberAsync("SELECT COUNT(*) FROM ksef_entry WHERE lease_until IS NULL"));
        var told = Assert.Single(await outbox.Notifications.TakeAsync(SmallEntry.Noon + Duration.FromHours(1), Duration.FromMinutes(1), 10, Cancel));
        Assert.Contains(code, told.Text, StringComparison.Ordinal);
        Assert.Null(EvidenceChains.FirstBroken(await outbox.Evidence.ReadAsync(EvidenceChains.Of(SmallEntry.Key("FV/1")), Cancel).ToListAsync(Cancel)));
    }

    [Theory]
    [InlineData("UPDATE ksef_evidence SET text = 'forged' WHERE sequence = 1")]
    [InlineData("UPDATE ksef_evidence SET at = at + 1 WHERE sequence = 1")]
    [InlineData("DELETE FROM ksef_evidence WHERE sequence = 1")]
    public async Task Evidence_edited_by_hand_is_found(string edit)
    {
        await using var outbox = await MigratedAsync();
        await outbox.Evidence.AppendAsync("incident:a", [SmallEntry.Draft("one"), SmallEntry.Draft("two")], Cancel);
        await RunAsync(edit);
        Assert.NotNull(EvidenceChains.FirstBroken(await outbox.Evidence.ReadAsync("incident:a", Cancel).ToListAsync(Cancel)));
    }

    [Theory]
    [InlineData("SELECT 1 FROM ksef_entry WHERE taxpayer = 'a' AND queue_day IS NOT NULL AND state IN (0, 1, 2, 3) ORDER BY queue_day, queue_due, entry_key LIMIT 5", "ksef_entry_queue")]
    [InlineData("SELECT 1 FROM ksef_entry WHERE shelf IN (8) AND state IN (8) ORDER BY entry_key", "ksef_entry_shelf")]
    [InlineData("SELECT 1 FROM ksef_entry WHERE ksef_number = 'a'", "ksef_entry_ksef_number")]
    [InlineData("SELECT 1 FROM ksef_entry WHERE number = 'a'", "ksef_entry_number")]
    [InlineData("SELECT 1 FROM ksef_entry WHERE reference_scope = 'a' AND reference_number = 1", "ksef_entry_reference")]
    [InlineData("SELECT 1 FROM ksef_entry WHERE behind = 'a'", "ksef_entry_behind")]
    [InlineData("SELECT 1 FROM ksef_entry WHERE (hash = x'00' OR corrects = x'00')", "ksef_entry_hash")]
    [InlineData("SELECT 1 FROM ksef_entry WHERE entry_key = 'a'", "sqlite_autoindex_ksef_entry_1")]
    [InlineData("SELECT sequence FROM ksef_evidence WHERE chain = 'a' ORDER BY sequence DESC LIMIT 1", "sqlite_autoindex_ksef_evidence_1")]
    public async Task The_plans_use_the_indexes(string query, string index)
    {
        await using var outbox = await MigratedAsync();
        await using var connection = await _file.Source.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "EXPLAIN QUERY PLAN " + query;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var plan = "";
        while (await reader.ReadAsync(Cancel)) plan += reader.GetString(3) + "\n";
        Assert.Contains(index, plan, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_database_is_sound_by_the_word_of_sqlite3()
    {
        await using (var outbox = await MigratedAsync())
            foreach (var i in Enumerable.Range(0, 50)) await outbox.Store.EnqueueAsync(SmallEntry.Prepared($"FV/{i}"), Cancel);
        SqliteConnection.ClearAllPools();
        Assert.Equal("ok", OutsideTool.Run("sqlite3", [_file.Path, "PRAGMA integrity_check"]).Output.Trim());
    }

    private async Task<SqlOutbox> MigratedAsync()
    {
        var outbox = new SqlOutbox(_file.Source, SqlDialect.Sqlite);
        await outbox.MigrateAsync(Cancel);
        return outbox;
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = await _file.Source.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using var connection = await _file.Source.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return (long)(await command.ExecuteScalarAsync(Cancel))!;
    }
}
