using Ksef.Offline.Outbox.Entries;

namespace Ksef.Offline.Hosting.Issuing;

/// <summary>A correcting invoice (<i>faktura korygująca</i>): issued, or kept as a draft until its original has its KSeF number. Stored either way.</summary>
/// <param name="Entry">The entry of the outbox; blocked while it waits.</param>
/// <param name="Issued">The issued document; null while it waits. The dispatcher issues it when the number arrives.</param>
public sealed record CorrectionDocument(OutboxEntry Entry, IssuedDocument? Issued);
