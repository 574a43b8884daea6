using System.Data.Common;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>SQLite with a gate before each transaction that writes: while one waits at it, others queue up behind it, so that a group is made on purpose. Counts the transactions.</summary>
internal sealed class GatedDialect : SqlDialect
{
    private readonly SqlDialect _inner = Sqlite;
    private int _transactions;
    private volatile TaskCompletionSource? _gate;

    public int Transactions => _transactions;

    /// <summary>What becomes of each transaction that is begun; null leaves it as it is.</summary>
    public Func<DbTransaction, DbTransaction>? Wrap { get; set; }

    public override string Name => _inner.Name;

    public override bool OneWriter => true;

    public void Shut() => _gate = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

    public void Open()
    {
        var gate = _gate;
        _gate = null;
        gate?.SetResult();
    }

    public override async Task<DbTransaction> BeginWriteAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _transactions);
        if (_gate is { } gate) await gate.Task;
        var transaction = await _inner.BeginWriteAsync(connection, cancellationToken);
        return Wrap is { } wrap ? wrap(transaction) : transaction;
    }

    public override string TypeName(SqlColumnType type) => _inner.TypeName(type);

    public override string Claim(SqlClaim claim) => _inner.Claim(claim);

    public override Task PrepareWriterAsync(DbConnection connection, CancellationToken cancellationToken) => _inner.PrepareWriterAsync(connection, cancellationToken);

    public override Task PrepareDatabaseAsync(DbConnection connection, CancellationToken cancellationToken) => _inner.PrepareDatabaseAsync(connection, cancellationToken);

    public override SqlTrouble Classify(DbException exception) => _inner.Classify(exception);
}
