namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>A measurement made again where the machine wavers. How often does not depend on whether the figure pleases.</summary>
internal static class Repeated
{
    private const double Calm = 1.15;
    private const int Most = 3;

    /// <summary>The measurement, or the one with the median figure of three where the first wavers: its upper quartile lies more than 15 % above its lower.</summary>
    public static async Task<T> MedianAsync<T>(Func<Task<T>> measure, Func<T, double> figure, Func<T, double> spread)
    {
        var all = new List<T> { await measure() };
        if (spread(all[0]) <= Calm) return all[0];
        while (all.Count < Most) all.Add(await measure());
        return all.OrderBy(figure).ElementAt(Most / 2);
    }
}
