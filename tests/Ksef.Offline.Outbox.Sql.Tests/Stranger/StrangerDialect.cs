using System.Data.Common;
using System.Text.RegularExpressions;

namespace Ksef.Offline.Outbox.Sql.Tests.Stranger;

/// <summary>
/// A dialect as someone else writes it, with nothing but the public class and its documentation: other types, no filtered indexes, limits of the SQL standard, nothing prepared, no advisory
/// locks, another claim. It stands on PostgreSQL because that is there to prove it on.
/// </summary>
internal sealed partial class StrangerDialect : SqlDialect
{
    public override string Name => "Stranger";

    public override bool PreparesCommands => false;

    public override string TypeName(SqlColumnType type) => type switch
    {
        SqlColumnType.WholeNumber => "numeric(19)",
        SqlColumnType.Text => "varchar COLLATE \"C\"",
        SqlColumnType.Bytes => "bytea",
        SqlColumnType.Identity => "bigserial PRIMARY KEY",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown column type"),
    };

    public override string Migration(string statement) => Filter().Replace(statement, "$1");

    public override string Claim(SqlClaim claim) =>
        $"WITH chosen AS MATERIALIZED ({Limit($"SELECT {claim.Key} FROM {claim.Table} WHERE {claim.Where} ORDER BY {claim.OrderBy}", claim.Limit)} FOR NO KEY UPDATE SKIP LOCKED) "
        + $"UPDATE {claim.Table} SET {claim.Set} WHERE {claim.Key} IN (SELECT {claim.Key} FROM chosen) RETURNING {claim.Returning}";

    public override string Limit(string query, string parameter) => $"{query} OFFSET 0 ROWS FETCH NEXT @{parameter} ROWS ONLY";

    public override string ForUpdate(string query) => query + " FOR NO KEY UPDATE";

    public override async Task LockSchemaAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        // A table that everybody may make, and that one holds: whoever comes later waits for its lock.
        foreach (var sql in new[] { "SELECT pg_advisory_xact_lock(1)", "CREATE TABLE IF NOT EXISTS stranger_lock (one integer)", "LOCK TABLE stranger_lock" })
        {
            await using var command = transaction.Connection!.CreateCommand();
            (command.Transaction, command.CommandText) = (transaction, sql);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    public override SqlTrouble Classify(DbException exception) => exception.SqlState switch
    {
        "23505" => SqlTrouble.Duplicate,
        "40001" or "40P01" => SqlTrouble.Conflict,
        "42P01" => SqlTrouble.Schema,
        null => SqlTrouble.ConnectionLost,
        _ => SqlTrouble.Other,
    };

    [GeneratedRegex(@"^(CREATE (?:UNIQUE )?INDEX .*\)) WHERE .*$")]
    private static partial Regex Filter();
}
