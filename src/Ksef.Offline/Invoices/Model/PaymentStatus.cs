namespace Ksef.Offline.Invoices.Model;

/// <summary>What was paid when the invoice was issued: <see cref="PaidInFull"/> or <see cref="PaidInParts"/>.</summary>
/// <remarks>FA(3): the first choice in <c>Platnosc</c>. Immutable, thread-safe.</remarks>
public abstract record PaymentStatus
{
    private protected PaymentStatus()
    {
    }
}
