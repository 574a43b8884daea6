using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Outbox.Sql.Work;

/// <summary>Changes of entries, each with its evidence and notifications. Rows are taken in the order of their keys, so that two transactions never wait for each other crosswise.</summary>
internal static class Committing
{
    private const int Portion = 100;

    private const string Commit =
        "UPDATE ksef_entry SET " + EntryRow.ChangingAssignments + ", lease_until = CASE WHEN @keep = 1 THEN lease_until END "
        + "WHERE entry_key = @entry_key AND fence = @fence AND lease_until IS NOT NULL";

    private const string Deadline =
        "UPDATE ksef_entry SET deadline_kind = @deadline_kind, due = @due, stricter = @stricter, timeline_version = @timeline_version, "
        + "queue_day = CASE WHEN state IN (0, 1, 2, 3) AND @deadline_kind <> 3 THEN COALESCE(@stricter, @due, 99999999) END, "
        + "queue_due = CASE WHEN state IN (0, 1, 2, 3) AND @deadline_kind <> 3 THEN COALESCE(@due, 99999999) END WHERE entry_key = @entry_key";

    private const string Reschedule = Deadline + " AND state NOT IN (4, 5, 10) AND timeline_version < @timeline_version";

    private const string Delivered =
        "UPDATE ksef_entry SET printed_at = COALESCE(printed_at, @printed_at), handed_over_at = COALESCE(handed_over_at, @handed_over_at), "
        + "handed_over_how = COALESCE(handed_over_how, @handed_over_how) WHERE entry_key = @entry_key";

    public static Task<bool[]> RunAsync(SqlSession session, IReadOnlyList<LeaseCommit> commits, List<SqlStatement> before, CancellationToken cancellationToken) =>
        ApplyAsync(session, [.. commits.Select(ToChange)], before, cancellationToken);

    public static Task<bool[]> RescheduleAsync(SqlSession session, IReadOnlyList<DeadlineUpdate> updates, CancellationToken cancellationToken) => ApplyAsync(
        session, [.. updates.Select(u => new Change(u.Key, new SqlStatement(Reschedule, ToArguments(u.Key, u.Deadline)), [], u.Evidence, u.Notifications))], [], cancellationToken);

    public static async Task<bool> RecordDeliveryAsync(SqlSession session, InvoiceKey key, Delivery delivery, EvidenceDraft evidence, CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments().Text("entry_key", key.ToString())
            .Time("printed_at", delivery.PrintedAt).Time("handed_over_at", delivery.HandedOverAt).Text("handed_over_how", delivery.How);
        return (await ApplyAsync(session, [new Change(key, new SqlStatement(Delivered, arguments), [], [evidence], [])], [], cancellationToken).ConfigureAwait(false))[0];
    }

    private static Change ToChange(LeaseCommit commit)
    {
        var (leased, transition) = commit;
        var (before, after) = (leased.Entry, transition.After);
        var key = before.Key.ToString();
        var more = new List<SqlStatement>();
        if (after.Hash != before.Hash)
        {
            more.Add(new SqlStatement(
                "UPDATE ksef_entry SET hash = @hash, issue_date = @issue_date WHERE entry_key = @entry_key",
                new SqlArguments().Hash("hash", after.Hash).Date("issue_date", after.IssueDate).Text("entry_key", key)));
            more.Add(new SqlStatement("UPDATE ksef_body SET bytes = @bytes WHERE entry_key = @entry_key", new SqlArguments().Bytes("bytes", after.Bytes).Text("entry_key", key)));
        }
        if (after.Deadline != before.Deadline) more.Add(new SqlStatement(Deadline, ToArguments(before.Key, after.Deadline)));
        var arguments = EntryRow.Changing(after).Flag("keep", transition.KeepLease).Text("entry_key", key).Integer("fence", leased.Fence);
        return new Change(before.Key, new SqlStatement(Commit, arguments), more, transition.Evidence, transition.Notifications);
    }

    // Two round trips for a portion, however many entries it has: the updates with the ends of the chains, which are still once their entries are locked; then what follows from those that held.
    private static async Task<bool[]> ApplyAsync(SqlSession session, Change[] changes, List<SqlStatement> before, CancellationToken cancellationToken)
    {
        var statements = before;
        foreach (var portion in Portions(changes))
        {
            var heads = new EvidenceHead[portion.Length];
            foreach (var (index, change) in portion.Index())
            {
                statements.Add(change.Update);
                heads[index] = new EvidenceHead(EvidenceChains.Of(change.Key), 0, default);
                if (change.Evidence.Count > 0) statements.Add(EvidenceRows.Head(session.Dialect, heads[index].Chain, head => heads[index] = head));
            }
            await session.ExecuteAllAsync(statements, cancellationToken).ConfigureAwait(false);
            statements = [];
            foreach (var (index, change) in portion.Index().Where(c => c.Item.Update.Changed == 1))
            {
                statements.AddRange(change.More);
                EvidenceRows.Seal(heads[index], change.Evidence, statements);
                NotificationRows.Add(change.Key.ToString(), change.Notifications, statements);
            }
            await session.ExecuteAllAsync(statements, cancellationToken).ConfigureAwait(false);
            statements = [];
        }
        await session.ExecuteAllAsync(statements, cancellationToken).ConfigureAwait(false);
        return [.. changes.Select(c => c.Update.Changed == 1)];
    }

    // An entry that is named twice comes in two portions, so that the second sees the evidence of the first.
    private static IEnumerable<Change[]> Portions(Change[] changes) => changes
        .GroupBy(c => c.Key).SelectMany(same => same.Index())
        .GroupBy(c => c.Index, c => c.Item).SelectMany(wave => wave.OrderBy(c => c.Key.ToString(), StringComparer.Ordinal).Chunk(Portion));

    private static SqlArguments ToArguments(InvoiceKey key, EntryDeadline deadline) => new SqlArguments()
        .Integer("deadline_kind", (long)deadline.Kind).Date("due", deadline.Due).Date("stricter", deadline.Stricter).Integer("timeline_version", deadline.TimelineVersion)
        .Text("entry_key", key.ToString());

    /// <summary>An update of one entry and what follows when it held.</summary>
    private sealed record Change(InvoiceKey Key, SqlStatement Update, IReadOnlyList<SqlStatement> More, IReadOnlyList<EvidenceDraft> Evidence, IReadOnlyList<NotificationDraft> Notifications);
}
