using System.Data.Common;
using Npgsql;

namespace Ksef.Offline.Outbox.Sql.Tests.PostgreSql;

/// <summary>
/// A schema of its own in the PostgreSQL server that KSEF_OFFLINE_POSTGRES names (a connection string), gone when disposed; skips the test, visibly, where none is named.
/// <c>tests/postgres.sh</c> starts one.
/// </summary>
internal sealed class PostgreSqlSchema : IAsyncDisposable
{
    public const string Variable = "KSEF_OFFLINE_POSTGRES";

    private readonly string _server;

    public PostgreSqlSchema()
    {
        var server = Environment.GetEnvironmentVariable(Variable);
        if (string.IsNullOrEmpty(server)) Assert.Skip($"no PostgreSQL: {Variable} holds no connection string (tests/postgres.sh starts a server)");
        _server = server;
        Name = "t" + Guid.NewGuid().ToString("N");
        Execute($"CREATE SCHEMA {Name}");
        ConnectionString = new NpgsqlConnectionStringBuilder(server) { SearchPath = Name, MaxPoolSize = 12, Timeout = 60 }.ConnectionString;
        Source = NpgsqlDataSource.Create(ConnectionString);
    }

    public string Name { get; }

    public string ConnectionString { get; }

    public DbDataSource Source { get; }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        Execute($"DROP SCHEMA {Name} CASCADE");
    }

    private void Execute(string sql)
    {
        using var connection = new NpgsqlConnection(_server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }
}
