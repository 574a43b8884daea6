using NodaTime;

namespace Ksef.Offline.Outbox.Planning;

/// <summary>Whether everything will arrive before its deadline, the first invoice at risk, and what would help.</summary>
/// <param name="Arrivals">Every invoice of the queue, in the order in which it was given.</param>
/// <param name="Ends">When the last number is expected; the start where nothing waits.</param>
/// <param name="Advice">What would help, the best first; empty where nothing is at risk or nothing helps.</param>
public sealed record DrainForecast(IReadOnlyList<DrainArrival> Arrivals, Instant Ends, IReadOnlyList<DrainAdvice> Advice)
{
    /// <summary>True where everything arrives before its deadline.</summary>
    public bool IsInTime => FirstAtRisk is null;

    /// <summary>The first invoice that would come too late; null where none would.</summary>
    public DrainArrival? FirstAtRisk => Arrivals.FirstOrDefault(a => a.IsAtRisk);

    /// <summary>How many would come too late.</summary>
    public int AtRisk => Arrivals.Count(a => a.IsAtRisk);

    /// <summary>The curve of the draining queue, from the start to the last arrival.</summary>
    /// <param name="points">The greatest number of points; at least 2.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="points"/> is below 2.</exception>
    public IReadOnlyList<DrainPoint> Curve(int points)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(points, 2);
        var sent = Arrivals.Select(a => a.SentAt).Order().ToArray();
        if (sent.Length == 0) return [];
        var curve = new List<DrainPoint>();
        for (var i = 0; i < points; i++)
        {
            var index = (int)((long)i * (sent.Length - 1) / (points - 1));
            if (curve.Count == 0 || sent[index] > curve[^1].At) curve.Add(new DrainPoint(sent[index], sent.Length - 1 - LastAt(sent, index)));
        }
        return curve;
    }

    private static int LastAt(Instant[] sent, int index)
    {
        while (index + 1 < sent.Length && sent[index + 1] == sent[index]) index++;
        return index;
    }
}
