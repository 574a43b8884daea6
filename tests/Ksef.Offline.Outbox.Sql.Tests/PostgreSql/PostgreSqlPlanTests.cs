using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Ksef.Offline.Outbox.Sql.Tests.PostgreSql;

/// <summary>The very statements that the store has prepared, planned by PostgreSQL for any value: none reads a large table from end to end.</summary>
public sealed class PostgreSqlPlanTests
{
    private static readonly string[] LargeTables = ["ksef_entry", "ksef_body", "ksef_evidence"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_hot_statement_uses_an_index()
    {
        await using var schema = new PostgreSqlSchema();
        // One connection, so that all statements stand prepared on the one that is asked.
        await using var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(schema.ConnectionString) { MaxPoolSize = 1 });
        await using var outbox = new SqlOutbox(source, SqlDialect.PostgreSql);
        await outbox.MigrateAsync(Cancel);
        await HotOperations.RunAsync(outbox, Cancel);
        // Planned anew, since the tables are not what they were.
        await ManyEntries.FillAsync(source, SqlDialect.PostgreSql, 20_000, Cancel);
        await using var connection = await source.OpenConnectionAsync(Cancel);
        var prepared = await RowsAsync(connection, "SELECT name || ' ' || COALESCE(array_length(parameter_types, 1), 0) || ' ' || statement FROM pg_prepared_statements WHERE statement ~ 'ksef_(entry|body|evidence)'");
        Assert.True(prepared.Count > 25, $"{prepared.Count} statements");
        await RowsAsync(connection, "SET plan_cache_mode = force_generic_plan");
        var wrong = await ScanningAsync(connection, prepared);
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        // And the test can see it: without the index the look-up by number reads the table.
        await RowsAsync(connection, "DROP INDEX ksef_entry_number");
        Assert.Contains("number = $1", Assert.Single(await ScanningAsync(connection, prepared)), StringComparison.Ordinal);
    }

    private static async Task<List<string>> ScanningAsync(DbConnection connection, List<string> prepared)
    {
        var wrong = new List<string>();
        foreach (var statement in prepared)
        {
            var parts = statement.Split(' ', 3);
            var arguments = string.Join(", ", Enumerable.Repeat("NULL", int.Parse(parts[1], CultureInfo.InvariantCulture)));
            var plan = string.Join('\n', await RowsAsync(connection, $"EXPLAIN EXECUTE \"{parts[0]}\"{(arguments.Length == 0 ? "" : $"({arguments})")}"));
            if (LargeTables.Any(table => plan.Contains("Seq Scan on " + table, StringComparison.Ordinal))) wrong.Add(parts[2] + "\n" + plan);
        }
        return wrong;
    }

    private static async Task<List<string>> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync(Cancel);
        var rows = new List<string>();
        while (await reader.ReadAsync(Cancel)) rows.Add(reader.GetString(0));
        return rows;
    }
}
