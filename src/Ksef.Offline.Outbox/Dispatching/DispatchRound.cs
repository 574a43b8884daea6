using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>What one round over all taxpayers did.</summary>
/// <param name="Worked">How many entries were in hand.</param>
/// <param name="Pending">Whether anything is still to be sent, asked about or looked for.</param>
/// <param name="NextAttempt">The earliest moment at which a pending entry may be worked on again; null for at once, or where nothing is pending.</param>
public sealed record DispatchRound(int Worked, bool Pending, Instant? NextAttempt);
