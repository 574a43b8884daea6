namespace Ksef.Offline.Invoices.Model;

/// <summary>Identified by a VAT number of the European Union.</summary>
/// <remarks>FA(3): <c>KodUE</c> and <c>NrVatUE</c>. Immutable, thread-safe.</remarks>
/// <param name="Country">The prefix (FA(3): <c>KodUE</c>); EL for Greece, XI for Northern Ireland.</param>
/// <param name="Number">The number without the prefix, 1 to 12 digits, letters A to Z, + or * (FA(3): <c>NrVatUE</c>).</param>
public sealed record EuVatIdentifier(EuCountryCode Country, string Number) : BuyerIdentifier;
