using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using NodaTime;

namespace Ksef.Offline.Outbox.Stores;

/// <summary>Keeps invoices between their issue and their KSeF number. Port; every implementation is proved by <c>OutboxStoreConformance</c>.</summary>
/// <remarks>
/// A store knows no clock and no business rule: it writes what it is given, in one transaction, and guards keys, hashes, leases and chains. It keeps the greatest <c>now</c> it
/// has seen and refuses a call far behind it (<see cref="OutboxClockException"/>). A cancelled token changes nothing. Thread-safe.
/// </remarks>
public interface IOutboxStore
{
    /// <summary>Stores an issued invoice, or says what is there under its key. Idempotent by key and hash.</summary>
    /// <param name="prepared">The invoice.</param>
    /// <param name="cancellationToken">Cancels; nothing is then stored.</param>
    Task<EnqueueOutcome> EnqueueAsync(PreparedInvoice prepared, CancellationToken cancellationToken);

    /// <summary>Leases entries to a worker; an entry is never leased to two workers at once.</summary>
    /// <param name="request">Whose, how many, for how long.</param>
    /// <param name="cancellationToken">Cancels; nothing is then leased.</param>
    Task<IReadOnlyList<LeasedEntry>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken);

    /// <summary>Prolongs leases. False for each that another has taken since; the fencing tokens stay as they are.</summary>
    /// <param name="leased">The leases.</param>
    /// <param name="now">The caller's clock.</param>
    /// <param name="duration">How long from now.</param>
    /// <param name="cancellationToken">Cancels the writing.</param>
    Task<IReadOnlyList<bool>> RenewAsync(IReadOnlyList<LeasedEntry> leased, Instant now, Duration duration, CancellationToken cancellationToken);

    /// <summary>Commits transitions in one transaction: each entry with its evidence and notifications. False for each whose lease was lost or given back; the others hold.</summary>
    /// <param name="commits">The commits; each entry at most once.</param>
    /// <param name="now">The caller's clock.</param>
    /// <param name="cancellationToken">Cancels; nothing is then committed.</param>
    Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<LeaseCommit> commits, Instant now, CancellationToken cancellationToken);

    /// <summary>Writes recomputed deadlines in one transaction, whoever holds the leases. False for each entry that is not there, is final, or rests on the same or a newer timeline.</summary>
    /// <param name="updates">The new answers; each entry at most once.</param>
    /// <param name="cancellationToken">Cancels; nothing is then written.</param>
    Task<IReadOnlyList<bool>> RescheduleAsync(IReadOnlyList<DeadlineUpdate> updates, CancellationToken cancellationToken);

    /// <summary>Records that a document was printed or handed over (<see cref="Delivery.Merge"/>), whoever holds the lease and in any state. False when there is no such entry.</summary>
    /// <param name="key">The key of the entry.</param>
    /// <param name="delivery">What happened.</param>
    /// <param name="evidence">The record for its chain.</param>
    /// <param name="cancellationToken">Cancels; nothing is then written.</param>
    Task<bool> RecordDeliveryAsync(InvoiceKey key, Delivery delivery, EvidenceDraft evidence, CancellationToken cancellationToken);

    /// <summary>The entry under a key, with its bytes, or null.</summary>
    /// <param name="key">The key.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    Task<OutboxEntry?> FindAsync(InvoiceKey key, CancellationToken cancellationToken);

    /// <summary>Reads entries, ordered ordinally by key text.</summary>
    /// <param name="query">Which entries.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    IAsyncEnumerable<OutboxEntry> ReadAsync(OutboxQuery query, CancellationToken cancellationToken);
}
