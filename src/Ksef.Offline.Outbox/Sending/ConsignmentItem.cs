using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Outbox.Sending;

/// <summary>One invoice on its way: the bytes that were issued, never re-serialised, with what is known of earlier attempts.</summary>
/// <param name="Key">Seller's NIP, kind and number.</param>
/// <param name="Bytes">The file exactly as issued.</param>
/// <param name="Hash">SHA-256 of <paramref name="Bytes"/>.</param>
/// <param name="IssueDate">FA(3): <c>P_1</c>.</param>
/// <param name="Corrects">For a technical correction (<i>korekta techniczna</i>) the hash that was printed for the rejected file (API: <c>hashOfCorrectedInvoice</c>); else null.</param>
/// <param name="Reference">The last reference known; <see cref="SubmissionReference.None"/> for a first attempt.</param>
/// <param name="LastAttemptAt">When the last mark <see cref="AttemptStep.Sending"/> was written; null for a first attempt. Where references are lost, the search begins here.</param>
public sealed record ConsignmentItem(
    InvoiceKey Key, ReadOnlyMemory<byte> Bytes, InvoiceHash Hash, LocalDate IssueDate, InvoiceHash? Corrects = null, SubmissionReference Reference = default, Instant? LastAttemptAt = null);
