using System.Collections.Concurrent;
using System.Data.Common;

namespace Ksef.Offline.Outbox.Sql.Sessions;

/// <summary>
/// A few connections kept for reading, with their statements prepared, for databases in the process: there preparing costs more than reading. Servers keep prepared statements on the
/// connections of the driver's pool, which are too dear to be held back from the application.
/// </summary>
internal sealed class SqlReaders(DbDataSource source, SqlDialect dialect) : IAsyncDisposable
{
    private const int Most = 4;
    private readonly ConcurrentQueue<SqlSession> _idle = new();
    private volatile bool _disposed;

    public async Task<T> RunAsync<T>(Func<SqlSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (!_idle.TryDequeue(out var session))
            session = new SqlSession(dialect, await source.OpenConnectionAsync(cancellationToken).ConfigureAwait(false), keepsCommands: true);
        var good = false;
        try
        {
            var result = await work(session, cancellationToken).ConfigureAwait(false);
            good = true;
            return result;
        }
        finally
        {
            // After a failure it is given up: whatever state it is in, the next reading begins on a fresh one.
            if (good && !_disposed && _idle.Count < Most) _idle.Enqueue(session);
            else await session.DisposeAsync().ConfigureAwait(false);
            if (_disposed) await CloseAsync().ConfigureAwait(false);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        await CloseAsync().ConfigureAwait(false);
    }

    private async ValueTask CloseAsync()
    {
        while (_idle.TryDequeue(out var session)) await session.DisposeAsync().ConfigureAwait(false);
    }
}
