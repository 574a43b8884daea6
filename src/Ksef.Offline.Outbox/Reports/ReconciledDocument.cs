namespace Ksef.Offline.Outbox.Reports;

/// <summary>One document as one of the three sides knows it.</summary>
/// <param name="SellerNip">The seller.</param>
/// <param name="Number">The seller's number (FA(3): <c>P_2</c>).</param>
/// <param name="Hash">SHA-256 of the file; null where the side does not know it.</param>
/// <param name="KsefNumber">The KSeF number; null where the side knows none.</param>
public sealed record ReconciledDocument(Nip SellerNip, string Number, InvoiceHash? Hash = null, KsefNumber? KsefNumber = null);
