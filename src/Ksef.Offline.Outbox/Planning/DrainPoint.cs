using NodaTime;

namespace Ksef.Offline.Outbox.Planning;

/// <summary>A point of the curve on which the queue drains.</summary>
/// <param name="At">The instant.</param>
/// <param name="Remaining">How many are not in KSeF by then.</param>
public readonly record struct DrainPoint(Instant At, int Remaining);
