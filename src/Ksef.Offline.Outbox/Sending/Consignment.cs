namespace Ksef.Offline.Outbox.Sending;

/// <summary>What goes to KSeF in one session: by which way, in whose name, declared offline or not (never mixed).</summary>
/// <param name="Context">The taxpayer in whose name to send.</param>
/// <param name="Way">Interactive or batch.</param>
/// <param name="Offline">API: <c>offlineMode</c>; true for offline24, unavailability and emergency alike.</param>
/// <param name="Items">The invoices; exactly one for an interactive consignment, up to 10,000 for a batch.</param>
public sealed record Consignment(TaxpayerContext Context, SendingWay Way, bool Offline, IReadOnlyList<ConsignmentItem> Items);
