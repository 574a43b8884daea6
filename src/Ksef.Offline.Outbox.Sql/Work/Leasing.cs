using System.Collections.Concurrent;
using System.Data.Common;
using System.Globalization;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Work;

/// <summary>Leasing entries, and renewing the leases.</summary>
internal sealed class Leasing(SqlDialect dialect, ClockRow clock)
{
    private const string Free = "(lease_until IS NULL OR lease_until <= @now)";

    private const string QueueOf = "(SELECT ksef_clock.greatest FROM ksef_clock WHERE ksef_clock.id = 1) <= @latest AND taxpayer = @taxpayer AND queue_day IS NOT NULL AND state IN ({0}) AND (next_attempt IS NULL OR next_attempt <= @now) AND " + Free;

    private const string QueueOrder = "queue_day, queue_due, entry_key";

    private const string Set = "fence = fence + 1, lease_until = @until, lease_owner = @owner, state = CASE WHEN state = 0 THEN 1 ELSE state END";

    // How many statements differ by their limit alone; connections keep each of them prepared.
    private const int MostLimits = 16;

    private static readonly int FenceColumn = EntryRow.Count + 1;

    private static readonly Comparer<(LocalDate WorkTo, LocalDate Due, string Key)> ByOrder = Comparer<(LocalDate WorkTo, LocalDate Due, string Key)>.Create(static (a, b) =>
    {
        var order = a.WorkTo.CompareTo(b.WorkTo);
        if (order == 0) order = a.Due.CompareTo(b.Due);
        return order != 0 ? order : string.CompareOrdinal(a.Key, b.Key);
    });

    private readonly string _claim = ClaimOf(dialect, QueueOf.Replace("{0}", "0, 1, 2, 3", StringComparison.Ordinal), QueueOrder);

    private readonly string _claimToSettle = ClaimOf(dialect, QueueOf.Replace("{0}", "2, 3", StringComparison.Ordinal), QueueOrder);

    private readonly string _claimNamed = ClaimOf(dialect, "entry_key = @entry_key AND taxpayer = @taxpayer AND " + Free, "entry_key");

    private readonly ConcurrentDictionary<(string Claim, int Max), string> _limited = [];

