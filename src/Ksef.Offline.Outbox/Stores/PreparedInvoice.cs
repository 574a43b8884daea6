using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Outbox.Stores;

/// <summary>An invoice ready to be enqueued: everything computed and signed outside the caller's transaction, so that the store only writes.</summary>
/// <param name="Entry">The entry: <see cref="States.OutboxState.Issued"/>, <see cref="States.OutboxState.Held"/> or, for a draft, <see cref="States.OutboxState.Blocked"/>.</param>
/// <param name="Evidence">The first records of its chain.</param>
public sealed record PreparedInvoice(OutboxEntry Entry, IReadOnlyList<EvidenceDraft> Evidence);
