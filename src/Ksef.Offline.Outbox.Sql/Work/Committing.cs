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

    public static async Task<IReadOnlyList<bool>> RunAsync(SqlSession session, IReadOnlyList<LeaseCommit> commits, CancellationToken cancellationToken)
    {
        var done = new bool[commits.Count];
        foreach (var (index, commit) in commits.Index().OrderBy(c => c.Item.Leased.Entry.Key.ToString(), StringComparer.Ordinal))
            done[index] = await CommitAsync(session, commit, cancellationToken).ConfigureAwait(false);
        return done;
    }

    public static async Task<IReadOnlyList<bool>> RescheduleAsync(SqlSession session, IReadOnlyList<DeadlineUpdate> updates, CancellationToken cancellationToken)
    {
        var done = new bool[updates.Count];
        foreach (var (index, update) in updates.Index().OrderBy(u => u.Item.Key.ToString(), StringComparer.Ordinal))
        {
            if (await session.ExecuteAsync(Reschedule, ToArguments(update.Key, update.Deadline), cancellationToken).ConfigureAwait(false) == 0) continue;
            await FollowAsync(session, update.Key, update.Evidence, update.Notifications, [], cancellationToken).ConfigureAwait(false);
            done[index] = true;
        }
        return done;
    }

    public static async Task<bool> RecordDeliveryAsync(SqlSession session, InvoiceKey key, Delivery delivery, EvidenceDraft evidence, CancellationToken cancellationToken)
    {
        var arguments = new SqlArguments().Text("entry_key", key.ToString())
            .Time("printed_at", delivery.PrintedAt).Time("handed_over_at", delivery.HandedOverAt).Text("handed_over_how", delivery.How);
        if (await session.ExecuteAsync(Delivered, arguments, cancellationToken).ConfigureAwait(false) == 0) return false;
        await FollowAsync(session, key, [evidence], [], [], cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task<bool> CommitAsync(SqlSession session, LeaseCommit commit, CancellationToken cancellationToken)
    {
        var (leased, transition) = commit;
        var (before, after) = (leased.Entry, transition.After);
        var key = before.Key.ToString();
        var arguments = EntryRow.Changing(after).Flag("keep", transition.KeepLease).Text("entry_key", key).Integer("fence", leased.Fence);
        if (await session.ExecuteAsync(Commit, arguments, cancellationToken).ConfigureAwait(false) == 0) return false;
        var statements = new List<SqlStatement>();
        if (after.Hash != before.Hash)
        {
            statements.Add(new SqlStatement(
                "UPDATE ksef_entry SET hash = @hash, issue_date = @issue_date WHERE entry_key = @entry_key",
                new SqlArguments().Hash("hash", after.Hash).Date("issue_date", after.IssueDate).Text("entry_key", key)));
            statements.Add(new SqlStatement("UPDATE ksef_body SET bytes = @bytes WHERE entry_key = @entry_key", new SqlArguments().Bytes("bytes", after.Bytes).Text("entry_key", key)));
        }
        if (after.Deadline != before.Deadline) statements.Add(new SqlStatement(Deadline, ToArguments(before.Key, after.Deadline)));
        await FollowAsync(session, before.Key, transition.Evidence, transition.Notifications, statements, cancellationToken).ConfigureAwait(false);
        return true;
    }

    private static async Task FollowAsync(
        SqlSession session, InvoiceKey key, IReadOnlyList<EvidenceDraft> evidence, IReadOnlyList<NotificationDraft> notifications, List<SqlStatement> statements, CancellationToken cancellationToken)
    {
        if (evidence.Count > 0)
            EvidenceRows.Seal(await EvidenceRows.HeadAsync(session, EvidenceChains.Of(key), cancellationToken).ConfigureAwait(false), evidence, statements);
        NotificationRows.Add(key.ToString(), notifications, statements);
        await session.ExecuteAllAsync(statements, cancellationToken).ConfigureAwait(false);
    }

    private static SqlArguments ToArguments(InvoiceKey key, EntryDeadline deadline) => new SqlArguments()
        .Integer("deadline_kind", (long)deadline.Kind).Date("due", deadline.Due).Date("stricter", deadline.Stricter).Integer("timeline_version", deadline.TimelineVersion)
        .Text("entry_key", key.ToString());
}
