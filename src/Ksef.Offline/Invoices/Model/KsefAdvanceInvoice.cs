namespace Ksef.Offline.Invoices.Model;

/// <summary>An advance invoice issued in KSeF.</summary>
/// <remarks>
/// FA(3): <c>NrKSeFFaZaliczkowej</c>. A text, because the schema allows more than <see cref="Ksef.Offline.KsefNumber"/> does. Immutable, thread-safe.
/// </remarks>
/// <param name="KsefNumber">Its KSeF number.</param>
public sealed record KsefAdvanceInvoice(string KsefNumber) : AdvanceInvoiceReference;