    public static void Check(LeaseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Max, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.Duration, Duration.Zero, nameof(request));
        if (request.Owner is not { Length: > 0 and <= 200 }) throw new ArgumentException("The owner of a lease is named in 1 to 200 characters.", nameof(request));
    }

    /// <summary>Claims what is due for work. The clock goes along in one round trip and stands in the claim's condition too, so that no transaction is needed around them.</summary>
    public async Task<IReadOnlyList<LeasedEntry>> RunAsync(SqlDatabase database, LeaseRequest request, CancellationToken cancellationToken)
    {
        var claim = Limited(request.SettleOnly ? _claimToSettle : _claim, request.Max);
        var rows = await database.WriteAloneAsync(
            async (session, token) =>
            {
                var before = clock.SeeUnlessJustSeen(request.Now);
                var found = await ClaimAsync(session, request, claim, null, request.Max, before, token).ConfigureAwait(false);
                // Nothing to do, or a clock that lies behind: the claim's condition does not tell which of them it was.
                if (found.Count == 0 && before.Count == 0) await clock.SeeAsync(session, request.Now, token).ConfigureAwait(false);
                return found;
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var row in rows.Where(r => r.Fault is not null))
            await database.WriteAsync((session, token) => SetAsideAsync(session, row, request, token), cancellationToken).ConfigureAwait(false);
        return InOrder(rows, request);
    }

    /// <summary>Claims exactly the named entries, all of them in one transaction.</summary>
    public Task<IReadOnlyList<LeasedEntry>> RunNamedAsync(SqlDatabase database, LeaseRequest request, CancellationToken cancellationToken) => database.WriteAsync<IReadOnlyList<LeasedEntry>>(
        async (session, token) =>
        {
            await clock.SeeAsync(session, request.Now, token).ConfigureAwait(false);
            var rows = new List<Claimed>();
            foreach (var key in request.Keys!.Distinct().Select(k => k.ToString()).Order(StringComparer.Ordinal))
            {
                if (rows.Count(r => r.Fault is null) == request.Max) break;
                rows.AddRange(await ClaimAsync(session, request, _claimNamed, key, 1, [], token).ConfigureAwait(false));
            }
            foreach (var row in rows.Where(r => r.Fault is not null)) await SetAsideAsync(session, row, request, token).ConfigureAwait(false);
            return InOrder(rows, request);
        },
        cancellationToken);

    public static async Task<IReadOnlyList<bool>> RenewAsync(SqlSession session, IReadOnlyList<LeasedEntry> leased, Instant until, CancellationToken cancellationToken)
    {
        var held = new bool[leased.Count];
        foreach (var (index, lease) in leased.Index().OrderBy(l => l.Item.Entry.Key.ToString(), StringComparer.Ordinal))
        {
            var arguments = new SqlArguments().Text("entry_key", lease.Entry.Key.ToString()).Integer("fence", lease.Fence).Time("until", until);
            held[index] = await session.ExecuteAsync(
                "UPDATE ksef_entry SET lease_until = @until WHERE entry_key = @entry_key AND fence = @fence AND lease_until IS NOT NULL", arguments, cancellationToken).ConfigureAwait(false) == 1;
        }
        return held;
    }

    private static string ClaimOf(SqlDialect dialect, string where, string orderBy) =>
        dialect.Claim(new SqlClaim("ksef_entry", "entry_key", where, orderBy, "max", Set, EntryRow.Columns + ", " + EntryRow.Body + ", fence"));

    // The limit stands in the text: a server that knows it plans the statement once, and not anew each time for fear of a large one.
    private string Limited(string claim, int max)
    {
        if (_limited.TryGetValue((claim, max), out var limited)) return limited;
        limited = claim.Replace("@max", max.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal);
        return _limited.Count < MostLimits ? _limited.GetOrAdd((claim, max), limited) : claim;
    }

    private async Task<List<Claimed>> ClaimAsync(SqlSession session, LeaseRequest request, string sql, string? key, int max, List<SqlStatement> before, CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments().Text("taxpayer", request.Taxpayer).Time("now", request.Now).Time("until", request.Now + request.Duration).Text("owner", request.Owner);
        if (sql.Contains("@max", StringComparison.Ordinal)) arguments.Integer("max", max);
        if (key is null) arguments.Integer("latest", clock.Latest(request.Now));
        else arguments.Text("entry_key", key);
        var rows = new List<Claimed>();
        await session.ExecuteAllAsync([.. before, new SqlStatement(sql, arguments, reader => rows.Add(Claimed.Read(reader)))], cancellationToken).ConfigureAwait(false);
        return rows;
    }

    // A row that someone changed by hand is never sent: it is held, with the reason, and a person is told.
    private static async Task<bool> SetAsideAsync(SqlSession session, Claimed row, LeaseRequest request, CancellationToken cancellationToken)
    {
        var held = await session.ExecuteAsync(
            "UPDATE ksef_entry SET state = 8, shelf = 8, queue_day = NULL, queue_due = NULL, lease_until = NULL, note = @note WHERE entry_key = @entry_key AND fence = @fence",
            new SqlArguments().Text("note", row.Fault).Text("entry_key", row.Key).Integer("fence", row.Fence), cancellationToken).ConfigureAwait(false);
        if (held == 0) return false;
        var statements = new List<SqlStatement>();
        var head = await EvidenceRows.HeadAsync(session, EvidenceRows.ChainOf(row.Key), cancellationToken).ConfigureAwait(false);
        EvidenceRows.Seal(head, [new EvidenceDraft(request.Now, request.Owner, EvidenceKind.Decision, "held: " + row.Fault)], statements);
        NotificationRows.Add(row.Key, [new NotificationDraft(NotificationKind.NeedsDecision, request.Now, row.Fault!)], statements);
        await session.ExecuteAllAsync(statements, cancellationToken).ConfigureAwait(false);
        return true;
    }

    // The rows of an update come back in no order.
    private static LeasedEntry[] InOrder(List<Claimed> rows, LeaseRequest request)
    {
        var leased = rows.Where(r => r.Fault is null).Select(r => new LeasedEntry(r.Entry!, r.Fence, request.Now + request.Duration)).ToList();
        var order = new (LocalDate WorkTo, LocalDate Due, string Key)[leased.Count];
        for (var i = 0; i < order.Length; i++)
        {
            var entry = leased[i].Entry;
            order[i] = (entry.Deadline.WorkTo ?? LocalDate.MaxIsoValue, entry.Deadline.Due ?? LocalDate.MaxIsoValue, entry.Key.ToString());
        }
        var sorted = leased.ToArray();
        if (!IsSorted(order)) Array.Sort(order, sorted, ByOrder);
        return sorted;
    }

    private static bool IsSorted((LocalDate WorkTo, LocalDate Due, string Key)[] order)
    {
        for (var i = 1; i < order.Length; i++)
            if (ByOrder.Compare(order[i - 1], order[i]) > 0) return false;
        return true;
    }

    /// <summary>A claimed row: an entry, or what is wrong with it.</summary>
    private sealed record Claimed(string Key, OutboxEntry? Entry, long Fence, string? Fault)
    {
        public static Claimed Read(DbDataReader reader)
        {
            var key = reader.GetString(0);
            try
            {
                var entry = EntryRow.Read(reader);
                // A draft has no hash yet; a finished invoice may have lost its bytes to retention.
                var unhashed = entry.State == OutboxState.Blocked || (entry.Bytes.IsEmpty && OutboxStateMachine.IsFinal(entry.State));
                var fault = !unhashed && entry.Hash != InvoiceHash.Of(entry.Bytes.Span)
                    ? string.Create(CultureInfo.InvariantCulture, $"KO5102 the bytes of {key} ({entry.Bytes.Length}) do not match its hash {entry.Hash}: someone has changed the row or the body. Restore them from a backup; it is not sent.")
                    : null;
                return new Claimed(key, entry, reader.GetInt64(FenceColumn), fault);
            }
            catch (SqlStoreException unreadable)
            {
                return new Claimed(key, null, reader.GetInt64(FenceColumn), unreadable.Message);
            }
        }
    }
}
