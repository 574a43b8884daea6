using System.Data.Common;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Panel.Starting;

/// <summary>The outbox that the panel shows. Its tables are never made or changed here; where nobody may act, the database itself is told to refuse writing.</summary>
internal sealed class PanelOutbox : IAsyncDisposable
{
    private readonly DbDataSource _source;

    private PanelOutbox(DbDataSource source, SqlDialect dialect)
    {
        _source = source;
        Outbox = new SqlOutbox(source, dialect);
    }

    public SqlOutbox Outbox { get; }

    /// <exception cref="PanelException">The text is no address of an outbox, there is none, or it does not answer.</exception>
    public static async Task<PanelOutbox> OpenAsync(string db, bool writable, CancellationToken cancellationToken)
    {
        var colon = db.IndexOf(':', StringComparison.Ordinal);
        var rest = colon < 0 ? "" : db[(colon + 1)..];
        if (rest.Length == 0 || db[..colon] is not ("sqlite" or "postgres")) throw new PanelException($"--db '{db}': write sqlite:PATH or postgres:CONNECTION-STRING.");
        PanelOutbox? open = null;
        try
        {
            open = db[..colon] == "sqlite" ? Sqlite(rest, writable) : PostgreSql(rest, writable);
            // One look: does it answer, and are its tables those of this version?
            await foreach (var _ in open.Outbox.Store.ReadAsync(new OutboxQuery { Max = 1 }, cancellationToken)) break;
            return open;
        }
        catch (Exception e) when (e is DbException or SqlStoreException or ArgumentException or IOException)
        {
            if (open is not null) await open.DisposeAsync();
            throw new PanelException($"--db: the outbox cannot be opened: {e.Message}");
        }
    }

    private static PanelOutbox Sqlite(string file, bool writable)
    {
        if (!File.Exists(file)) throw new PanelException($"--db 'sqlite:{file}': there is no such file.");
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnectionStringBuilder { DataSource = file, Mode = writable ? SqliteOpenMode.ReadWrite : SqliteOpenMode.ReadOnly };
        return new PanelOutbox(SqliteFactory.Instance.CreateDataSource(connection.ConnectionString), SqlDialect.Sqlite);
    }

    private static PanelOutbox PostgreSql(string text, bool writable)
    {
        var connection = new NpgsqlConnectionStringBuilder(text);
        if (!writable) connection.Options = $"{connection.Options} -c default_transaction_read_only=on".TrimStart();
        return new PanelOutbox(NpgsqlDataSource.Create(connection), SqlDialect.PostgreSql);
    }

    public async ValueTask DisposeAsync()
    {
        await Outbox.DisposeAsync();
        await _source.DisposeAsync();
    }
}
