using System.Data.Common;
using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>Fills a database with entries, their bytes and their first evidence, many at a time; what is not pending is accepted.</summary>
internal sealed class BulkFill
{
    private const int Chunk = 20_000;
    private const int BodySize = 1024;
    private readonly BenchmarkDatabase _database;
    private readonly List<RawTable> _tables;

    private BulkFill(BenchmarkDatabase database, List<RawTable> tables) => (_database, _tables) = (database, tables);

    /// <summary>Takes the rows of one entry, enqueued by our code, as the pattern of all others.</summary>
    public static async Task<BulkFill> OpenAsync(BenchmarkDatabase database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        var tables = new List<RawTable>();
        foreach (var name in RawEnqueue.Tables) tables.Add(await RawTable.ReadAsync(connection, name));
        return new BulkFill(database, tables);
    }

    public async Task RunAsync(int from, int to, int pendingPercent, IProgress<int> progress)
    {
        await using var connection = await _database.OpenWriterAsync();
        for (var start = from; start < to; start += Chunk)
        {
            var end = Math.Min(to, start + Chunk);
            var rows = Enumerable.Range(start, end - start).AsParallel().AsOrdered().Select(i => Rows(i, i % 100 < pendingPercent)).ToList();
            if (connection is NpgsqlConnection postgres) await CopyAsync(postgres, rows);
            else Insert(connection, rows);
            progress.Report(end);
        }
    }

    private object[][] Rows(int index, bool pending)
    {
        var body = OutboxSamples.Body(index, BodySize);
        var (key, hash) = (OutboxSamples.Key(index).ToString(), InvoiceHash.Of(body).ToByteArray());
        var rows = _tables.Select(t => (object[])t.Values.Clone()).ToArray();
        Set(0, "entry_key", key);
        Set(0, "number", OutboxSamples.Number(index));
        Set(0, "hash", hash);
        Set(0, "queue_due", 20261123L + (index % 7));
        Set(0, "queue_day", 20261123L + (index % 7));
        Set(0, "due", 20261123L + (index % 7));
        Set(1, "entry_key", key);
        Set(1, "bytes", body);
        Set(2, "chain", "invoice:" + key);
        if (pending) return rows;
        Set(0, "state", 4L);
        foreach (var cleared in new[] { "shelf", "queue_day", "queue_due" }) Set(0, cleared, DBNull.Value);
        Set(0, "attempts", 1L);
        Set(0, "session_reference", "20261120-SO-" + index.ToString("D20", CultureInfo.InvariantCulture));
        Set(0, "invoice_reference", "20261120-EE-" + index.ToString("D20", CultureInfo.InvariantCulture));
        Set(0, "ksef_number", "5261040828-20261120-" + index.ToString("X12", CultureInfo.InvariantCulture) + "-00");
        foreach (var at in new[] { "last_sending_at", "invoicing_date", "acquisition_date" }) Set(0, at, OutboxSamples.Noon.ToUnixTimeTicks());
        Set(0, "sent_offline", 1L);
        Set(0, "upo_hash", hash);
        return rows;

        void Set(int table, string column, object value) => rows[table][Array.IndexOf(_tables[table].Columns, column)] = value;
    }

    private async Task CopyAsync(NpgsqlConnection connection, List<object[][]> rows)
    {
        foreach (var (index, table) in _tables.Index())
        {
            var types = table.Types.Select(t => t == typeof(string) ? NpgsqlDbType.Text : t == typeof(byte[]) ? NpgsqlDbType.Bytea : NpgsqlDbType.Bigint).ToArray();
            await using var import = await connection.BeginBinaryImportAsync($"COPY {table.Name} ({string.Join(", ", table.Columns)}) FROM STDIN (FORMAT BINARY)");
            foreach (var row in rows)
            {
                await import.StartRowAsync();
                for (var i = 0; i < types.Length; i++)
                    if (row[index][i] is DBNull) await import.WriteNullAsync();
                    else await import.WriteAsync(row[index][i], types[i]);
            }
            await import.CompleteAsync();
        }
    }

    private void Insert(DbConnection connection, List<object[][]> rows)
    {
        using var transaction = connection.BeginTransaction();
        foreach (var (index, table) in _tables.Index())
        {
            using var command = connection.CreateCommand();
            (command.CommandText, command.Transaction) = (table.Insert, transaction);
            table.AddParameters(command.Parameters, command.CreateParameter);
            command.Prepare();
            foreach (var row in rows)
            {
                for (var i = 0; i < row[index].Length; i++) command.Parameters[i].Value = row[index][i];
                command.ExecuteNonQuery();
            }
        }
        transaction.Commit();
    }
}
