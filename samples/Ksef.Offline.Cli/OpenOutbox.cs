using System.Data.Common;
using Ksef.Offline.Outbox.Sql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ksef.Offline.Cli;

/// <summary>The outbox behind <c>--db</c>: <c>sqlite:PATH</c> or <c>postgres:CONNECTION-STRING</c>, with its schema brought up to date.</summary>
internal sealed class OpenOutbox : IAsyncDisposable
{
    private readonly DbDataSource _source;

    private OpenOutbox(DbDataSource source, SqlDialect dialect)
    {
        _source = source;
        Outbox = new SqlOutbox(source, dialect);
    }

    public SqlOutbox Outbox { get; }

    /// <summary>For commands that only read or decide: a mistyped path must not make an empty outbox in which nothing is ever late.</summary>
    public static Task<OpenOutbox> OpenExistingAsync(string dsn, CancellationToken cancellationToken)
    {
        if (dsn.StartsWith("sqlite:", StringComparison.Ordinal) && dsn.Length > "sqlite:".Length && !File.Exists(dsn["sqlite:".Length..])) throw new UsageException($"--db '{dsn}': there is no such file.");
        return OpenAsync(dsn, cancellationToken);
    }

    public static async Task<OpenOutbox> OpenAsync(string dsn, CancellationToken cancellationToken)
    {
        var colon = dsn.IndexOf(':', StringComparison.Ordinal);
        var rest = colon < 0 ? "" : dsn[(colon + 1)..];
        if (rest.Length == 0 || dsn[..colon] is not ("sqlite" or "postgres")) throw new UsageException($"--db '{dsn}': write sqlite:PATH or postgres:CONNECTION-STRING.");
        OpenOutbox? open = null;
        try
        {
            if (dsn[..colon] == "sqlite")
            {
                SQLitePCL.Batteries_V2.Init();
                var connection = new SqliteConnectionStringBuilder { DataSource = rest };
                open = new OpenOutbox(SqliteFactory.Instance.CreateDataSource(connection.ConnectionString), SqlDialect.Sqlite);
            }
            else open = new OpenOutbox(NpgsqlDataSource.Create(rest), SqlDialect.PostgreSql);
            await open.Outbox.MigrateAsync(cancellationToken);
            return open;
        }
        catch (Exception e) when (e is DbException or SqlStoreException or ArgumentException or IOException)
        {
            if (open is not null) await open.DisposeAsync();
            throw new UsageException($"--db: the outbox cannot be opened: {e.Message}");
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Outbox.DisposeAsync();
        await _source.DisposeAsync();
    }
}
