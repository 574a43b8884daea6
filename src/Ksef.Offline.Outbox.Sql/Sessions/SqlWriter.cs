using System.Data.Common;

namespace Ksef.Offline.Outbox.Sql.Sessions;

/// <summary>
/// The one writer of a process for databases that admit one at a time: work that waits is committed together (group commit), so that eight callers pay for one flush of the disk.
/// </summary>
/// <remarks>Work must be repeatable: when one piece of a group fails, the group is rolled back and each piece runs in a transaction of its own.</remarks>
internal sealed class SqlWriter(DbDataSource source, SqlDialect dialect) : IAsyncDisposable
{
    private const int LargestGroup = 128;
    private readonly Lock _gate = new();
    private readonly Queue<Work> _waiting = new();
    private readonly TaskCompletionSource _drained = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqlSession? _session;
    private bool _running;
    private bool _disposed;
    private int _lastGroup;

    /// <summary>Runs <paramref name="work"/> in a transaction and commits it. A cancelled token is heeded, at once, until the work begins; from then on it is done or fails.</summary>
    public Task<T> RunAsync<T>(Func<SqlSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        var item = new Work<T>(work, cancellationToken);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            _waiting.Enqueue(item);
            if (_running) return item.Task;
            _running = true;
        }
        // The first caller writes for itself and for whoever waits by then; the rest is handed to the pool, so that nobody writes for others for ever.
        return RunFirstAsync(item);
    }

    /// <summary>Takes no more work, waits until all that it took is written, and closes the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_gate)
        {
            _disposed = true;
            if (!_running) _drained.TrySetResult();
        }
        await _drained.Task.ConfigureAwait(false);
        if (Interlocked.Exchange(ref _session, null) is { } session) await session.DisposeAsync().ConfigureAwait(false);
    }

    private async Task<T> RunFirstAsync<T>(Work<T> item)
    {
        await RunGroupAsync().ConfigureAwait(false);
        HandOver();
        return await item.Task.ConfigureAwait(false);
    }

    private void HandOver()
    {
        lock (_gate)
        {
            if (_waiting.Count == 0)
            {
                _running = false;
                if (_disposed) _drained.TrySetResult();
                return;
            }
        }
        ThreadPool.UnsafeQueueUserWorkItem(static writer => _ = writer.RunRestAsync(), this, preferLocal: false);
    }

    private async Task RunRestAsync()
    {
        await RunGroupAsync().ConfigureAwait(false);
        HandOver();
    }

    private async Task RunGroupAsync()
    {
        Gather();
        var group = new List<Work>();
        lock (_gate)
        {
            while (group.Count < LargestGroup && _waiting.TryDequeue(out var next))
                if (next.TryBegin()) group.Add(next);
        }
        _lastGroup = group.Count;
        if (group.Count == 0) return;
        if (await TryTogetherAsync(group).ConfigureAwait(false)) return;
        foreach (var item in group) await TryTogetherAsync([item]).ConfigureAwait(false);
    }

    // Callers whose work was just committed come back at once: a moment's patience makes the next group as large as the last one instead of one.
    private void Gather()
    {
        if (_lastGroup < 2) return;
        var spin = new SpinWait();
        while (!spin.NextSpinWillYield || spin.Count < 30)
        {
            lock (_gate)
                if (_waiting.Count >= _lastGroup) return;
            spin.SpinOnce(sleep1Threshold: -1);
        }
    }

    /// <summary>Runs a group in one transaction; false when one of several failed, so that each must be tried alone.</summary>
    private async Task<bool> TryTogetherAsync(List<Work> group)
    {
        var committing = false;
        SqlSession? session = null;
        try
        {
            session = await SessionAsync().ConfigureAwait(false);
            session.Transaction = await dialect.BeginWriteAsync(session.Connection, CancellationToken.None).ConfigureAwait(false);
            foreach (var item in group) await item.DoAsync(session).ConfigureAwait(false);
            committing = true;
            await session.Transaction.CommitAsync(CancellationToken.None).ConfigureAwait(false);
            await EndTransactionAsync(session).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            await AbandonAsync(session).ConfigureAwait(false);
            if (group.Count > 1 && !committing) return false;
            var failure = exception is DbException or IOException ? SqlStoreException.From(dialect, exception, committing) : exception;
            foreach (var item in group) item.Fail(failure);
            return true;
        }
        foreach (var item in group) item.Succeed();
        return true;
    }

    private async Task<SqlSession> SessionAsync()
    {
        if (_session is not null) return _session;
        var connection = await source.OpenConnectionAsync(CancellationToken.None).ConfigureAwait(false);
        var session = new SqlSession(dialect, connection, keepsCommands: true);
        try
        {
            await dialect.PrepareWriterAsync(connection, CancellationToken.None).ConfigureAwait(false);
        }
        catch
        {
            await session.DisposeAsync().ConfigureAwait(false);
            throw;
        }
        return _session = session;
    }

    private static async Task EndTransactionAsync(SqlSession session)
    {
        var transaction = session.Transaction;
        session.Transaction = null;
        if (transaction is not null) await transaction.DisposeAsync().ConfigureAwait(false);
    }

    // After any failure the connection is given up: whatever state it is in, the next work begins on a fresh one.
    private async Task AbandonAsync(SqlSession? session)
    {
        if (session is null) return;
        _session = null;
        try
        {
            await EndTransactionAsync(session).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // A broken connection cannot roll back; the database does so when the connection ends. Whatever a driver throws here, the callers must still get their answer.
        }
        try
        {
            await session.DisposeAsync().ConfigureAwait(false);
        }
        catch (Exception)
        {
            // The same: it is being given up.
        }
    }

    private abstract class Work
    {
        private const int Waiting = 0;
        private const int Begun = 1;
        private const int Cancelled = 2;
        private int _stage = Waiting;

        /// <summary>False when the caller has given up while it waited.</summary>
        public bool TryBegin() => Interlocked.CompareExchange(ref _stage, Begun, Waiting) == Waiting;

        public abstract Task DoAsync(SqlSession session);

        public abstract void Succeed();

        public abstract void Fail(Exception exception);

        protected bool TryCancel() => Interlocked.CompareExchange(ref _stage, Cancelled, Waiting) == Waiting;
    }

    private sealed class Work<T> : Work
    {
        private readonly TaskCompletionSource<T> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly Func<SqlSession, CancellationToken, Task<T>> _work;
        private readonly CancellationTokenRegistration _cancellation;
        private T? _result;

        public Work(Func<SqlSession, CancellationToken, Task<T>> work, CancellationToken cancellationToken)
        {
            _work = work;
            _cancellation = cancellationToken.UnsafeRegister(static (item, token) => ((Work<T>)item!).Cancel(token), this);
        }

        public Task<T> Task => _done.Task;

        public override async Task DoAsync(SqlSession session) => _result = await _work(session, CancellationToken.None).ConfigureAwait(false);

        public override void Succeed()
        {
            _cancellation.Dispose();
            _done.TrySetResult(_result!);
        }

        public override void Fail(Exception exception)
        {
            _cancellation.Dispose();
            _done.TrySetException(exception);
        }

        private void Cancel(CancellationToken cancellationToken)
        {
            if (TryCancel()) _done.TrySetCanceled(cancellationToken);
        }
    }
}
