using System.Data.Common;
using System.Runtime.CompilerServices;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sql.Rows;
using Ksef.Offline.Outbox.Sql.Sessions;
using Ksef.Offline.Outbox.Sql.Work;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql;

/// <summary>The entries of a <see cref="SqlOutbox"/>.</summary>
/// <remarks>Every operation may be repeated: what was done already is recognised, so that a lost connection is answered by asking again. Thread-safe.</remarks>
public sealed class SqlOutboxStore : IOutboxStore
{
    private const int PageSize = 500;
    private readonly SqlDatabase _database;
    private readonly ClockRow _clock;
    private readonly Enqueuing _enqueuing;
    private readonly Leasing _leasing;

    internal SqlOutboxStore(SqlDatabase database, ClockRow clock)
    {
        _database = database;
        _clock = clock;
        _enqueuing = new Enqueuing(database.Dialect);
        _leasing = new Leasing(database.Dialect, clock);
    }

    /// <inheritdoc/>
    public Task<EnqueueOutcome> EnqueueAsync(PreparedInvoice prepared, CancellationToken cancellationToken)
    {
        Enqueuing.Check(prepared);
        return _enqueuing.RunAsync(_database, prepared, cancellationToken);
    }

    /// <summary>Stores an issued invoice inside the caller's own transaction, so that the row of the ERP and the row of the outbox are written together or not at all.</summary>
    /// <remarks>
    /// It only writes, on the caller's connection: nothing is signed, no second connection is opened. The caller commits; until then the invoice is not in the outbox. A numbered reference
    /// (<see cref="OutboxEntry.Reference"/>) keeps others that want a number of the same scope waiting until then. On SQLite let the transaction begin with <c>BEGIN IMMEDIATE</c>.
    /// </remarks>
    /// <param name="prepared">The invoice.</param>
    /// <param name="transaction">The caller's open transaction on the database of this store.</param>
    /// <param name="cancellationToken">Cancels; the caller then rolls back.</param>
    /// <exception cref="ArgumentException">The transaction has ended already.</exception>
    /// <exception cref="SqlStoreException">The database refused; the caller's transaction must be rolled back.</exception>
    public Task<EnqueueOutcome> EnqueueAsync(PreparedInvoice prepared, DbTransaction transaction, CancellationToken cancellationToken)
    {
        Enqueuing.Check(prepared);
        return _database.JoinAsync(transaction, (session, token) => _enqueuing.RunAsync(session, prepared, token), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeasedEntry>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        Leasing.Check(request);
        return request.Keys is null ? _leasing.RunAsync(_database, request, cancellationToken) : _leasing.RunNamedAsync(_database, request, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> RenewAsync(IReadOnlyList<LeasedEntry> leased, Instant now, Duration duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(leased);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(duration, Duration.Zero);
        return _database.WriteAsync(
            async (session, token) =>
            {
                await _clock.SeeAsync(session, now, token).ConfigureAwait(false);
                return await Leasing.RenewAsync(session, leased, now + duration, token).ConfigureAwait(false);
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<LeaseCommit> commits, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(commits);
        return _database.WriteAsync<IReadOnlyList<bool>>(async (session, token) => await Committing.RunAsync(session, commits, _clock.See(now), token).ConfigureAwait(false), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> RescheduleAsync(IReadOnlyList<DeadlineUpdate> updates, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(updates);
        return _database.WriteAsync<IReadOnlyList<bool>>(async (session, token) => await Committing.RescheduleAsync(session, updates, token).ConfigureAwait(false), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<bool> RecordDeliveryAsync(InvoiceKey key, Delivery delivery, EvidenceDraft evidence, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(delivery);
        ArgumentNullException.ThrowIfNull(evidence);
        return _database.WriteAsync((session, token) => Committing.RecordDeliveryAsync(session, key, delivery, evidence, token), cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OutboxEntry?> FindAsync(InvoiceKey key, CancellationToken cancellationToken) =>
        _database.ReadAsync((session, token) => EntryQueries.FindAsync(session, key, withBytes: true, token), cancellationToken);

    /// <inheritdoc/>
    /// <remarks>Read in pages, each in a moment of its own, so that a slow reader holds up nobody: an entry may have moved on between pages.</remarks>
    public async IAsyncEnumerable<OutboxEntry> ReadAsync(OutboxQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        var left = query.Max ?? int.MaxValue;
        var after = query.After?.ToString();
        while (left > 0)
        {
            var (size, start) = (Math.Min(left, PageSize), after);
            var page = await _database.ReadAsync((session, token) => EntryQueries.PageAsync(session, query, start, size, token), cancellationToken).ConfigureAwait(false);
            foreach (var entry in page) yield return entry;
            if (page.Count < size) yield break;
            left -= page.Count;
            after = page[^1].Key.ToString();
        }
    }
}
