using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Rows;

/// <summary>The greatest instant seen. Always touched first in a transaction, so that two of them never wait for each other crosswise.</summary>
internal static class ClockRow
{
    // Finer steps would make every transaction of every worker queue for one row, for nothing: what counts is minutes.
    private static readonly long Step = Duration.FromSeconds(1).BclCompatibleTicks;

    public static async Task SeeAsync(SqlSession session, Instant now, Duration tolerance, CancellationToken cancellationToken)
    {
        var ticks = SqlTime.ToTicks(now);
        var greatest = await session.FirstAsync("SELECT greatest FROM ksef_clock WHERE id = 1", SqlArguments.None, r => r.GetInt64(0), cancellationToken).ConfigureAwait(false);
        if (ticks >= greatest - Step && ticks < greatest + Step) return;
        if (ticks > greatest)
        {
            await session.ExecuteAsync("UPDATE ksef_clock SET greatest = @now WHERE id = 1 AND greatest < @now", new SqlArguments().Integer("now", ticks), cancellationToken).ConfigureAwait(false);
            return;
        }
        var seen = SqlTime.FromTicks(greatest);
        if (seen - now > tolerance) throw new OutboxClockException(now, seen, tolerance);
    }
}
