using Ksef.Offline.Outbox.Sql.Sessions;

namespace Ksef.Offline.Outbox.Sql.Work;

/// <summary>Counters without gaps: the row stays locked until the transaction ends, so a number exists only if what bears it does.</summary>
internal static class Counters
{
    /// <summary>The counter of the announcements; no scheme of own references makes such a name.</summary>
    public const string Timeline = "ksef_announcement";

    private static readonly string[] Columns = ["scope", "last"];

    public static async Task<long> NextAsync(SqlSession session, string scope, CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments().Text("scope", scope);
        if (await AddAsync(session, arguments, "+ 1", cancellationToken).ConfigureAwait(false) == 0)
        {
            await session.ExecuteAsync(session.Dialect.InsertUnlessPresent("ksef_counter", Columns), new SqlArguments().Text("scope", scope).Integer("last", 0), cancellationToken).ConfigureAwait(false);
            await AddAsync(session, arguments, "+ 1", cancellationToken).ConfigureAwait(false);
        }
        return await session.FirstAsync("SELECT last FROM ksef_counter WHERE scope = @scope", arguments, r => r.GetInt64(0), cancellationToken).ConfigureAwait(false);
    }

    public static Task<int> GiveBackAsync(SqlSession session, string scope, CancellationToken cancellationToken) =>
        AddAsync(session, new SqlArguments().Text("scope", scope), "- 1", cancellationToken);

    private static Task<int> AddAsync(SqlSession session, SqlArguments arguments, string change, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"UPDATE ksef_counter SET last = last {change} WHERE scope = @scope", arguments, cancellationToken);
}
