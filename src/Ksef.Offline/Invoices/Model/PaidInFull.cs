using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>The invoice was paid in full.</summary>
/// <remarks>FA(3): <c>Zaplacono</c> with <c>DataZaplaty</c>. Immutable, thread-safe.</remarks>
/// <param name="Date">The day (FA(3): <c>DataZaplaty</c>; from 2016-07-01 to 2050-01-01).</param>
public sealed record PaidInFull(LocalDate Date) : PaymentStatus;
