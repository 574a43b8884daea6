using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.Sql.Work;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>What an operator does to a <see cref="SqlOutbox"/> from time to time: erase after retention, correct its clock, resume work after a backup was restored. Thread-safe.</summary>
public sealed class SqlMaintenance
{
    /// <summary>How long invoices are kept by default: ten years after the end of the year of issue, for as long as KSeF knows duplicates.</summary>
    public static Period DefaultRetention => Period.FromYears(10);

    private const string Finals = "state IN (4, 5, 10)";

    private const string EraseBody =
        "DELETE FROM ksef_body WHERE entry_key = @entry_key AND EXISTS (SELECT 1 FROM ksef_entry WHERE ksef_entry.entry_key = @entry_key AND " + Finals + ")";

    private const string ErasePayloads = "UPDATE ksef_evidence SET payload = NULL WHERE chain = @chain AND payload IS NOT NULL";

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
    /// <param name="max">The greatest number to erase in one short transaction; call again until it returns fewer. The search for them runs outside that transaction, so that no writer waits for it.</param>
    /// <param name="cancellationToken">Cancels; nothing is then erased.</param>
    /// <returns>How many invoices were erased.</returns>
    public async Task<int> EraseAsync(LocalDate issuedBefore, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var find = _database.Dialect.Limit(
            $"SELECT ksef_entry.entry_key FROM ksef_entry JOIN ksef_body ON ksef_body.entry_key = ksef_entry.entry_key WHERE issue_date < @before AND {Finals} ORDER BY issue_date, ksef_entry.entry_key", "max");
        var keys = await _database.ReadAsync(
            (session, token) => session.QueryAsync(find, new SqlArguments().Date("before", issuedBefore).Integer("max", max), r => r.GetString(0), token), cancellationToken).ConfigureAwait(false);
        return keys.Count == 0 ? 0 : await _database.WriteAsync((session, token) => EraseAsync(session, keys, token), cancellationToken).ConfigureAwait(false);
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

    // Asked again inside: whoever took the entry up since the look keeps its bytes.
    private static async Task<int> EraseAsync(SqlSession session, List<string> keys, CancellationToken cancellationToken)
    {
        var bodies = keys.ConvertAll(key => new SqlStatement(EraseBody, new SqlArguments().Text("entry_key", key)));
        await session.ExecuteAllAsync(bodies, cancellationToken).ConfigureAwait(false);
        var erased = keys.Where((_, i) => bodies[i].Changed == 1).Order(StringComparer.Ordinal).ToList();
        await session.ExecuteAllAsync(erased.ConvertAll(key => new SqlStatement(ErasePayloads, new SqlArguments().Text("chain", EvidenceRows.ChainOf(key)))), cancellationToken).ConfigureAwait(false);
        return erased.Count;
    }
}
