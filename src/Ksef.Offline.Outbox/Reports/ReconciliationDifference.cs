using Ksef.Offline.Invoices;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>A document on which ERP, register and KSeF do not agree.</summary>
/// <param name="SellerNip">The seller.</param>
/// <param name="Number">The seller's number.</param>
/// <param name="Text">What is wrong, in English.</param>
/// <param name="TextPl">The same in Polish.</param>
/// <param name="Type">The kind, where a side tells it.</param>
public sealed record ReconciliationDifference(Nip SellerNip, string Number, string Text, string TextPl, InvoiceType? Type = null);
