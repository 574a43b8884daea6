using System.Runtime.CompilerServices;
using Ksef.Offline.Hosting;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace CustomStore;

/// <summary>The ports of the outbox on a journal: a call that changes something is written down, one that reads looks at the present state. Nothing here knows a rule of the outbox.</summary>
internal sealed class JournalOutbox(string file) : IOutboxStore, IEvidenceLog, INotificationFeed, IRegister, IAnnouncementStore
{
    private readonly Journal _journal = new(file);

    public OutboxPorts Ports => new(this, this, this, this, this);

    public Task<EnqueueOutcome> EnqueueAsync(PreparedInvoice prepared, CancellationToken cancellationToken) => _journal.DoAsync<EnqueueOutcome>(new Change.Enqueue(prepared), cancellationToken);

    public Task<IReadOnlyList<LeasedEntry>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken) => _journal.DoAsync<IReadOnlyList<LeasedEntry>>(new Change.Lease(request), cancellationToken);

    public Task<IReadOnlyList<bool>> RenewAsync(IReadOnlyList<LeasedEntry> leased, Instant now, Duration duration, CancellationToken cancellationToken) =>
        _journal.DoAsync<IReadOnlyList<bool>>(new Change.Renew(leased, now, duration), cancellationToken);

    public Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<LeaseCommit> commits, Instant now, CancellationToken cancellationToken) =>
        _journal.DoAsync<IReadOnlyList<bool>>(new Change.Commit(commits, now), cancellationToken);

    public Task<IReadOnlyList<bool>> RescheduleAsync(IReadOnlyList<DeadlineUpdate> updates, CancellationToken cancellationToken) =>
        _journal.DoAsync<IReadOnlyList<bool>>(new Change.Reschedule(updates), cancellationToken);

    public Task<bool> RecordDeliveryAsync(InvoiceKey key, Delivery delivery, EvidenceDraft evidence, CancellationToken cancellationToken) =>
        _journal.DoAsync<bool>(new Change.Deliver(key, delivery, evidence), cancellationToken);

    public async Task<OutboxEntry?> FindAsync(InvoiceKey key, CancellationToken cancellationToken) =>
        await (await _journal.SeeAsync(cancellationToken)).Store.FindAsync(key, cancellationToken);

    public async IAsyncEnumerable<OutboxEntry> ReadAsync(OutboxQuery query, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var entry in (await _journal.SeeAsync(cancellationToken)).Store.ReadAsync(query, cancellationToken)) yield return entry;
    }

    public Task<IReadOnlyList<EvidenceRecord>> AppendAsync(string chain, IReadOnlyList<EvidenceDraft> drafts, CancellationToken cancellationToken) =>
        _journal.DoAsync<IReadOnlyList<EvidenceRecord>>(new Change.Append(chain, drafts), cancellationToken);

    public Task<int> ErasePayloadsAsync(string chain, Instant before, CancellationToken cancellationToken) => _journal.DoAsync<int>(new Change.Erase(chain, before), cancellationToken);

    public async IAsyncEnumerable<EvidenceRecord> ReadAsync(string chain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var record in (await _journal.SeeAsync(cancellationToken)).Evidence.ReadAsync(chain, cancellationToken)) yield return record;
    }

    public async IAsyncEnumerable<EvidenceHead> ReadHeadsAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var head in (await _journal.SeeAsync(cancellationToken)).Evidence.ReadHeadsAsync(cancellationToken)) yield return head;
    }

    public Task<IReadOnlyList<Notification>> TakeAsync(Instant now, Duration visibleAgain, int max, CancellationToken cancellationToken) =>
        _journal.DoAsync<IReadOnlyList<Notification>>(new Change.Take(now, visibleAgain, max), cancellationToken);

    public Task AcknowledgeAsync(IReadOnlyList<long> ids, CancellationToken cancellationToken) => _journal.DoAsync<object?>(new Change.Acknowledge(ids), cancellationToken);

    public Task<OutsideDocument> RecordAsync(OutsideDocument document, CancellationToken cancellationToken) => _journal.DoAsync<OutsideDocument>(new Change.Register(document), cancellationToken);

    public async IAsyncEnumerable<OutsideDocument> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var document in (await _journal.SeeAsync(cancellationToken)).Register.ReadAsync(cancellationToken)) yield return document;
    }

    public Task<(RecordedAnnouncement Stored, bool Added)> RecordAsync(RecordedAnnouncement announcement, EvidenceDraft evidence, CancellationToken cancellationToken) =>
        _journal.DoAsync<(RecordedAnnouncement, bool)>(new Change.Announce(announcement, evidence), cancellationToken);

    public async IAsyncEnumerable<RecordedAnnouncement> ReadAsync(long afterVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var recorded in (await _journal.SeeAsync(cancellationToken)).Announcements.ReadAsync(afterVersion, cancellationToken)) yield return recorded;
    }
}
