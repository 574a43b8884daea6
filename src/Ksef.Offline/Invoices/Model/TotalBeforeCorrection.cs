namespace Ksef.Offline.Invoices.Model;

/// <summary>The amount before the correction of an advance or settlement invoice.</summary>
/// <remarks>FA(3): <c>P_15ZK</c> and <c>KursWalutyZK</c>. Immutable, thread-safe.</remarks>
/// <param name="Amount">The payment before the correction, or what was left to pay (FA(3): <c>P_15ZK</c>).</param>
/// <param name="ExchangeRate">The exchange rate before the correction, at most 6 decimals (FA(3): <c>KursWalutyZK</c>).</param>
public sealed record TotalBeforeCorrection(decimal Amount, decimal? ExchangeRate = null);
