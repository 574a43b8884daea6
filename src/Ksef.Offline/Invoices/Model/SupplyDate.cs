using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>The day the supply was made or completed, or the payment received.</summary>
/// <remarks>FA(3): <c>P_6</c>; from 2006-01-01 to 2050-01-01; meant for a date other than <c>P_1</c>. Immutable, thread-safe.</remarks>
/// <param name="Date">The day.</param>
public sealed record SupplyDate(LocalDate Date) : SupplyTime;
