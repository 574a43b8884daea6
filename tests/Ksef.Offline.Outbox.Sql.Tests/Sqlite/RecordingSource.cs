using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Ksef.Offline.Outbox.Sql.Tests.Sqlite;

/// <summary>Connections to a SQLite database that write down every statement that is prepared on them.</summary>
internal sealed class RecordingSource(string connectionString) : DbDataSource
{
    private readonly ConcurrentDictionary<string, bool> _statements = new(StringComparer.Ordinal);

    public IReadOnlyCollection<string> Statements => [.. _statements.Keys];

    public override string ConnectionString => connectionString;

    protected override DbConnection CreateDbConnection() => new Connection(connectionString, _statements);

    private sealed class Connection(string connectionString, ConcurrentDictionary<string, bool> statements) : SqliteConnection(connectionString)
    {
        public override SqliteCommand CreateCommand() => new Command(statements) { Connection = this, CommandTimeout = DefaultTimeout, Transaction = Transaction };
    }

    private sealed class Command(ConcurrentDictionary<string, bool> statements) : SqliteCommand
    {
        public override void Prepare()
        {
            statements.TryAdd(CommandText, true);
            base.Prepare();
        }
    }
}
