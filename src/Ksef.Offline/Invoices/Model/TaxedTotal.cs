namespace Ksef.Offline.Invoices.Model;

/// <summary>The total at one tax rate.</summary>
/// <remarks>Amounts with at most 16 digits before and 2 after the point. Immutable, thread-safe.</remarks>
/// <param name="Net">Net total (FA(3): <c>P_13_1</c>, <c>P_13_2</c>, <c>P_13_3</c>, <c>P_13_4</c>).</param>
/// <param name="Tax">Tax on it (FA(3): <c>P_14_1</c>, <c>P_14_2</c>, <c>P_14_3</c>, <c>P_14_4</c>).</param>
/// <param name="TaxInPln">The tax in PLN where the invoice is in another currency (FA(3): <c>P_14_1W</c>, <c>P_14_2W</c>, <c>P_14_3W</c>, <c>P_14_4W</c>).</param>
public sealed record TaxedTotal(decimal Net, decimal Tax, decimal? TaxInPln = null);
