using NodaTime;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>One link of a chain of evidence, as stored. The hash covers every other member except the payload itself, of which it covers the hash.</summary>
/// <param name="Chain">The chain.</param>
/// <param name="Sequence">From 1, without gaps.</param>
/// <param name="At">When it happened, to the nanosecond.</param>
/// <param name="Actor">Who acted, for the evidence.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Text">What happened.</param>
/// <param name="PayloadName">The name of the payload; null without.</param>
/// <param name="PayloadHash">SHA-256 of the payload; null without.</param>
/// <param name="Payload">The payload; null without, or once it was erased after retention.</param>
/// <param name="Previous">The hash of the record before; <c>default</c> for the first.</param>
/// <param name="Hash">The hash of this record, by <see cref="EvidenceChains.Seal"/>.</param>
public sealed record EvidenceRecord(
    string Chain, long Sequence, Instant At, string Actor, EvidenceKind Kind, string Text, string? PayloadName, InvoiceHash? PayloadHash,
    ReadOnlyMemory<byte>? Payload, InvoiceHash Previous, InvoiceHash Hash);
