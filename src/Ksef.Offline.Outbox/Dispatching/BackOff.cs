using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>How long to wait after failures: doubling, with jitter, never longer than the greatest delay.</summary>
public sealed record BackOff
{
    /// <summary>The delay after the first failure; 5 seconds by default.</summary>
    public Duration First { get; init; } = Duration.FromSeconds(5);

    /// <summary>The greatest delay; 15 minutes by default.</summary>
    public Duration Greatest { get; init; } = Duration.FromMinutes(15);

    /// <summary>The shortest delay before KSeF is asked again about what it took over; 1 second by default.</summary>
    public Duration FirstLook { get; init; } = Duration.FromSeconds(1);

    /// <summary>The delay after a failure: half of it fixed, half of it chance, so that workers do not come back together.</summary>
    /// <param name="attempts">How many attempts there were; from 1.</param>
    /// <param name="chance">A number from 0 up to 1, exclusive.</param>
    public Duration After(int attempts, double chance)
    {
        var doublings = Math.Clamp(attempts - 1, 0, 30);
        var full = Duration.Min(Greatest, Duration.FromNanoseconds(Math.Min(First.TotalNanoseconds * Math.Pow(2, doublings), Greatest.TotalNanoseconds)));
        return (full / 2) + (full / 2 * chance);
    }

    /// <summary>When to look next for what KSeF took over: after a quarter of the time it has been there, within the limits.</summary>
    /// <param name="waiting">How long it has been there.</param>
    /// <param name="chance">A number from 0 up to 1, exclusive.</param>
    public Duration Look(Duration waiting, double chance) =>
        Duration.Max(FirstLook, Duration.Min(Greatest, waiting / 4)) * (1 + (chance / 4));
}
