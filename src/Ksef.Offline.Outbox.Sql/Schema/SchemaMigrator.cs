using System.Data.Common;
using System.Globalization;
using Ksef.Offline.Outbox.Sql.Sessions;

namespace Ksef.Offline.Outbox.Sql.Schema;

/// <summary>Applies the numbered migrations that are missing, all in one transaction, one process at a time.</summary>
internal static class SchemaMigrator
{
    private const string VersionTable = "CREATE TABLE IF NOT EXISTS ksef_schema (version {integer} NOT NULL PRIMARY KEY, oldest_reader {integer} NOT NULL)";
    private const string VersionQuery = "SELECT COALESCE(MAX(version), 0), COALESCE(MAX(oldest_reader), 0) FROM ksef_schema";

    public static async Task<int> MigrateAsync(DbDataSource source, SqlDialect dialect, CancellationToken cancellationToken)
    {
        var migrations = Migration.All;
        var session = new SqlSession(dialect, await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), keepsCommands: false);
        await using (session.ConfigureAwait(false))
        {
            await dialect.PrepareDatabaseAsync(session.Connection, cancellationToken).ConfigureAwait(false);
            var transaction = await dialect.BeginWriteAsync(session.Connection, cancellationToken).ConfigureAwait(false);
            await using (transaction.ConfigureAwait(false))
            {
                session.Transaction = transaction;
                await dialect.LockSchemaAsync(transaction, cancellationToken).ConfigureAwait(false);
                await ApplyAsync(session, VersionTable, cancellationToken).ConfigureAwait(false);
                var version = await VersionAsync(session, migrations.Count, cancellationToken).ConfigureAwait(false);
                foreach (var migration in migrations.Where(m => m.Version > version))
                {
                    foreach (var statement in migration.Statements) await ApplyAsync(session, statement, cancellationToken).ConfigureAwait(false);
                    await session.ExecuteAsync(
                        "INSERT INTO ksef_schema (version, oldest_reader) VALUES (@version, @oldest_reader)",
                        new SqlArguments().Integer("version", migration.Version).Integer("oldest_reader", migration.OldestReader),
                        cancellationToken).ConfigureAwait(false);
                }
                await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return Math.Max(version, migrations.Count);
            }
        }
    }

    /// <summary>Refuses a schema that is missing, older than the code or too new for it. A newer one that says it may still be used is used: two versions run side by side during an upgrade.</summary>
    public static async Task CheckAsync(SqlSession session, CancellationToken cancellationToken)
    {
        var known = Migration.All.Count;
        var version = await VersionAsync(session, known, cancellationToken).ConfigureAwait(false);
        if (version < known)
            throw new SqlStoreException(SqlTrouble.Schema, string.Create(CultureInfo.InvariantCulture, $"{session.Dialect.Name}: the schema has version {version}, this code needs {known}; run MigrateAsync first. Nothing was changed."));
    }

    private static async Task<int> VersionAsync(SqlSession session, int known, CancellationToken cancellationToken)
    {
        var (version, oldestReader) = await session.FirstAsync(VersionQuery, SqlArguments.None, r => ((int)r.GetInt64(0), (int)r.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        if (oldestReader > known)
            throw new SqlStoreException(SqlTrouble.Schema, string.Create(CultureInfo.InvariantCulture, $"{session.Dialect.Name}: the schema has version {version} and may be used by code that knows version {oldestReader} or newer; this code knows {known}. Upgrade the application. Nothing was changed."));
        return version;
    }

    private static async Task ApplyAsync(SqlSession session, string statement, CancellationToken cancellationToken)
    {
        var dialect = session.Dialect;
        var text = statement
            .Replace("{integer}", dialect.TypeName(SqlColumnType.WholeNumber), StringComparison.Ordinal)
            .Replace("{text}", dialect.TypeName(SqlColumnType.Text), StringComparison.Ordinal)
            .Replace("{bytes}", dialect.TypeName(SqlColumnType.Bytes), StringComparison.Ordinal)
            .Replace("{identity}", dialect.TypeName(SqlColumnType.Identity), StringComparison.Ordinal);
        using var command = session.Connection.CreateCommand();
        command.Transaction = session.Transaction;
        command.CommandText = dialect.Migration(text);
        await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }
}
