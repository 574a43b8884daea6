namespace Ksef.Offline.Invoices.Model;

/// <summary>The agreed exchange rate by which amounts of a PLN invoice were converted.</summary>
/// <remarks>FA(3): <c>KursUmowny</c> and <c>WalutaUmowna</c>. Immutable, thread-safe.</remarks>
/// <param name="Rate">PLN for one unit of the currency, at most 6 decimals (FA(3): <c>KursUmowny</c>).</param>
/// <param name="Currency">The currency, never PLN (FA(3): <c>WalutaUmowna</c>).</param>
public sealed record AgreedExchangeRate(decimal Rate, CurrencyCode Currency);
