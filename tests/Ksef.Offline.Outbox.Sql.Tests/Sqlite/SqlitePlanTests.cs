using System.Data.Common;
using System.Text.RegularExpressions;
using Microsoft.Data.Sqlite;

namespace Ksef.Offline.Outbox.Sql.Tests.Sqlite;

/// <summary>The very statements that the store has prepared, planned by SQLite: none reads a large table from end to end.</summary>
public sealed partial class SqlitePlanTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_hot_statement_uses_an_index(bool analyzed)
    {
        await using var file = new SqliteFile();
        await using var source = new RecordingSource($"Data Source={file.Path}");
        await using var outbox = new SqlOutbox(source, SqlDialect.Sqlite);
        await outbox.MigrateAsync(Cancel);
        await HotOperations.RunAsync(outbox, Cancel);
        // Nobody analyses a file by himself: the plans must hold with what SQLite then knows of the tables and without.
        if (analyzed) await ManyEntries.FillAsync(file.Source, SqlDialect.Sqlite, 20_000, Cancel);
        await using var connection = await file.Source.OpenConnectionAsync(Cancel);
        var hot = source.Statements.Where(s => LargeTable().IsMatch(s)).ToList();
        Assert.True(hot.Count > 25, $"{hot.Count} statements");
        var wrong = await ScanningAsync(connection, hot);
        Assert.True(wrong.Count == 0, string.Join("\n\n", wrong));
        // And the test can see it: without the index the look-up by number reads the table.
        await using var drop = connection.CreateCommand();
        drop.CommandText = "DROP INDEX ksef_entry_number";
        await drop.ExecuteNonQueryAsync(Cancel);
        Assert.Contains("number = @number", Assert.Single(await ScanningAsync(connection, hot)), StringComparison.Ordinal);
    }

    private static async Task<List<string>> ScanningAsync(DbConnection connection, List<string> statements)
    {
        var wrong = new List<string>();
        foreach (var statement in statements)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "EXPLAIN QUERY PLAN " + statement;
            foreach (var name in Parameter().Matches(statement).Select(m => m.Value).Distinct()) command.Parameters.Add(new SqliteParameter(name, DBNull.Value));
            await using var reader = await command.ExecuteReaderAsync(Cancel);
            var plan = new List<string>();
            while (await reader.ReadAsync(Cancel)) plan.Add(reader.GetString(3));
            if (plan.Any(step => Scan().IsMatch(step))) wrong.Add(statement + "\n" + string.Join('\n', plan));
        }
        return wrong;
    }

    [GeneratedRegex("ksef_(entry|body|evidence)")]
    private static partial Regex LargeTable();

    [GeneratedRegex("@[a-z_]+")]
    private static partial Regex Parameter();

    // To go through the small index of what lacks a UPO from end to end is the point of that index.
    [GeneratedRegex("^SCAN (?!.*ksef_entry_missing_upo).*ksef_")]
    private static partial Regex Scan();
}
