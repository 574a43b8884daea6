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

    /// <summary>For commands that decide: a mistyped path must not make an empty outbox in which nothing is ever late, nor tables in a database of something else.</summary>
    public static Task<OpenOutbox> OpenExistingAsync(string dsn, CancellationToken cancellationToken) => OpenAsync(dsn, mustExist: true, cancellationToken);

    /// <summary>For commands that only read: nothing is written, so that a file, a folder or a role without the right to write will do.</summary>
    public static async Task<OpenOutbox> OpenReadingAsync(string dsn, CancellationToken cancellationToken)
    {
        var (sqlite, rest) = Parts(dsn, mustExist: true);
        OpenOutbox? open = null;
        try
        {
            open = sqlite ? Sqlite(rest, SqliteOpenMode.ReadOnly) : new OpenOutbox(NpgsqlDataSource.Create(rest), SqlDialect.PostgreSql);
            try
            {
                await open.CheckAsync(sqlite ? dsn : "postgres:...", cancellationToken);
            }
            catch (DbException) when (sqlite && IsWhole(rest))
            {
                // Beside a file that nobody can write SQLite cannot put its shared memory; with no log beside it the file is all there is.
                await open.DisposeAsync();
                open = Sqlite("file:" + string.Join('/', Path.GetFullPath(rest).Split(Path.DirectorySeparatorChar).Select(Uri.EscapeDataString)) + "?immutable=1", SqliteOpenMode.ReadOnly);
                await open.CheckAsync(dsn, cancellationToken);
            }
            return open;
        }
        catch (Exception e) when (e is UsageException or DbException or SqlStoreException or ArgumentException or IOException)
        {
            if (open is not null) await open.DisposeAsync();
            throw Refusal(e);
        }
    }

    private static bool IsWhole(string path) => new FileInfo(path + "-wal") is not { Exists: true, Length: > 0 };

    /// <summary>For commands that may be the first: a missing outbox is made, and said.</summary>
    public static Task<OpenOutbox> OpenAsync(string dsn, CancellationToken cancellationToken) => OpenAsync(dsn, mustExist: false, cancellationToken);

    private static async Task<OpenOutbox> OpenAsync(string dsn, bool mustExist, CancellationToken cancellationToken)
    {
        var (sqlite, rest) = Parts(dsn, mustExist);
        OpenOutbox? open = null;
        try
        {
            open = sqlite ? Sqlite(rest, SqliteOpenMode.ReadWriteCreate) : new OpenOutbox(NpgsqlDataSource.Create(rest), SqlDialect.PostgreSql);
            if (mustExist) await open.CheckAsync(sqlite ? dsn : "postgres:...", cancellationToken);
            await open.Outbox.MigrateAsync(cancellationToken);
            return open;
        }
        catch (Exception e) when (e is UsageException or DbException or SqlStoreException or ArgumentException or IOException)
        {
            if (open is not null) await open.DisposeAsync();
            throw Refusal(e);
        }
    }

    private static UsageException Refusal(Exception e) => e as UsageException ?? new UsageException($"--db: the outbox cannot be opened: {e.Message}");

    private static (bool Sqlite, string Path) Parts(string dsn, bool mustExist)
    {
        var colon = dsn.IndexOf(':', StringComparison.Ordinal);
        var rest = colon < 0 ? "" : dsn[(colon + 1)..];
        if (rest.Length == 0 || dsn[..colon] is not ("sqlite" or "postgres")) throw new UsageException($"--db '{Kind(dsn)}': write sqlite:PATH or postgres:CONNECTION-STRING.");
        var sqlite = dsn[..colon] == "sqlite";
        if (sqlite && Directory.Exists(rest)) throw new UsageException($"--db '{dsn}' is a folder, not a file.");
        if (sqlite && mustExist && !File.Exists(rest)) throw new UsageException($"--db '{dsn}': there is no such file.");
        return (sqlite, rest);
    }

    /// <summary>True where the outbox of this DSN would be made anew; told beforehand, so that who mistyped a path learns of it.</summary>
    public static bool IsNew(string dsn) => dsn.StartsWith("sqlite:", StringComparison.Ordinal) && !File.Exists(dsn["sqlite:".Length..]);

    private static OpenOutbox Sqlite(string path, SqliteOpenMode mode)
    {
        SQLitePCL.Batteries_V2.Init();
        var connection = new SqliteConnectionStringBuilder { DataSource = path, Mode = mode };
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
