using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;

namespace Ksef.Offline.Outbox.Stores;

/// <summary>What became of an enqueue: new, already there, or in conflict with what is there.</summary>
public abstract record EnqueueOutcome
{
    private EnqueueOutcome()
    {
    }

    /// <summary>Written now.</summary>
    /// <param name="Entry">The entry as stored, with its register reference.</param>
    public sealed record Added(OutboxEntry Entry) : EnqueueOutcome;

    /// <summary>The same key with the same bytes is there already, also where a technical correction has replaced them since: nothing was written, no reference was used up.</summary>
    /// <param name="Entry">The existing entry, as it stands now.</param>
    public sealed record AlreadyPresent(OutboxEntry Entry) : EnqueueOutcome;

    /// <summary>The same key is there with other bytes: nothing was written.</summary>
    /// <param name="Key">The key.</param>
    /// <param name="Existing">The hash of the bytes that are there.</param>
    /// <param name="Offered">The hash of the bytes that were offered.</param>
    /// <param name="State">Where the existing entry stands.</param>
    public sealed record Conflict(InvoiceKey Key, InvoiceHash Existing, InvoiceHash Offered, OutboxState State) : EnqueueOutcome;
}
