using System.Text.Json.Serialization;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.InMemory;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace CustomStore;

/// <summary>A call that changes the outbox, as it stands in the journal. The same calls in the same order give the same state: no call reads a clock or draws lots.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "call")]
[JsonDerivedType(typeof(Enqueue), "enqueue")]
[JsonDerivedType(typeof(Lease), "lease")]
[JsonDerivedType(typeof(Renew), "renew")]
[JsonDerivedType(typeof(Commit), "commit")]
[JsonDerivedType(typeof(Reschedule), "reschedule")]
[JsonDerivedType(typeof(Deliver), "deliver")]
[JsonDerivedType(typeof(Append), "append")]
[JsonDerivedType(typeof(Erase), "erase")]
[JsonDerivedType(typeof(Take), "take")]
[JsonDerivedType(typeof(Acknowledge), "acknowledge")]
[JsonDerivedType(typeof(Register), "register")]
[JsonDerivedType(typeof(Announce), "announce")]
internal abstract record Change
{
    /// <summary>Does it in memory and returns what the caller is told.</summary>
    public abstract Task<object?> ApplyAsync(InMemoryOutbox outbox);

    private static CancellationToken Never => CancellationToken.None;

    public sealed record Enqueue(PreparedInvoice Prepared) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Store.EnqueueAsync(Prepared, Never);
    }

    public sealed record Lease(LeaseRequest Request) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Store.LeaseAsync(Request, Never);
    }

    public sealed record Renew(IReadOnlyList<LeasedEntry> Leased, Instant Now, Duration Duration) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Store.RenewAsync(Leased, Now, Duration, Never);
    }

    public sealed record Commit(IReadOnlyList<LeaseCommit> Commits, Instant Now) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Store.CommitAsync(Commits, Now, Never);
    }

    public sealed record Reschedule(IReadOnlyList<DeadlineUpdate> Updates) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Store.RescheduleAsync(Updates, Never);
    }

    public sealed record Deliver(InvoiceKey Key, Delivery Delivery, EvidenceDraft Evidence) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Store.RecordDeliveryAsync(Key, Delivery, Evidence, Never);
    }

    public sealed record Append(string Chain, IReadOnlyList<EvidenceDraft> Drafts) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Evidence.AppendAsync(Chain, Drafts, Never);
    }

    public sealed record Erase(string Chain, Instant Before) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Evidence.ErasePayloadsAsync(Chain, Before, Never);
    }

    public sealed record Take(Instant Now, Duration VisibleAgain, int Max) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Notifications.TakeAsync(Now, VisibleAgain, Max, Never);
    }

    public sealed record Acknowledge(IReadOnlyList<long> Ids) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox)
        {
            await outbox.Notifications.AcknowledgeAsync(Ids, Never);
            return null;
        }
    }

    public sealed record Register(OutsideDocument Document) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Register.RecordAsync(Document, Never);
    }

    public sealed record Announce(RecordedAnnouncement Announcement, EvidenceDraft Evidence) : Change
    {
        public override async Task<object?> ApplyAsync(InMemoryOutbox outbox) => await outbox.Announcements.RecordAsync(Announcement, Evidence, Never);
    }
}
