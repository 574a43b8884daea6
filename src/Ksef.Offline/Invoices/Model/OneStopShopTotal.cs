namespace Ksef.Offline.Invoices.Model;

/// <summary>The total of supplies taxed in other member states (OSS, chapter 6a of title XII).</summary>
/// <remarks>Immutable, thread-safe.</remarks>
/// <param name="Net">Net total (FA(3): <c>P_13_5</c>).</param>
/// <param name="Tax">Tax of other member states (FA(3): <c>P_14_5</c>); may be absent.</param>
public sealed record OneStopShopTotal(decimal Net, decimal? Tax = null);
