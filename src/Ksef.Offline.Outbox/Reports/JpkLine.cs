using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>What the JPK_V7 says of an invoice on the day of filing, and whether that is due to be corrected since.</summary>
/// <param name="Key">The invoice; null for a document of a total failure.</param>
/// <param name="Number">The seller's number.</param>
/// <param name="IssueDate">The day of issue.</param>
/// <param name="Answer">The marker with its reason.</param>
/// <param name="KsefNumber">The KSeF number, where it had one on the day of filing.</param>
/// <param name="CorrectionDue">True when the number came after the filing and the marker must now be corrected.</param>
public sealed record JpkLine(InvoiceKey? Key, string Number, LocalDate IssueDate, JpkAnswer Answer, KsefNumber? KsefNumber, bool CorrectionDue);
