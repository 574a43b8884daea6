namespace Ksef.Offline.Outbox.Evidence;

/// <summary>The end of a chain of evidence.</summary>
/// <param name="Chain">The chain: see <see cref="EvidenceChains"/>.</param>
/// <param name="Sequence">The sequence of its last record, from 1; 0 for an empty chain.</param>
/// <param name="Hash">The hash of its last record; <c>default</c> for an empty chain.</param>
public sealed record EvidenceHead(string Chain, long Sequence, InvoiceHash Hash);
