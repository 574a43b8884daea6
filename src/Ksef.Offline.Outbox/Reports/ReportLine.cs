using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>One entry in a report that somebody must look at.</summary>
/// <param name="Key">The entry.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Mode">The legal mode.</param>
/// <param name="Deadline">The deadline.</param>
/// <param name="Standing">Where it stands against its deadline.</param>
/// <param name="Note">The last thing to know.</param>
/// <param name="Refusal">What KSeF said when it last refused the invoice; null if never.</param>
public sealed record ReportLine(InvoiceKey Key, OutboxState State, InvoicingMode Mode, Deadline Deadline, DeadlineStanding Standing, string? Note, Refusal? Refusal = null);
