namespace Panel.Drain;

/// <summary>What one taxpayer's queue comes to.</summary>
/// <param name="Name">The taxpayer, as the outbox knows him.</param>
/// <param name="Count">How many wait to be sent.</param>
/// <param name="Late">How many of them will be late, though their term lies ahead.</param>
/// <param name="Past">How many of them are past their term already.</param>
/// <param name="Stuck">How many more have a term, and are sent by nobody before a person decides.</param>
public sealed record TaxpayerDrain(string Name, int Count, int Late, int Past, int Stuck);
