using System.Diagnostics;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>The rate of ours as a share of the baseline's: all contestants run in turn, many short rounds, so that whatever else the machine does hits all of them. Of the rounds the lower quartile counts: other work on the machine only ever adds.</summary>
/// <param name="Raw">Time of one operation of the baseline.</param>
/// <param name="Ours">Time of one operation of ours.</param>
internal sealed record PairedRate(TimeSpan Raw, TimeSpan Ours)
{
    private const int MostWarmUp = 40;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(4);

    /// <summary>Rate of ours / rate of the baseline.</summary>
    public double Share => Raw / Ours;

    /// <summary>Measures several pairs (one for each size of database) in the same rounds; each work gets the number of the round.</summary>
    public static async Task<PairedRate[]> MeasureAsync(int rounds, int operations, params (Func<int, Task> Raw, Func<int, Task> Ours)[] pairs)
    {
        var times = pairs.Select(_ => new List<(double Raw, double Ours)>()).ToArray();
        var started = Stopwatch.GetTimestamp();
        var warmUp = 3;
        for (var round = 0; round < warmUp + rounds; round++)
        {
            // Until the code is compiled as it will stay: a few rounds of a slow operation are not enough.
            if (round >= warmUp - 1 && warmUp < MostWarmUp && Stopwatch.GetElapsedTime(started) < WarmUpTime) warmUp++;
            foreach (var (index, pair) in pairs.Index())
            {
                var rawFirst = round % 2 == 0;
                var before = rawFirst ? await TimeAsync(pair.Raw, round) : 0;
                var ours = await TimeAsync(pair.Ours, round);
                var raw = rawFirst ? before : await TimeAsync(pair.Raw, round);
                if (round >= warmUp) times[index].Add((raw, ours));
            }
        }
        return [.. times.Select(t => new PairedRate(Each(t.Select(x => x.Raw)), Each(t.Select(x => x.Ours))))];

        TimeSpan Each(IEnumerable<double> seconds) => TimeSpan.FromSeconds(seconds.Order().ElementAt(rounds / 4) / operations);
    }

    private static async Task<double> TimeAsync(Func<int, Task> work, int round)
    {
        var start = Stopwatch.GetTimestamp();
        await work(round);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
