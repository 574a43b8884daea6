using Ksef.Offline.Outbox.Entries;

namespace Ksef.Offline.Hosting.Issuing;

/// <summary>An invoice that names others by their KSeF numbers, a correcting one (<i>faktura korygująca</i>) or a settlement (<i>faktura rozliczeniowa</i>): issued, or kept as a draft until they have their numbers. Stored either way.</summary>
/// <param name="Entry">The entry of the outbox; blocked while it waits.</param>
/// <param name="Issued">The issued document; null while it waits. The dispatcher issues it when the last number arrives.</param>
public sealed record DraftedDocument(OutboxEntry Entry, IssuedDocument? Issued);
