namespace Ksef.Offline.Invoices.Model;

/// <summary>Identified by an internal id: a NIP, a hyphen and five digits.</summary>
/// <remarks>FA(3): <c>IDWew</c>, type <c>TNIPIdWew</c>; third parties only. Immutable, thread-safe.</remarks>
/// <param name="Id">The id, for example <c>5261040828-00017</c>.</param>
public sealed record InternalIdentifier(string Id) : PartyIdentifier;
