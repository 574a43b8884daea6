namespace Ksef.Offline.Invoices.Model;

/// <summary>An advance invoice that is settled: <see cref="KsefAdvanceInvoice"/> or <see cref="OutsideAdvanceInvoice"/>.</summary>
/// <remarks>FA(3): <c>FakturaZaliczkowa</c>. Immutable, thread-safe.</remarks>
public abstract record AdvanceInvoiceReference
{
    private protected AdvanceInvoiceReference()
    {
    }
}
