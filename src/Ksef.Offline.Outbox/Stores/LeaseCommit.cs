namespace Ksef.Offline.Outbox.Stores;

/// <summary>One commit under a lease.</summary>
/// <param name="Leased">The entry as it was leased, or as the last commit that kept the lease left it.</param>
/// <param name="Transition">What changes.</param>
public sealed record LeaseCommit(LeasedEntry Leased, Transition Transition);
