using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>An invoice that an incident touched: issued while it lasted, or waiting with a deadline that it moved.</summary>
/// <param name="Key">The invoice.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Mode">The legal mode.</param>
/// <param name="IssueDate">The day of issue.</param>
/// <param name="IssuedMeanwhile">True where it was issued while the incident lasted.</param>
/// <param name="Before">The deadline as it would be without the incident.</param>
/// <param name="After">The deadline as all announcements of now have it.</param>
/// <param name="SentAt">When it was sent, by KSeF's word (API: <c>invoicingDate</c>); null before.</param>
/// <param name="KsefNumber">Its KSeF number; null before.</param>
public sealed record AffectedInvoice(
    InvoiceKey Key, OutboxState State, InvoicingMode Mode, LocalDate IssueDate, bool IssuedMeanwhile, Deadline Before, Deadline After, Instant? SentAt, KsefNumber? KsefNumber)
{
    /// <summary>True where it was sent after the last day of <see cref="After"/>.</summary>
    public bool IsLate => SentAt >= After.Until;
}
