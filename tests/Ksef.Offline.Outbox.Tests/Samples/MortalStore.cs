using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Samples;

/// <summary>A process's view of a store: once the process is dead no call gets through any more.</summary>
internal sealed class MortalStore(IOutboxStore store) : IOutboxStore
{
    public bool Dead { get; set; }

    /// <summary>What prolonging a lease ends with; null where it works.</summary>
    public Exception? RenewalBreaks { get; set; }

    public Task<EnqueueOutcome> EnqueueAsync(PreparedInvoice prepared, CancellationToken cancellationToken) => Alive().EnqueueAsync(prepared, cancellationToken);

    public Task<IReadOnlyList<LeasedEntry>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken) => Alive().LeaseAsync(request, cancellationToken);

    public Task<IReadOnlyList<bool>> RenewAsync(IReadOnlyList<LeasedEntry> leased, Instant now, Duration duration, CancellationToken cancellationToken) =>
        RenewalBreaks is { } broken ? Task.FromException<IReadOnlyList<bool>>(broken) : Alive().RenewAsync(leased, now, duration, cancellationToken);

    public Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<LeaseCommit> commits, Instant now, CancellationToken cancellationToken) => Alive().CommitAsync(commits, now, cancellationToken);

    public Task<IReadOnlyList<bool>> RescheduleAsync(IReadOnlyList<DeadlineUpdate> updates, CancellationToken cancellationToken) => Alive().RescheduleAsync(updates, cancellationToken);

    public Task<bool> RecordDeliveryAsync(InvoiceKey key, Delivery delivery, EvidenceDraft evidence, CancellationToken cancellationToken) =>
        Alive().RecordDeliveryAsync(key, delivery, evidence, cancellationToken);

    public Task<OutboxEntry?> FindAsync(InvoiceKey key, CancellationToken cancellationToken) => Alive().FindAsync(key, cancellationToken);

    public IAsyncEnumerable<OutboxEntry> ReadAsync(OutboxQuery query, CancellationToken cancellationToken) => Alive().ReadAsync(query, cancellationToken);

    private IOutboxStore Alive() => Dead ? throw new IOException("the process is dead") : store;
}
