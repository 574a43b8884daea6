using System.Data.Common;
using Ksef.Offline.Outbox.Sql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>A fresh database with our schema: a SQLite file in the temporary folder, or a schema of its own in the PostgreSQL server that KSEF_OFFLINE_POSTGRES names. Gone when disposed.</summary>
internal sealed class BenchmarkDatabase : IAsyncDisposable
{
    public const string Sqlite = "SQLite";
    public const string PostgreSql = "PostgreSQL";
    public const string Variable = "KSEF_OFFLINE_POSTGRES";
    public const string Skipped = $"PostgreSQL skipped: {Variable} holds no connection string (tests/postgres.sh starts a server)";
    private readonly Func<ValueTask> _remove;

    private BenchmarkDatabase(DbDataSource source, SqlDialect dialect, Func<ValueTask> remove)
    {
        (Source, Dialect, _remove) = (source, dialect, remove);
        Outbox = new SqlOutbox(source, dialect);
    }

    /// <summary>SQLite, and PostgreSQL where there is a server.</summary>
    public static string[] Available => Server is null ? [Sqlite] : [Sqlite, PostgreSql];

    public static string? Server => Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } server ? server : null;

    public DbDataSource Source { get; }

    public SqlDialect Dialect { get; }

    public SqlOutbox Outbox { get; }

    public static void SayWhatIsSkipped()
    {
        if (Server is null) Console.WriteLine("// " + Skipped);
    }

    public static async Task<BenchmarkDatabase> CreateAsync(string dialect)
    {
        var database = dialect == Sqlite ? OnSqlite() : await OnPostgreSqlAsync(Server ?? throw new InvalidOperationException(Skipped));
        await database.Outbox.MigrateAsync();
        return database;
    }

    /// <summary>A connection as our writer has it: for SQLite with the same pragmas (write-ahead log, synchronous = FULL).</summary>
    public async Task<DbConnection> OpenWriterAsync()
    {
        var connection = await Source.OpenConnectionAsync();
        await Dialect.PrepareWriterAsync(connection, CancellationToken.None);
        return connection;
    }

    public async Task<int> ExecuteAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        (command.CommandText, command.CommandTimeout) = (sql, 0);
        return await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Outbox.DisposeAsync();
        await Source.DisposeAsync();
        await _remove();
    }

    private static BenchmarkDatabase OnSqlite()
    {
        SQLitePCL.Batteries_V2.Init();
        var folder = Directory.CreateTempSubdirectory("ksef-outbox-");
        var source = SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder.FullName, "outbox.db")}");
        return new BenchmarkDatabase(source, SqlDialect.Sqlite, () =>
        {
            SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
            return ValueTask.CompletedTask;
        });
    }

    private static async Task<BenchmarkDatabase> OnPostgreSqlAsync(string server)
    {
        var schema = "b" + Guid.NewGuid().ToString("N");
        await using (var admin = NpgsqlDataSource.Create(server)) await RunAsync(admin, $"CREATE SCHEMA {schema}");
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(server) { SearchPath = schema, MaxPoolSize = 40, CommandTimeout = 600, NoResetOnClose = true });
        return new BenchmarkDatabase(source, SqlDialect.PostgreSql, async () =>
        {
            await using var admin = NpgsqlDataSource.Create(server);
            await RunAsync(admin, $"DROP SCHEMA {schema} CASCADE");
        });
    }

    private static async Task RunAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 600;
        await command.ExecuteNonQueryAsync();
    }
}
