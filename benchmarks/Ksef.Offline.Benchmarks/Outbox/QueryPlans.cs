using System.Data.Common;
using System.Globalization;
using Npgsql;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>Prints how the database runs the hot statements: on PostgreSQL the very statements that our code has prepared, as they run for any value; on SQLite claim and look-up.</summary>
internal static class QueryPlans
{
    public static async Task PrintAsync(BenchmarkDatabase database)
    {
        await using var connection = await database.Source.OpenConnectionAsync();
        if (connection is NpgsqlConnection) await OfPreparedAsync(connection);
        else
            foreach (var sql in new[] { RawClaim.Sql(sqlite: true), RawFind.Sql }) await PrintAsync(connection, sql, "EXPLAIN QUERY PLAN " + sql, 3);
    }

    private static async Task OfPreparedAsync(DbConnection connection)
    {
        var prepared = new List<(string Name, string Sql, int Parameters)>();
        await using (var list = Command(connection, "SELECT name, statement, COALESCE(array_length(parameter_types, 1), 0) FROM pg_prepared_statements WHERE statement ~ 'ksef_(entry|body|evidence)' ORDER BY prepare_time"))
        await using (var reader = await list.ExecuteReaderAsync())
            while (await reader.ReadAsync()) prepared.Add((reader.GetString(0), reader.GetString(1), reader.GetInt32(2)));
        await using (var generic = Command(connection, "SET plan_cache_mode = force_generic_plan")) await generic.ExecuteNonQueryAsync();
        foreach (var (name, sql, parameters) in prepared)
            await PrintAsync(connection, sql, $"EXPLAIN EXECUTE \"{name}\"{(parameters == 0 ? "" : $"({string.Join(", ", Enumerable.Repeat("NULL", parameters))})")}", 0);
    }

    private static async Task PrintAsync(DbConnection connection, string sql, string explain, int column)
    {
        Console.WriteLine(sql.Length > 150 ? string.Concat(sql.AsSpan(0, 70), " ... ", sql.AsSpan(sql.Length - 75)) : sql);
        await using var command = Command(connection, explain);
        foreach (DbParameter parameter in command.Parameters) parameter.Value = "";
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync()) Console.WriteLine("    " + Convert.ToString(reader.GetValue(column), CultureInfo.InvariantCulture));
        Console.WriteLine();
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var name in new[] { "@taxpayer", "@now", "@max", "@until", "@owner", "@entry_key" })
        {
            if (!sql.Contains(name, StringComparison.Ordinal)) continue;
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, 1L);
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
