using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>When a payment is due: a date, a description, or both.</summary>
/// <remarks>FA(3): <c>TerminPlatnosci</c>. Immutable, thread-safe.</remarks>
public sealed record PaymentDue
{
    /// <summary>The date.</summary>
    /// <remarks>FA(3): <c>Termin</c>; from 2016-07-01 to 2050-01-01.</remarks>
    public LocalDate? Date { get; init; }

    /// <summary>A time counted from an event.</summary>
    /// <remarks>FA(3): <c>TerminOpis</c>.</remarks>
    public PaymentTerm? Description { get; init; }
}
