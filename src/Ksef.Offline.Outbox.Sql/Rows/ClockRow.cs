using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Rows;

/// <summary>The greatest instant seen. Always touched first in a transaction, so that two of them never wait for each other crosswise. Thread-safe.</summary>
internal sealed class ClockRow(Duration tolerance)
{
    // Finer steps would make every transaction of every worker queue for one row, for nothing: what counts is minutes.
    private static readonly long Step = Duration.FromSeconds(1).BclCompatibleTicks;

    // What the row said when it was last read: it only saves the writing, never the reading.
    private long _lastRead = long.MinValue;

    // The caller's instant of that reading. Before any reading no instant lies within a second of it.
    private long _readAt = long.MaxValue;

    public Task SeeAsync(SqlSession session, Instant now, CancellationToken cancellationToken) => session.ExecuteAllAsync(See(now), cancellationToken);

    /// <summary>The greatest instant, in ticks, that may have been seen for this one not to lie far behind.</summary>
    public long Latest(Instant now) => SqlTime.ToTicks(now + tolerance);

    /// <summary>The same, but none within a second of the last: for statements that carry the guard in their own condition.</summary>
    public List<SqlStatement> SeeUnlessJustSeen(Instant now)
    {
        var readAt = Interlocked.Read(ref _readAt);
        var ticks = SqlTime.ToTicks(now);
        return ticks >= readAt && ticks - readAt < Step ? [] : See(now);
    }

    /// <summary>The statements that see an instant, to be run first; their reader throws for one that lies far behind, so that what was run with them is rolled back.</summary>
    public List<SqlStatement> See(Instant now)
    {
        var ticks = SqlTime.ToTicks(now);
        var statements = new List<SqlStatement>(3);
        if (ticks - Step >= Interlocked.Read(ref _lastRead))
            statements.Add(new SqlStatement("UPDATE ksef_clock SET greatest = @now WHERE id = 1 AND greatest <= @before", new SqlArguments().Integer("now", ticks).Integer("before", ticks - Step)));
        statements.Add(new SqlStatement("SELECT greatest FROM ksef_clock WHERE id = 1", SqlArguments.None, reader =>
        {
            var greatest = reader.GetInt64(0);
            Interlocked.Exchange(ref _lastRead, greatest);
            if (greatest > Latest(now)) throw new OutboxClockException(now, SqlTime.FromTicks(greatest), tolerance);
            Interlocked.Exchange(ref _readAt, ticks);
        }));
        return statements;
    }
}
