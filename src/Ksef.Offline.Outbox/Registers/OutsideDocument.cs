using NodaTime;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>A document issued in a total failure (art. 106ng): no FA(3), no codes, never sent; the register alone knows of it.</summary>
/// <param name="Reference">The own reference; number 0 asks for the next of the scope.</param>
/// <param name="SellerNip">The seller.</param>
/// <param name="Number">The seller's own number of the document.</param>
/// <param name="IssueDate">The day of issue.</param>
/// <param name="RecordedAt">When it was recorded.</param>
/// <param name="Actor">Who recorded it.</param>
/// <param name="Reason">Which announcement or notice it rests on.</param>
/// <param name="Hash">SHA-256 of a scan or file, or null.</param>
public sealed record OutsideDocument(OffReference Reference, Nip SellerNip, string Number, LocalDate IssueDate, Instant RecordedAt, string Actor, string Reason, InvoiceHash? Hash = null);
