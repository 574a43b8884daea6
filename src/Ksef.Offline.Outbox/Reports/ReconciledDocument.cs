using Ksef.Offline.Invoices;

namespace Ksef.Offline.Outbox.Reports;

/// <summary>One document as one of the three sides knows it.</summary>
/// <param name="SellerNip">The seller.</param>
/// <param name="Number">The seller's number (FA(3): <c>P_2</c>).</param>
/// <param name="Hash">SHA-256 of the file; null where the side does not know it.</param>
/// <param name="KsefNumber">The KSeF number; null where the side knows none.</param>
/// <param name="Type">The kind (FA(3): <c>RodzajFaktury</c>), with which one number may be used once more; null where the side does not tell it.</param>
public sealed record ReconciledDocument(Nip SellerNip, string Number, InvoiceHash? Hash = null, KsefNumber? KsefNumber = null, InvoiceType? Type = null)
{
    /// <summary>False for what is never sent: a document of a total failure, a withdrawn invoice.</summary>
    public bool GoesToKsef { get; init; } = true;
}
