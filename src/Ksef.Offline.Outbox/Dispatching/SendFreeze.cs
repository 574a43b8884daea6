using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>A stretch of time in which an operator wants nothing sent, for example a stock-taking or a month's closing.</summary>
/// <param name="From">Its beginning.</param>
/// <param name="To">Its end, exclusive; null until it is lifted.</param>
/// <param name="Reason">Why.</param>
/// <param name="Actor">Who wants it.</param>
public sealed record SendFreeze(Instant From, Instant? To, string Reason, string Actor);
