using System.Data.Common;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>The notifications of a <see cref="SqlOutbox"/>. Several receivers share them; each is hidden from the others while one has it in hand. Thread-safe.</summary>
public sealed class SqlNotificationFeed : INotificationFeed
{
    private static readonly SqlClaim Claim = new("ksef_notification", "id", "visible_at <= @now", "id", "max", "visible_at = @until", "id, entry_key, kind, at, text");
    private readonly SqlDatabase _database;
    private readonly ClockRow _clock;

    internal SqlNotificationFeed(SqlDatabase database, ClockRow clock) => (_database, _clock) = (database, clock);

    /// <inheritdoc/>
    public Task<IReadOnlyList<Notification>> TakeAsync(Instant now, Duration visibleAgain, int max, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(max, 1);
        var arguments = new SqlArguments().Time("now", now).Time("until", now + visibleAgain).Integer("max", max);
        return _database.WriteAsync<IReadOnlyList<Notification>>(
            async (session, token) =>
            {
                await _clock.SeeAsync(session, now, token).ConfigureAwait(false);
                var taken = await session.QueryAsync(_database.Dialect.Claim(Claim), arguments, Read, token).ConfigureAwait(false);
                taken.Sort(static (a, b) => a.Id.CompareTo(b.Id));
                return taken;
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task AcknowledgeAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(ids);
        return _database.WriteAsync(
            async (session, token) =>
            {
                foreach (var id in ids.Order())
                    await session.ExecuteAsync("DELETE FROM ksef_notification WHERE id = @id", new SqlArguments().Integer("id", id), token).ConfigureAwait(false);
                return ids.Count;
            },
            cancellationToken);
    }

    private static Notification Read(DbDataReader reader)
    {
        var row = new RowReader(reader);
        var (id, text) = (row.Number(), row.Text());
        return InvoiceKey.TryParse(text, out var key)
            ? new Notification(id, key, (NotificationKind)row.Number(), row.Time(), row.Text())
            : throw new SqlStoreException(SqlTrouble.Damaged, $"KO5101 ksef_notification {id}: '{text}' is not the key of an invoice. Someone has changed the row; restore it.");
    }
}
