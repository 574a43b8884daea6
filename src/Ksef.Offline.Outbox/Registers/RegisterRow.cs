using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>One line of the register OFF-KSeF.</summary>
/// <param name="Reference">The own reference; empty for none.</param>
/// <param name="Key">The key of the invoice; null for a document of a total failure.</param>
/// <param name="SellerNip">The seller.</param>
/// <param name="Number">The seller's number (FA(3): <c>P_2</c>).</param>
/// <param name="Hash">SHA-256 of the file; null where there is none.</param>
/// <param name="IssueDate">The day of issue.</param>
/// <param name="Mode">The legal mode.</param>
/// <param name="State">Where it stands; null for a document of a total failure.</param>
/// <param name="Deadline">The deadline; null for a document of a total failure.</param>
/// <param name="KsefNumber">The KSeF number, once there is one.</param>
/// <param name="InvoicingDate">When it was sent, according to KSeF.</param>
/// <param name="AcquisitionDate">When its number was given.</param>
/// <param name="UpoHash">SHA-256 of the UPO.</param>
/// <param name="HandedOverAt">When it was handed over to the buyer.</param>
/// <param name="Jpk">The marker in JPK_V7, where it was asked for; null for what is in no JPK: a draft, a refused or withdrawn invoice.</param>
public sealed record RegisterRow(
    string Reference, InvoiceKey? Key, Nip SellerNip, string Number, InvoiceHash? Hash, LocalDate IssueDate, InvoicingMode Mode, OutboxState? State, Deadline? Deadline,
    KsefNumber? KsefNumber, Instant? InvoicingDate, Instant? AcquisitionDate, InvoiceHash? UpoHash, Instant? HandedOverAt, JpkMarker? Jpk = null);
