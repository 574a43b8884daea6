using NodaTime;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>A record of evidence before the store gives it its place in a chain.</summary>
/// <param name="At">When it happened.</param>
/// <param name="Actor">Who: a person or a worker.</param>
/// <param name="Kind">What it says.</param>
/// <param name="Text">What happened, for people and programs; no secret, no personal data (those go into the payload, which can be erased).</param>
/// <param name="Payload">A file that belongs to it (announcement, UPO, refused file, screenshot), or null. The chain runs over its hash.</param>
/// <param name="PayloadName">A file name for the export; null without payload.</param>
public sealed record EvidenceDraft(Instant At, string Actor, EvidenceKind Kind, string Text, ReadOnlyMemory<byte>? Payload = null, string? PayloadName = null);
