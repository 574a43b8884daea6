namespace Ksef.Offline.Invoices.Model;

/// <summary>Without a tax identifier, as consumers are.</summary>
/// <remarks>FA(3): <c>BrakID</c>. Immutable, thread-safe.</remarks>
public sealed record NoIdentifier : BuyerIdentifier;
