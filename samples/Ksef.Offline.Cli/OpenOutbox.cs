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

    /// <summary>For commands that only read or decide: a mistyped path must not make an empty outbox in which nothing is ever late, nor tables in a database of something else.</summary>
    public static Task<OpenOutbox> OpenExistingAsync(string dsn, CancellationToken cancellationToken) => OpenAsync(dsn, mustExist: true, cancellationToken);

    /// <summary>For commands that may be the first: a missing outbox is made, and said.</summary>
    public static Task<OpenOutbox> OpenAsync(string dsn, CancellationToken cancellationToken) => OpenAsync(dsn, mustExist: false, cancellationToken);

    private static async Task<OpenOutbox> OpenAsync(string dsn, bool mustExist, CancellationToken cancellationToken)
    {
        var colon = dsn.IndexOf(':', StringComparison.Ordinal);
        var rest = colon < 0 ? "" : dsn[(colon + 1)..];
        if (rest.Length == 0 || dsn[..colon] is not ("sqlite" or "postgres")) throw new UsageException($"--db '{Kind(dsn)}': write sqlite:PATH or postgres:CONNECTION-STRING.");
        var sqlite = dsn[..colon] == "sqlite";
        if (sqlite && Directory.Exists(rest)) throw new UsageException($"--db '{dsn}' is a folder, not a file.");
        if (sqlite && mustExist && !File.Exists(rest)) throw new UsageException($"--db '{dsn}': there is no such file.");
        OpenOutbox? open = null;
        try
        {
            open = sqlite ? Sqlite(rest) : new OpenOutbox(NpgsqlDataSource.Create(rest), SqlDialect.PostgreSql);
            if (mustExist) await open.CheckAsync(sqlite ? dsn : "postgres:...", cancellationToken);
            await open.Outbox.MigrateAsync(cancellationToken);
            return open;
        }
        catch (Exception e) when (e is UsageException or DbException or SqlStoreException or ArgumentException or IOException)
        {
            if (open is not null) await open.DisposeAsync();
            throw e as UsageException ?? new UsageException($"--db: the outbox cannot be opened: {e.Message}");
        }
    }

    /// <summary>True where the outbox of this DSN would be made anew; told beforehand, so that who mistyped a path learns of it.</summary>
    public static bool IsNew(string dsn) => dsn.StartsWith("sqlite:", StringComparison.Ordinal) && !File.Exists(dsn["sqlite:".Length..]);

    private static OpenOutbox Sqlite(string path)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnectionStringBuilder { DataSource = path };
        return new OpenOutbox(SqliteFactory.Instance.CreateDataSource(connection.ConnectionString), SqlDialect.Sqlite);
    }

    private async Task CheckAsync(string dsn, CancellationToken cancellationToken)
    {
        const string Schema = "ksef_schema";
        try
        {
            await using var command = _source.CreateCommand($"SELECT COUNT(*) FROM {Schema}");
            await command.ExecuteScalarAsync(cancellationToken);
        }
        catch (DbException e) when (e.Message.Contains(Schema, StringComparison.Ordinal))
        {
            throw new UsageException($"--db '{dsn}' holds no outbox.");
        }
    }

    /// <summary>What stands before the colon, and no more of it: the rest may hold a password.</summary>
    private static string Kind(string dsn) => dsn.IndexOf(':', StringComparison.Ordinal) is var colon and >= 0 ? dsn[..(colon + 1)] + (colon + 1 < dsn.Length ? "..." : "") : dsn;

    public async ValueTask DisposeAsync()
    {
        await Outbox.DisposeAsync();
        await _source.DisposeAsync();
    }
}
