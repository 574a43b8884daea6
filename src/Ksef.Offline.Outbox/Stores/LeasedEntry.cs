using Ksef.Offline.Outbox.Entries;
using NodaTime;

namespace Ksef.Offline.Outbox.Stores;

/// <summary>An entry leased to a worker for a while.</summary>
/// <param name="Entry">The entry with its bytes, as of the lease: an issued one is now <see cref="States.OutboxState.Leased"/>.</param>
/// <param name="Fence">The fencing token: grows with every lease of the entry; a commit under an older one is refused.</param>
/// <param name="Until">When the lease ends.</param>
public sealed record LeasedEntry(OutboxEntry Entry, long Fence, Instant Until);
