using System.Data.Common;
using System.Globalization;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// The baseline of a lease: one prepared statement on an open connection, which takes the most urgent free rows (on PostgreSQL <c>FOR UPDATE SKIP LOCKED</c>), updates the columns that ours
/// updates and returns key, fence and bytes. It commits by itself, decodes nothing and does not look at the hashes. Its limit is a parameter, as one writes it; PostgreSQL then plans it anew each
/// time, which a limit in the text spares it (ours has it there): the second baseline, so that the share tells what is ours and what is PostgreSQL's.
/// </summary>
internal sealed class RawClaim : IAsyncDisposable
{
    private const string Free =
        "SELECT entry_key FROM ksef_entry WHERE taxpayer = @taxpayer AND queue_day IS NOT NULL AND state IN (0, 1, 2, 3) AND (next_attempt IS NULL OR next_attempt <= @now) "
        + "AND (lease_until IS NULL OR lease_until <= @now) ORDER BY queue_day, queue_due, entry_key LIMIT @max";

    private const string Update = "UPDATE ksef_entry SET fence = fence + 1, lease_until = @until, lease_owner = @owner, state = CASE WHEN state = 0 THEN 1 ELSE state END WHERE entry_key ";

    private const string Returning = " RETURNING entry_key, fence, (SELECT ksef_body.bytes FROM ksef_body WHERE ksef_body.entry_key = ksef_entry.entry_key)";

    private readonly DbConnection _connection;
    private readonly DbCommand _command;

    private RawClaim(DbConnection connection, DbCommand command) => (_connection, _command) = (connection, command);

    public static async Task<RawClaim> OpenAsync(BenchmarkDatabase database, string owner, int max, bool limitInText = false)
    {
        var connection = await database.OpenWriterAsync();
        var command = connection.CreateCommand();
        command.CommandText = Sql(database.Dialect.OneWriter);
        if (limitInText) command.CommandText = command.CommandText.Replace("@max", max.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        foreach (var (name, value) in new (string, object)[] { ("taxpayer", OutboxSamples.Taxpayer), ("owner", owner), ("now", 0L), ("until", 0L), ("max", (long)max) })
        {
            if (limitInText && name == "max") continue;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }
        await command.PrepareAsync();
        return new RawClaim(connection, command);
    }

    /// <summary>The whole statement.</summary>
    public static string Sql(bool sqlite) => Update + (sqlite ? $"IN ({Free})" : $"= ANY (ARRAY({Free} FOR UPDATE SKIP LOCKED))") + Returning;

    /// <summary>Claims once; how many rows and bytes came.</summary>
    public async Task<(int Rows, long Bytes)> TakeAsync(long now, long until)
    {
        _command.Parameters["now"].Value = now;
        _command.Parameters["until"].Value = until;
        var (rows, bytes) = (0, 0L);
        await using var reader = await _command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            rows++;
            bytes += reader.GetString(0).Length + reader.GetInt64(1) + reader.GetFieldValue<byte[]>(2).Length;
        }
        return (rows, bytes);
    }

    public async ValueTask DisposeAsync()
    {
        await _command.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
