using System.Data.Common;

namespace Ksef.Offline.Outbox.Sql.Sessions;

/// <summary>A connection with its transaction: runs statements. A session that keeps its commands prepares each of them once. Not thread-safe.</summary>
internal sealed class SqlSession(SqlDialect dialect, DbConnection connection, bool keepsCommands) : IAsyncDisposable
{
    private readonly Dictionary<string, DbCommand> _commands = new(StringComparer.Ordinal);

    public SqlDialect Dialect => dialect;

    public DbConnection Connection => connection;

    public DbTransaction? Transaction { get; set; }

    /// <summary>Runs a statement; the number of rows that it changed.</summary>
    public async Task<int> ExecuteAsync(string sql, SqlArguments arguments, CancellationToken cancellationToken)
    {
        var statement = new SqlStatement(sql, arguments);
        await ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
        return statement.Changed;
    }

    /// <summary>Runs a statement.</summary>
    public async Task ExecuteAsync(SqlStatement statement, CancellationToken cancellationToken)
    {
        var command = await CommandAsync(statement.Text, statement.Arguments, cancellationToken).ConfigureAwait(false);
        try
        {
            if (statement.Read is null)
            {
                statement.Changed = await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
                return;
            }
            var reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) statement.Read(reader);
            }
            statement.Changed = reader.RecordsAffected;
        }
        finally
        {
            if (!keepsCommands) await command.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Runs several statements in their order, in one round trip where the driver can.</summary>
    public async Task ExecuteAllAsync(IReadOnlyList<SqlStatement> statements, CancellationToken cancellationToken)
    {
        if (statements.Count < 2 || !connection.CanCreateBatch)
        {
            foreach (var statement in statements) await ExecuteAsync(statement, cancellationToken).ConfigureAwait(false);
            return;
        }
        var batch = connection.CreateBatch();
        await using (batch.ConfigureAwait(false))
        {
            batch.Transaction = Transaction;
            foreach (var statement in statements)
            {
                var command = batch.CreateBatchCommand();
                command.CommandText = statement.Text;
                statement.Arguments.ApplyTo(command);
                batch.BatchCommands.Add(command);
            }
            if (dialect.PreparesCommands) await batch.PrepareAsync(cancellationToken).ConfigureAwait(false);
            var reader = await batch.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                // Only statements that return rows have a result; they come in the order of the statements.
                foreach (var read in statements.Select(s => s.Read).OfType<Action<DbDataReader>>())
                {
                    while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false)) read(reader);
                    await reader.NextResultAsync(cancellationToken).ConfigureAwait(false);
                }
                while (await reader.NextResultAsync(cancellationToken).ConfigureAwait(false))
                {
                    // To the end, since an error may still lie behind the last result.
                }
            }
            for (var i = 0; i < statements.Count; i++) statements[i].Changed = batch.BatchCommands[i].RecordsAffected;
        }
    }

    /// <summary>Runs a query and reads every row.</summary>
    public async Task<List<T>> QueryAsync<T>(string sql, SqlArguments arguments, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = new List<T>();
        await ExecuteAsync(new SqlStatement(sql, arguments, reader => rows.Add(read(reader))), cancellationToken).ConfigureAwait(false);
        return rows;
    }

    /// <summary>Runs a query and reads its first row, or gives the default.</summary>
    public async Task<T?> FirstAsync<T>(string sql, SqlArguments arguments, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var rows = await QueryAsync(sql, arguments, read, cancellationToken).ConfigureAwait(false);
        return rows.Count == 0 ? default : rows[0];
    }

    /// <summary>Gives up the kept commands and the connection; the transaction must have ended.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var command in _commands.Values) await command.DisposeAsync().ConfigureAwait(false);
        _commands.Clear();
        await connection.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<DbCommand> CommandAsync(string sql, SqlArguments arguments, CancellationToken cancellationToken)
    {
        if (!keepsCommands || !_commands.TryGetValue(sql, out var command))
        {
            command = connection.CreateCommand();
            command.CommandText = sql;
            arguments.ApplyTo(command);
            command.Transaction = Transaction;
            if (dialect.PreparesCommands) await command.PrepareAsync(cancellationToken).ConfigureAwait(false);
            if (keepsCommands) _commands.Add(sql, command);
            return command;
        }
        arguments.ApplyTo(command);
        command.Transaction = Transaction;
        return command;
    }
}
