using System.Data;
using System.Data.Common;
using System.Globalization;

namespace Ksef.Offline.Outbox.Sql.Dialects;

/// <summary>SQLite through any ADO.NET provider whose serializable transaction begins with BEGIN IMMEDIATE (Microsoft.Data.Sqlite does).</summary>
internal sealed class SqliteDialect : SqlDialect
{
    private const string Prefix = "SQLite Error ";

    public override string Name => "SQLite";

    public override bool OneWriter => true;

    public override string TypeName(SqlColumnType type) => type switch
    {
        SqlColumnType.WholeNumber => "INTEGER",
        SqlColumnType.Text => "TEXT",
        SqlColumnType.Bytes => "BLOB",
        SqlColumnType.Identity => "INTEGER PRIMARY KEY AUTOINCREMENT",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "unknown column type"),
    };

    public override string Claim(SqlClaim claim) =>
        $"UPDATE {claim.Table} SET {claim.Set} WHERE {claim.Key} IN (SELECT {claim.Key} FROM {claim.Table} WHERE {claim.Where} ORDER BY {claim.OrderBy} LIMIT @{claim.Limit}) RETURNING {claim.Returning}";

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken) =>
        await connection.BeginTransactionAsync(IsolationLevel.Serializable, cancellationToken).ConfigureAwait(false);

    // SQLite waits better than the provider, which sleeps 150 ms between tries: writers of other processes get their turn.
    public override Task PrepareWriterAsync(DbConnection connection, CancellationToken cancellationToken) =>
        RunAsync(connection, "PRAGMA busy_timeout = 10000; PRAGMA synchronous = FULL; PRAGMA foreign_keys = OFF", cancellationToken);

    public override Task PrepareDatabaseAsync(DbConnection connection, CancellationToken cancellationToken) =>
        RunAsync(connection, "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL", cancellationToken);

    public override SqlTrouble Classify(DbException exception)
    {
        var message = exception.Message;
        var code = 0;
        if (message.StartsWith(Prefix, StringComparison.Ordinal))
        {
            var end = message.IndexOf(':', Prefix.Length);
            if (end > 0) _ = int.TryParse(message.AsSpan(Prefix.Length, end - Prefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out code);
        }
        return (code & 0xFF) switch
        {
            5 or 6 => SqlTrouble.Busy,
            8 => SqlTrouble.ReadOnly,
            13 => SqlTrouble.Full,
            11 or 26 => SqlTrouble.Damaged,
            14 or 3 or 23 => SqlTrouble.Denied,
            10 => SqlTrouble.ConnectionLost,
            19 => message.Contains("UNIQUE", StringComparison.Ordinal) || message.Contains("PRIMARY KEY", StringComparison.Ordinal) ? SqlTrouble.Duplicate : SqlTrouble.Other,
            1 when message.Contains("no such table", StringComparison.Ordinal) || message.Contains("no such column", StringComparison.Ordinal) || message.Contains("has no column", StringComparison.Ordinal) => SqlTrouble.Schema,
            0 => ByWords(message),
            _ => SqlTrouble.Other,
        };
    }

    // Other providers give SQLite's own words without the number.
    private static SqlTrouble ByWords(string message)
    {
        ReadOnlySpan<(string Words, SqlTrouble Trouble)> words =
        [
            ("database is locked", SqlTrouble.Busy), ("readonly database", SqlTrouble.ReadOnly), ("is full", SqlTrouble.Full), ("malformed", SqlTrouble.Damaged),
            ("not a database", SqlTrouble.Damaged), ("unable to open", SqlTrouble.Denied), ("disk I/O error", SqlTrouble.ConnectionLost), ("UNIQUE constraint", SqlTrouble.Duplicate), ("no such table", SqlTrouble.Schema),
        ];
        foreach (var (text, trouble) in words)
            if (message.Contains(text, StringComparison.OrdinalIgnoreCase)) return trouble;
        return SqlTrouble.Other;
    }

    private static async Task RunAsync(DbConnection connection, string sql, CancellationToken cancellationToken)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
