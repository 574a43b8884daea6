using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Rows;

/// <summary>The greatest instant seen. Always touched first in a transaction, so that two of them never wait for each other crosswise.</summary>
internal static class ClockRow
{
    // Finer steps would make every transaction of every worker queue for one row, for nothing: what counts is minutes.
    private static readonly long Step = Duration.FromSeconds(1).BclCompatibleTicks;

    public static async Task SeeAsync(SqlSession session, Instant now, Duration tolerance, CancellationToken cancellationToken) =>
        await session.ExecuteAllAsync(See(now, tolerance), cancellationToken).ConfigureAwait(false);

    /// <summary>The statements that see an instant, to be run first; their reader throws for one that lies far behind, so that what was run with them is rolled back.</summary>
    public static List<SqlStatement> See(Instant now, Duration tolerance)
    {
        var ticks = SqlTime.ToTicks(now);
        return
        [
            new("UPDATE ksef_clock SET greatest = @now WHERE id = 1 AND greatest <= @before", new SqlArguments().Integer("now", ticks).Integer("before", ticks - Step)),
            new("SELECT greatest FROM ksef_clock WHERE id = 1", SqlArguments.None, reader =>
            {
                var seen = SqlTime.FromTicks(reader.GetInt64(0));
                if (seen - now > tolerance) throw new OutboxClockException(now, seen, tolerance);
            }),
        ];
    }
}
