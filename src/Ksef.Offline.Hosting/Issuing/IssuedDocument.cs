using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Hosting.Issuing;

/// <summary>One issued invoice with all that the counter needs: bytes, codes, deadline with its reason, and where it stands. Already stored.</summary>
/// <param name="Invoice">The bytes, fixed for ever.</param>
/// <param name="Entry">The entry of the outbox.</param>
/// <param name="Deadline">Until when it must reach KSeF, and why.</param>
/// <param name="CodeI">KOD I; null in a total failure, which knows no codes.</param>
/// <param name="CodeII">KOD II; null where there is no certificate, in a total failure, and once there is a KSeF number.</param>
/// <param name="IsNew">False when the same bytes were there already.</param>
public sealed record IssuedDocument(IssuedInvoice Invoice, OutboxEntry Entry, DeadlineAnswer Deadline, VerificationLink? CodeI, VerificationLink? CodeII, bool IsNew)
{
    /// <summary>What was found while issuing and did not stop it: <see cref="FindingSeverity.Legal"/> is what KSeF takes and the Act does not. Empty when all is well, and where the document was only looked up.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];
}
