namespace Ksef.Offline.Invoices.Model;

/// <summary>Identified by another tax number, for example of a country outside the European Union.</summary>
/// <remarks>FA(3): <c>KodKraju</c> and <c>NrID</c>. Immutable, thread-safe.</remarks>
/// <param name="Country">The country that gave the number (FA(3): <c>KodKraju</c>); may be absent.</param>
/// <param name="Number">The number, 1 to 50 characters (FA(3): <c>NrID</c>).</param>
public sealed record OtherIdentifier(CountryCode? Country, string Number) : BuyerIdentifier;
