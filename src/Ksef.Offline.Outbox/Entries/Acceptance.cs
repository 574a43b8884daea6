using NodaTime;

namespace Ksef.Offline.Outbox.Entries;

/// <summary>What KSeF said when it accepted an invoice.</summary>
/// <param name="Number">The KSeF number.</param>
/// <param name="InvoicingDate">API: <c>invoicingDate</c>: decides whether the duty was met in time.</param>
/// <param name="AcquisitionDate">API: <c>acquisitionDate</c>: when the number was given; null where not known.</param>
/// <param name="SentOffline">API: <c>invoicingMode</c> as KSeF qualified it; null where not known.</param>
/// <param name="UpoHash">SHA-256 of the UPO, whose bytes lie in the evidence; null until it was fetched.</param>
public sealed record Acceptance(KsefNumber Number, Instant InvoicingDate, Instant? AcquisitionDate, bool? SentOffline, InvoiceHash? UpoHash);
