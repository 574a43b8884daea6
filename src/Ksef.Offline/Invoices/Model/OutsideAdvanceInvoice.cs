namespace Ksef.Offline.Invoices.Model;

/// <summary>An advance invoice issued outside KSeF.</summary>
/// <remarks>FA(3): <c>NrKSeFZN</c> with <c>NrFaZaliczkowej</c>. Immutable, thread-safe.</remarks>
/// <param name="Number">Its number, 1 to 256 characters.</param>
public sealed record OutsideAdvanceInvoice(string Number) : AdvanceInvoiceReference;
