using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Hosting.Issuing;

/// <summary>A document validated, decided and signed, but not stored: it joins the application's own transaction, and its codes are known before the commit.</summary>
/// <param name="Invoice">The bytes, fixed for ever.</param>
/// <param name="Prepared">What the store writes.</param>
/// <param name="Deadline">Until when it must reach KSeF, and why.</param>
/// <param name="CodeI">KOD I, or null.</param>
/// <param name="CodeII">KOD II, or null.</param>
/// <param name="Findings">What was found about the file and its mode; nothing of severity error.</param>
public sealed record PreparedDocument(IssuedInvoice Invoice, PreparedInvoice Prepared, DeadlineAnswer Deadline, VerificationLink? CodeI, VerificationLink? CodeII, IReadOnlyList<Finding> Findings)
{
    /// <summary>The document as it stands once stored.</summary>
    /// <param name="entry">The stored entry.</param>
    /// <param name="isNew">Whether it was stored now.</param>
    internal IssuedDocument Stored(OutboxEntry entry, bool isNew) => new(Invoice, entry, Deadline, CodeI, entry.Acceptance is null ? CodeII : null, isNew) { Findings = Findings };
}
