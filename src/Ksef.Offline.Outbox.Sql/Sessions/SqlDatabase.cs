using System.Data.Common;
using Ksef.Offline.Outbox.Sql.Schema;

namespace Ksef.Offline.Outbox.Sql.Sessions;

/// <summary>The database of an outbox: the application's data source, its dialect and, where the database needs it, the one writer of this process.</summary>
/// <remarks>
/// Make one for each database and share it: the store, the register, the evidence log and the budget all write through it. The data source stays the application's: it brings the driver,
/// the connection string and the version, and disposes of it. Thread-safe.
/// </remarks>
internal sealed class SqlDatabase : IAsyncDisposable
{
    private const int Attempts = 8;
    private readonly DbDataSource _source;
    private readonly SqlWriter? _writer;
    private readonly SqlReaders? _readers;
    private volatile bool _checked;

    /// <summary>Joins a data source and a dialect; nothing is opened yet.</summary>
    /// <param name="source">Where connections come from; for SQLite a file, not <c>:memory:</c>, since several connections must see the same.</param>
    /// <param name="dialect">What kind of database it is.</param>
    public SqlDatabase(DbDataSource source, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(dialect);
        _source = source;
        Dialect = dialect;
        _writer = dialect.OneWriter ? new SqlWriter(source, dialect) : null;
        _readers = dialect.OneWriter ? new SqlReaders(source, dialect) : null;
    }

    /// <summary>What kind of database it is.</summary>
    public SqlDialect Dialect { get; }

    /// <summary>Makes the tables or brings them up to this version. Safe to call at every start, by several processes at once; others wait for the first.</summary>
    /// <param name="cancellationToken">Cancels; what was not finished is rolled back.</param>
    /// <returns>The version of the schema, from 1.</returns>
    /// <exception cref="SqlStoreException">The database cannot be written, or its schema is of a newer version that this one must not touch.</exception>
    public async Task<int> MigrateAsync(CancellationToken cancellationToken)
    {
        try
        {
            var version = await SchemaMigrator.MigrateAsync(_source, Dialect, cancellationToken).ConfigureAwait(false);
            _checked = true;
            return version;
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            throw SqlStoreException.From(Dialect, exception, committing: false);
        }
    }

    /// <summary>Closes the connections that it keeps, after what is being written; the data source stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_writer is not null) await _writer.DisposeAsync().ConfigureAwait(false);
        if (_readers is not null) await _readers.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>Runs repeatable work in a transaction of its own and commits it. Cancelled before the commit, it changes nothing; from the commit on it is not cancelled.</summary>
    internal async Task<T> WriteAsync<T>(Func<SqlSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        await BeforeWritingAsync(cancellationToken).ConfigureAwait(false);
        if (_writer is not null) return await _writer.RunAsync(work, cancellationToken).ConfigureAwait(false);
        return await RepeatAsync(
            async (session, commits) =>
            {
                var transaction = await Dialect.BeginWriteAsync(session.Connection, cancellationToken).ConfigureAwait(false);
                await using (transaction.ConfigureAwait(false))
                {
                    session.Transaction = transaction;
                    var result = await work(session, cancellationToken).ConfigureAwait(false);
                    cancellationToken.ThrowIfCancellationRequested();
                    commits();
                    await transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                    return result;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// Runs repeatable work that is right statement by statement, without a transaction around it where the database has many writers: no round trip for the commit, and locks end with the
    /// statement. It is cancelled while it runs only where it is one statement and says so: then it is done or not, and the database says which.
    /// </summary>
    internal async Task<T> WriteAloneAsync<T>(Func<SqlSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken, bool cancellable = false)
    {
        await BeforeWritingAsync(cancellationToken).ConfigureAwait(false);
        if (_writer is not null) return await _writer.RunAsync(work, cancellationToken).ConfigureAwait(false);
        return await RepeatAsync(
            (session, commits) =>
            {
                commits();
                return work(session, cancellable ? cancellationToken : CancellationToken.None);
            },
            cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads outside of any transaction.</summary>
    internal async Task<T> ReadAsync<T>(Func<SqlSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_checked) await CheckAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            if (_readers is not null) return await _readers.RunAsync(work, cancellationToken).ConfigureAwait(false);
            var session = new SqlSession(Dialect, await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), keepsCommands: false);
            await using (session.ConfigureAwait(false)) return await work(session, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            throw SqlStoreException.From(Dialect, exception, committing: false);
        }
    }

    /// <summary>Runs work inside the caller's transaction, on the caller's connection; the caller commits.</summary>
    internal async Task<T> JoinAsync<T>(DbTransaction transaction, Func<SqlSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(transaction);
        cancellationToken.ThrowIfCancellationRequested();
        var connection = transaction.Connection
            ?? throw new ArgumentException("The transaction has ended already; enqueue before committing it.", nameof(transaction));
        try
        {
            // Not disposed: the connection is the caller's, and nothing is kept.
            var session = new SqlSession(Dialect, connection, keepsCommands: false) { Transaction = transaction };
            if (!_checked)
            {
                await SchemaMigrator.CheckAsync(session, cancellationToken).ConfigureAwait(false);
                _checked = true;
            }
            return await work(session, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            throw SqlStoreException.From(Dialect, exception, committing: false);
        }
    }

    private async Task BeforeWritingAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (!_checked) await CheckAsync(cancellationToken).ConfigureAwait(false);
    }

    // The work says when it begins to commit: what breaks from then on may have happened.
    private async Task<T> RepeatAsync<T>(Func<SqlSession, Action, Task<T>> work, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            var committing = false;
            try
            {
                var session = new SqlSession(Dialect, await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), keepsCommands: false);
                await using (session.ConfigureAwait(false)) return await work(session, () => committing = true).ConfigureAwait(false);
            }
            catch (DbException exception) when (attempt < Attempts && Dialect.Classify(exception) is SqlTrouble.Conflict or SqlTrouble.Duplicate)
            {
                // Two transactions met; the database has undone this one, so it begins again on fresh data.
            }
            catch (OperationCanceledException exception) when (committing && exception.InnerException is { } broken and not DbException)
            {
                // It was asked to stop and did not answer, so the connection was given up: nobody knows.
                throw SqlStoreException.From(Dialect, broken, committing);
            }
            catch (Exception exception) when (exception is DbException or IOException)
            {
                throw SqlStoreException.From(Dialect, exception, committing);
            }
        }
    }

    private async Task CheckAsync(CancellationToken cancellationToken)
    {
        try
        {
            var session = new SqlSession(Dialect, await _source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), keepsCommands: false);
            await using (session.ConfigureAwait(false)) await SchemaMigrator.CheckAsync(session, cancellationToken).ConfigureAwait(false);
            _checked = true;
        }
        catch (Exception exception) when (exception is DbException or IOException)
        {
            throw SqlStoreException.From(Dialect, exception, committing: false);
        }
    }
}
