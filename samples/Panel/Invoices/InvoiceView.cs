using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Verification;

namespace Panel.Invoices;

/// <summary>Everything that is known of an invoice.</summary>
/// <param name="Entry">The entry.</param>
/// <param name="Answer">The deadline as the rules give it with all announcements known now; null for a draft, which has none.</param>
/// <param name="CodeI">KOD I as it was printed; null where the evidence holds none.</param>
/// <param name="CodeII">KOD II as it was printed; null where there is none, or the invoice has its number and needs none.</param>
/// <param name="History">The evidence, oldest first.</param>
/// <param name="Broken">The first record at which the chain of the evidence breaks; null where it holds.</param>
/// <param name="Content">What the file says; null for a draft and for a file that cannot be read.</param>
/// <param name="FileFindings">What the validator of this library finds in the file.</param>
public sealed record InvoiceView(
    OutboxEntry Entry, DeadlineAnswer? Answer, VerificationLink? CodeI, VerificationLink? CodeII, IReadOnlyList<EvidenceRecord> History, EvidenceRecord? Broken, Invoice? Content,
    IReadOnlyList<Finding> FileFindings);
