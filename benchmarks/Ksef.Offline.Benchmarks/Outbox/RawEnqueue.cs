using System.Data;
using System.Data.Common;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// The baseline of an enqueue: raw ADO.NET on one open connection with commands prepared once, parameters made once, only what differs between invoices set again. It writes the rows that ours
/// writes (entry, bytes, evidence; all columns and indexes) and checks, hashes and seals nothing: keys and hashes come ready. Begin, one batch, commit: on PostgreSQL two round trips, as any
/// transaction of ADO.NET; the second baseline there leaves the commit to the batch, one round trip as ours.
/// </summary>
internal sealed class RawEnqueue : IAsyncDisposable
{
    public static readonly string[] Tables = ["ksef_entry", "ksef_body", "ksef_evidence"];
    private readonly DbConnection _connection;
    private readonly DbCommand[] _commands;
    private readonly DbBatch? _batch;
    private readonly DbParameter[] _varying;

    private RawEnqueue(DbConnection connection, DbCommand[] commands, DbBatch? batch)
    {
        (_connection, _commands, _batch) = (connection, commands, batch);
        var parameters = batch is null ? commands.Select(c => c.Parameters) : batch.BatchCommands.Cast<DbBatchCommand>().Select(c => c.Parameters);
        var (entry, body, evidence) = parameters.ToArray() is [var e, var b, var v] ? (e, b, v) : throw new InvalidOperationException("three tables");
        _varying = [entry["entry_key"], entry["number"], entry["hash"], body["entry_key"], body["bytes"], evidence["chain"], evidence["hash"]];
    }

    /// <summary>Opens it on a database in which our code has enqueued an invoice already: its rows are the pattern.</summary>
    public static async Task<RawEnqueue> OpenAsync(BenchmarkDatabase database)
    {
        var connection = await database.OpenWriterAsync();
        var tables = new List<RawTable>();
        foreach (var name in Tables) tables.Add(await RawTable.ReadAsync(connection, name));
        if (!connection.CanCreateBatch) return new RawEnqueue(connection, [.. tables.Select(t => Command(connection, t))], null);
        var batch = connection.CreateBatch();
        foreach (var table in tables)
        {
            var command = batch.CreateBatchCommand();
            command.CommandText = table.Insert;
            table.AddParameters(command.Parameters, command.CreateParameter);
            batch.BatchCommands.Add(command);
        }
        await batch.PrepareAsync();
        return new RawEnqueue(connection, [], batch);
    }

    /// <summary>Writes invoices in one durable transaction.</summary>
    public async Task CommitAsync(ReadOnlyMemory<RawInvoice> invoices)
    {
        await using var transaction = await _connection.BeginTransactionAsync(IsolationLevel.Unspecified);
        for (var i = 0; i < invoices.Length; i++)
        {
            Give(invoices.Span[i]);
            if (_batch is not null)
            {
                _batch.Transaction = transaction;
                await _batch.ExecuteNonQueryAsync();
                continue;
            }
            foreach (var command in _commands)
            {
                command.Transaction = transaction;
                command.ExecuteNonQuery();
            }
        }
        await transaction.CommitAsync();
    }

    /// <summary>Writes one invoice in one round trip: the statements of a batch without a transaction around them are one transaction on PostgreSQL.</summary>
    public async Task CommitAloneAsync(RawInvoice invoice)
    {
        Give(invoice);
        _batch!.Transaction = null;
        await _batch.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_batch is not null) await _batch.DisposeAsync();
        foreach (var command in _commands) await command.DisposeAsync();
        await _connection.DisposeAsync();
    }

    private void Give(RawInvoice invoice)
    {
        _varying[0].Value = invoice.Key;
        _varying[1].Value = invoice.Number;
        _varying[2].Value = invoice.Hash;
        _varying[3].Value = invoice.Key;
        _varying[4].Value = invoice.Bytes;
        _varying[5].Value = invoice.Chain;
        _varying[6].Value = invoice.Hash;
    }

    private static DbCommand Command(DbConnection connection, RawTable table)
    {
        var command = connection.CreateCommand();
        command.CommandText = table.Insert;
        table.AddParameters(command.Parameters, command.CreateParameter);
        command.Prepare();
        return command;
    }
}
