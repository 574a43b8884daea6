using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.Sql.Work;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>What an operator does to a <see cref="SqlOutbox"/> once in a while: erase after retention, set its clock right, take up work after a backup was restored. Thread-safe.</summary>
public sealed class SqlMaintenance
{
    /// <summary>How long invoices are kept by default: ten years after the end of the year of issue, for as long as KSeF knows duplicates.</summary>
    public static Period DefaultRetention => Period.FromYears(10);

    private const string Finals = "state IN (4, 5, 10)";
    private readonly SqlDatabase _database;

    internal SqlMaintenance(SqlDatabase database) => _database = database;

    /// <summary>The first day of issue that is still kept on a day: entries issued before it may be erased.</summary>
    /// <param name="today">The day, a civil date in Europe/Warsaw.</param>
    /// <param name="retention">How long after the end of the year of issue; <see cref="DefaultRetention"/> by default.</param>
    public static LocalDate KeptFrom(LocalDate today, Period? retention = null) => new((today - (retention ?? DefaultRetention)).Year, 1, 1);

    /// <summary>
    /// Erases the bytes and the payloads of evidence of finished invoices that were issued before a day. Key, hash, KSeF number and chain stay, so that duplicates are still recognised and the
    /// evidence still verifies.
    /// </summary>
    /// <param name="issuedBefore">The day, for example <see cref="KeptFrom"/>.</param>
    /// <param name="max">At most so many in one short transaction; call again until it returns less.</param>
    /// <param name="cancellationToken">Cancels; nothing is then erased.</param>
    /// <returns>How many invoices were erased.</returns>
    public Task<int> EraseAsync(LocalDate issuedBefore, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        return _database.WriteAsync(
            async (session, token) =>
            {
                var sql = session.Dialect.Limit(
                    $"SELECT ksef_entry.entry_key FROM ksef_entry JOIN ksef_body ON ksef_body.entry_key = ksef_entry.entry_key WHERE issue_date < @before AND {Finals} ORDER BY issue_date, ksef_entry.entry_key", "max");
                var keys = await session.QueryAsync(sql, new SqlArguments().Date("before", issuedBefore).Integer("max", max), r => r.GetString(0), token).ConfigureAwait(false);
                foreach (var key in keys)
                {
                    await session.ExecuteAsync("DELETE FROM ksef_body WHERE entry_key = @entry_key", new SqlArguments().Text("entry_key", key), token).ConfigureAwait(false);
                    await session.ExecuteAsync("UPDATE ksef_evidence SET payload = NULL WHERE chain = @chain", new SqlArguments().Text("chain", "invoice:" + key), token).ConfigureAwait(false);
                }
                return keys.Count;
            },
            cancellationToken);
    }

    /// <summary>Sets the greatest instant seen: needed only after a machine with a wrong clock has written an instant far in the future, so that all others are refused.</summary>
    /// <param name="now">The right time.</param>
    /// <param name="cancellationToken">Cancels the setting.</param>
    public Task SetClockAsync(Instant now, CancellationToken cancellationToken) => _database.WriteAsync(
        (session, token) => session.ExecuteAsync("UPDATE ksef_clock SET greatest = @now WHERE id = 1", new SqlArguments().Time("now", now), token), cancellationToken);

    /// <summary>
    /// After an older backup was restored: what it believes unsent may be in KSeF by now, and own numbers may have been given since. Every entry in work is made Unknown, so that it is looked for
    /// before anything is sent, all leases end, and every counter of own references skips ahead.
    /// </summary>
    /// <param name="evidence">Who restored which backup and why; it begins the chain of an incident named <c>restored backup</c>.</param>
    /// <param name="skippedNumbers">How many numbers each counter skips; as many as may have been given since the backup.</param>
    /// <param name="cancellationToken">Cancels; nothing is then changed.</param>
    /// <returns>How many entries will be looked for.</returns>
    public Task<int> AfterRestoreAsync(EvidenceDraft evidence, long skippedNumbers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(evidence);
        ArgumentOutOfRangeException.ThrowIfNegative(skippedNumbers);
        return _database.WriteAsync(
            async (session, token) =>
            {
                await session.ExecuteAsync($"UPDATE ksef_counter SET last = last + @skipped WHERE scope <> '{Counters.Timeline}'", new SqlArguments().Integer("skipped", skippedNumbers), token).ConfigureAwait(false);
                var statements = new List<SqlStatement>();
                EvidenceRows.Seal(await EvidenceRows.LockedHeadAsync(session, EvidenceChains.OfIncident("restored backup"), token).ConfigureAwait(false), [evidence], statements);
                await session.ExecuteAllAsync(statements, token).ConfigureAwait(false);
                return await session.ExecuteAsync(
                    "UPDATE ksef_entry SET state = 3, fence = fence + 1, lease_until = NULL, next_attempt = NULL, last_sending_at = COALESCE(last_sending_at, issued_at) WHERE shelf = 0 AND state IN (0, 1, 2, 3)",
                    SqlArguments.None, token).ConfigureAwait(false);
            },
            cancellationToken);
    }
}
