using System.Data.Common;
using System.Globalization;
using Ksef.Offline.Outbox.Sql;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace Ksef.Offline.Chaos;

/// <summary>The database of a run, named as <c>sqlite:PATH</c> or <c>postgres:CONNECTION-STRING</c>: the outbox beside a table of an ERP.</summary>
internal sealed class ChaosStore : IAsyncDisposable
{
    private ChaosStore(DbDataSource source, SqlDialect dialect)
    {
        Source = source;
        Outbox = new SqlOutbox(source, dialect);
    }

    public DbDataSource Source { get; }

    public SqlOutbox Outbox { get; }

    public static async Task<ChaosStore> OpenAsync(string name)
    {
        var (kind, rest) = name.Split(':', 2) is [var k, var r] ? (k, r) : throw new ArgumentException($"'{name}' names no store: sqlite:PATH or postgres:CONNECTION-STRING.");
        var store = kind switch
        {
            "sqlite" => new ChaosStore(SqliteFactory.Instance.CreateDataSource($"Data Source={rest}"), SqlDialect.Sqlite),
            "postgres" => new ChaosStore(NpgsqlDataSource.Create(rest), SqlDialect.PostgreSql),
            _ => throw new ArgumentException($"'{kind}' is no kind of store: sqlite or postgres."),
        };
        await store.Outbox.MigrateAsync();
        return store;
    }

    public Task CreateErpAsync() => ExecuteAsync("CREATE TABLE IF NOT EXISTS erp_invoice (entry_key text NOT NULL PRIMARY KEY, hash text NOT NULL)");

    /// <summary>What the ERP believes it has issued.</summary>
    public Task<List<(string Key, string Hash)>> ErpRowsAsync() => QueryAsync("SELECT entry_key, hash FROM erp_invoice ORDER BY entry_key", r => (r.GetString(0), r.GetString(1)));

    /// <summary>The database's own word that it is sound; null where it has no such check.</summary>
    public async Task<string?> IntegrityAsync() =>
        Outbox.Dialect == SqlDialect.Sqlite ? string.Join("; ", await QueryAsync("PRAGMA integrity_check", r => r.GetString(0))) : null;

    public async Task<long> CountAsync(string sql) => (await QueryAsync(sql, r => Convert.ToInt64(r.GetValue(0), CultureInfo.InvariantCulture)))[0];

    public async Task ExecuteAsync(string sql)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Outbox.DisposeAsync();
        await Source.DisposeAsync();
    }

    private async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read)
    {
        await using var connection = await Source.OpenConnectionAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<T>();
        while (await reader.ReadAsync()) rows.Add(read(reader));
        return rows;
    }
}
