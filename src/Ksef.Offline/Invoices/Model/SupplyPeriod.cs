using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>The period of supplies that are settled in periods (art. 19a(3), (4), (5)(4)).</summary>
/// <remarks>FA(3): <c>OkresFa</c>. Immutable, thread-safe.</remarks>
/// <param name="From">The first day (FA(3): <c>P_6_Od</c>).</param>
/// <param name="To">The last day (FA(3): <c>P_6_Do</c>).</param>
public sealed record SupplyPeriod(LocalDate From, LocalDate To) : SupplyTime;
