using System.Data.Common;
using System.Globalization;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>Fills the tables with copies of one entry that is there already: one of a hundred in work, the others accepted. In one statement for each table, without the bytes' right hashes.</summary>
internal static class ManyEntries
{
    private static readonly Dictionary<string, string> Changed = new(StringComparer.Ordinal)
    {
        ["entry_key"] = "e.entry_key || '/' || n.i",
        ["chain"] = "e.chain || '/' || n.i",
        ["number"] = "e.number || '/' || n.i",
        ["hash"] = "{hash}",
        ["issue_date"] = "20260101 + n.i % 12 * 100 + n.i % 28",
        ["reference_scope"] = "'OFF/2026'",
        ["reference_number"] = "n.i",
        ["state"] = "CASE WHEN n.i % 100 = 0 THEN 0 ELSE 4 END",
        ["shelf"] = "CASE WHEN n.i % 100 = 0 THEN 0 END",
        ["queue_day"] = "CASE WHEN n.i % 100 = 0 THEN 20261123 + n.i % 7 END",
        ["queue_due"] = "CASE WHEN n.i % 100 = 0 THEN 20261123 + n.i % 7 END",
        ["ksef_number"] = "CASE WHEN n.i % 100 <> 0 THEN '5261040828-20261120-' || n.i END",
        ["upo_hash"] = "CASE WHEN n.i % 100 > 1 THEN e.hash END",
    };

    public static async Task FillAsync(DbDataSource source, SqlDialect dialect, int count, CancellationToken cancellationToken)
    {
        var hash = dialect.OneWriter ? "randomblob(32)" : "decode(md5(n.i::text) || md5(n.i::text), 'hex')";
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        foreach (var table in new[] { "ksef_entry", "ksef_body", "ksef_evidence" })
        {
            var columns = new List<string>();
            await using (var reader = await Command(connection, $"SELECT * FROM {table} WHERE 1 = 0").ExecuteReaderAsync(cancellationToken))
                for (var i = 0; i < reader.FieldCount; i++) columns.Add(reader.GetName(i));
            var values = columns.Select(c => Changed.TryGetValue(c, out var changed) ? changed.Replace("{hash}", hash, StringComparison.Ordinal) : "e." + c);
            var rows = string.Create(CultureInfo.InvariantCulture, $"WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {count}) ");
            await Command(connection, $"INSERT INTO {table} ({string.Join(", ", columns)}) {rows} SELECT {string.Join(", ", values)} FROM n CROSS JOIN (SELECT * FROM {table} LIMIT 1) AS e").ExecuteNonQueryAsync(cancellationToken);
        }
        await Command(connection, "ANALYZE").ExecuteNonQueryAsync(cancellationToken);
    }

    private static DbCommand Command(DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        return command;
    }
}
