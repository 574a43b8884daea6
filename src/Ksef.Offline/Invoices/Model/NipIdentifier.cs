namespace Ksef.Offline.Invoices.Model;

/// <summary>Identified by a Polish NIP.</summary>
/// <remarks>FA(3): <c>NIP</c>. KSeF shows the invoice to the buyer by it. Immutable, thread-safe.</remarks>
/// <param name="Nip">The number.</param>
public sealed record NipIdentifier(Nip Nip) : BuyerIdentifier;
