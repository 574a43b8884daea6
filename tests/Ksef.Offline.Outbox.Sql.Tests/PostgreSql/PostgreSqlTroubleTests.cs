using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using Npgsql;

namespace Ksef.Offline.Outbox.Sql.Tests.PostgreSql;

/// <summary>A server in trouble: one clear error each, nothing lost; and rows that someone edited by hand are never sent.</summary>
public sealed class PostgreSqlTroubleTests : IAsyncLifetime
{
    private readonly PostgreSqlSchema _schema = new();
    private SqlOutbox _outbox = null!;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _outbox = new SqlOutbox(_schema.Source, SqlDialect.PostgreSql);
        await _outbox.MigrateAsync(Cancel);
    }

    public async ValueTask DisposeAsync()
    {
        await _outbox.DisposeAsync();
        await _schema.DisposeAsync();
    }

    [Theory]
    [InlineData("UPDATE ksef_body SET bytes = '\\x00'", "KO5102")]
    [InlineData("UPDATE ksef_entry SET hash = decode(repeat('00', 32), 'hex')", "KO5102")]
    [InlineData("DELETE FROM ksef_body", "KO5102")]
    [InlineData("UPDATE ksef_entry SET hash = '\\x00'", "KO5101")]
    [InlineData("UPDATE ksef_entry SET mode = 77", "KO5101")]
    [InlineData("UPDATE ksef_entry SET mode = 4294967296", "KO5101")]
    [InlineData("UPDATE ksef_entry SET ksef_number = 'nonsense'", "KO5101")]
    public async Task A_row_edited_by_hand_is_held_with_the_reason_and_a_person_is_told(string edit, string code)
    {
        await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel);
        await RunAsync(edit);
        var request = new LeaseRequest("shop", SmallEntry.Noon, Duration.FromMinutes(2), 10, "worker");
        Assert.Empty(await _outbox.Store.LeaseAsync(request, Cancel));
        Assert.Empty(await _outbox.Store.LeaseAsync(request with { Now = SmallEntry.Noon + Duration.FromHours(1) }, Cancel));
        Assert.Equal((long)OutboxState.Held, await RunAsync("SELECT state FROM ksef_entry"));
        var told = Assert.Single(await _outbox.Notifications.TakeAsync(SmallEntry.Noon + Duration.FromHours(1), Duration.FromMinutes(1), 10, Cancel));
        Assert.Contains(code, told.Text, StringComparison.Ordinal);
        Assert.Null(EvidenceChains.FirstBroken(await _outbox.Evidence.ReadAsync(EvidenceChains.Of(SmallEntry.Key("FV/1")), Cancel).ToListAsync(Cancel)));
    }

    [Fact]
    public async Task A_standby_says_that_it_may_only_be_read()
    {
        var error = await RefusedAsync("-c default_transaction_read_only=on");
        Assert.Equal((SqlTrouble.ReadOnly, false), (error.Trouble, error.MayHaveCommitted));
        Assert.Contains("standby", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_table_that_another_holds_says_so_loses_nothing_and_goes_on_when_it_is_free()
    {
        await using (var other = await _schema.Source.OpenConnectionAsync(Cancel))
        {
            await using var transaction = await other.BeginTransactionAsync(Cancel);
            await using var command = other.CreateCommand();
            (command.CommandText, command.Transaction) = ("LOCK TABLE ksef_entry", transaction);
            await command.ExecuteNonQueryAsync(Cancel);
            Assert.Equal((SqlTrouble.Busy, false), await RefusedAsync("-c lock_timeout=50") is var error ? (error.Trouble, error.MayHaveCommitted) : default);
        }
        Assert.IsType<EnqueueOutcome.Added>(await _outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel));
    }

    [Fact]
    public async Task A_server_that_is_not_there_says_so()
    {
        // A port that nobody listens on any more.
        using var gone = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        gone.Start();
        var port = ((System.Net.IPEndPoint)gone.LocalEndpoint).Port;
        gone.Stop();
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_schema.ConnectionString) { Host = "127.0.0.1", Port = port });
        await using var outbox = new SqlOutbox(source, SqlDialect.PostgreSql);
        var error = await Assert.ThrowsAsync<SqlStoreException>(() => outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel));
        Assert.Equal((SqlTrouble.ConnectionLost, false), (error.Trouble, error.MayHaveCommitted));
        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_session_that_an_administrator_ended_says_so_and_the_next_call_goes_on()
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_schema.ConnectionString) { MaxPoolSize = 1, ApplicationName = _schema.Name });
        await using var outbox = new SqlOutbox(source, SqlDialect.PostgreSql);
        Assert.IsType<EnqueueOutcome.Added>(await outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel));
        await RunAsync($"SELECT COUNT(pg_terminate_backend(pid, 10000)) FROM pg_stat_activity WHERE application_name = '{_schema.Name}'");
        var error = await Assert.ThrowsAsync<SqlStoreException>(() => outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/2"), Cancel));
        Assert.Equal((SqlTrouble.ConnectionLost, false), (error.Trouble, error.MayHaveCommitted));
        Assert.IsType<EnqueueOutcome.Added>(await outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/2"), Cancel));
    }

    private async Task<SqlStoreException> RefusedAsync(string options)
    {
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(_schema.ConnectionString) { Options = options });
        await using var outbox = new SqlOutbox(source, SqlDialect.PostgreSql);
        var error = await Assert.ThrowsAsync<SqlStoreException>(() => outbox.Store.EnqueueAsync(SmallEntry.Prepared("FV/1"), Cancel));
        Assert.Contains("Nothing was changed", error.Message, StringComparison.Ordinal);
        return error;
    }

    private async Task<long> RunAsync(string sql)
    {
        await using var connection = await _schema.Source.OpenConnectionAsync(Cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Cancel) is long number ? number : 0;
    }
}
