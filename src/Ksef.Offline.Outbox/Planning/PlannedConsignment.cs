using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Outbox.Planning;

/// <summary>Entries that go to KSeF together.</summary>
/// <param name="Way">Interactive (exactly one entry) or batch.</param>
/// <param name="Offline">Declared offline or online; never mixed.</param>
/// <param name="Entries">The entries, the most urgent first.</param>
internal sealed record PlannedConsignment(SendingWay Way, bool Offline, IReadOnlyList<OutboxEntry> Entries);
