using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql.Sessions;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>The allowance of calls in a <see cref="SqlOutbox"/>: sliding windows of a second, a minute and an hour that all processes on the database share. Thread-safe.</summary>
public sealed class SqlSendBudget : ISendBudget
{
    // Held a little longer than KSeF holds them: a call counts there when it arrives, and what was spread here may arrive closer together.
    private static readonly Duration Second = Duration.FromMilliseconds(1200);
    private static readonly Duration Minute = Duration.FromSeconds(61);
    private static readonly Duration Hour = Duration.FromSeconds(3605);
    private static readonly string[] Columns = ["context", "call_group", "blocked_until"];
    private readonly SqlDatabase _database;

    internal SqlSendBudget(SqlDatabase database) => _database = database;

    /// <inheritdoc/>
    public Task<Instant?> TryTakeAsync(BudgetRequest request, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Calls, 1, nameof(request));
        var limit = request.Limit;
        if (request.Calls > Math.Min(limit.PerSecond, Math.Min(limit.PerMinute, limit.PerHour)))
            throw new ArgumentException($"{request.Calls} calls of {request.Group} never fit into {limit.PerSecond} a second, {limit.PerMinute} a minute, {limit.PerHour} an hour.", nameof(request));
        return _database.WriteAsync((session, token) => TakeAsync(session, request, now, token), cancellationToken);
    }

    /// <inheritdoc/>
    public Task BlockAsync(BudgetRequest request, Instant until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return _database.WriteAsync(
            async (session, token) =>
            {
                await BlockedUntilAsync(session, request, token).ConfigureAwait(false);
                return await session.ExecuteAsync(
                    "UPDATE ksef_budget SET blocked_until = @until WHERE context = @context AND call_group = @call_group AND blocked_until < @until", Of(request).Time("until", until), token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    private static async Task<Instant?> TakeAsync(SqlSession session, BudgetRequest request, Instant now, CancellationToken cancellationToken)
    {
        if (await BlockedUntilAsync(session, request, cancellationToken).ConfigureAwait(false) is { } until && until > now) return until;
        await session.ExecuteAsync("DELETE FROM ksef_budget_call WHERE context = @context AND call_group = @call_group AND at <= @gone", Of(request).Time("gone", now - Hour), cancellationToken).ConfigureAwait(false);
        var calls = await session.QueryAsync(
            "SELECT at, calls FROM ksef_budget_call WHERE context = @context AND call_group = @call_group ORDER BY at",
            Of(request), r => (At: SqlTime.FromTicks(r.GetInt64(0)), Calls: (int)r.GetInt64(1)), cancellationToken).ConfigureAwait(false);
        var fits = now;
        foreach (var (window, most) in new[] { (Second, request.Limit.PerSecond), (Minute, request.Limit.PerMinute), (Hour, request.Limit.PerHour) })
            fits = Instant.Max(fits, FitsAt(calls, window, most - request.Calls, now));
        if (fits > now) return fits;
        await session.ExecuteAsync(
            "INSERT INTO ksef_budget_call (context, call_group, at, calls) VALUES (@context, @call_group, @at, @calls)", Of(request).Time("at", now).Integer("calls", request.Calls), cancellationToken).ConfigureAwait(false);
        return null;
    }

    // A window (now - length, now] may hold so many calls beside the new ones: when it holds more, the oldest must first leave it.
    private static Instant FitsAt(List<(Instant At, int Calls)> calls, Duration window, int room, Instant now)
    {
        var within = 0;
        for (var i = calls.Count - 1; i >= 0; i--)
        {
            if (calls[i].At <= now - window) break;
            within += calls[i].Calls;
            if (within > room) return calls[i].At + window;
        }
        return now;
    }

    // The row of the group is locked until the transaction ends, so that two processes never count the same room twice.
    private static async Task<Instant?> BlockedUntilAsync(SqlSession session, BudgetRequest request, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(session.Dialect.InsertUnlessPresent("ksef_budget", Columns), Of(request).Integer("blocked_until", 0), cancellationToken).ConfigureAwait(false);
        var query = session.Dialect.ForUpdate("SELECT blocked_until FROM ksef_budget WHERE context = @context AND call_group = @call_group");
        return SqlTime.FromTicks(await session.FirstAsync(query, Of(request), r => r.GetInt64(0), cancellationToken).ConfigureAwait(false));
    }

    private static SqlArguments Of(BudgetRequest request) => new SqlArguments().Text("context", request.Context).Text("call_group", request.Group);
}
