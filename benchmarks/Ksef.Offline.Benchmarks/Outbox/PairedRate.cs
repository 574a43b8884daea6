using System.Diagnostics;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>The rate of ours as a share of the baseline's: both run in turn, many short rounds, so that whatever else the machine does hits both; medians of the rounds.</summary>
/// <param name="Raw">Time of one operation of the baseline.</param>
/// <param name="Ours">Time of one operation of ours.</param>
/// <param name="Share">Rate of ours / rate of the baseline, the median over the rounds.</param>
internal sealed record PairedRate(TimeSpan Raw, TimeSpan Ours, double Share)
{
    private const int MostWarmUp = 60;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(2);

    public static async Task<PairedRate> MeasureAsync(int rounds, int operations, Func<int, Task> raw, Func<int, Task> ours)
    {
        var (rawTimes, ourTimes, shares) = (new List<double>(), new List<double>(), new List<double>());
        var started = Stopwatch.GetTimestamp();
        var warmUp = 3;
        for (var round = 0; round < warmUp + rounds; round++)
        {
            // Until the code is compiled as it will stay: a few rounds of a slow operation are not enough.
            if (round >= warmUp - 1 && warmUp < MostWarmUp && Stopwatch.GetElapsedTime(started) < WarmUpTime) warmUp++;
            var first = round % 2 == 0;
            var before = first ? await TimeAsync(raw, round) : 0;
            var our = await TimeAsync(ours, round);
            var theirs = first ? before : await TimeAsync(raw, round);
            if (round < warmUp) continue;
            rawTimes.Add(theirs);
            ourTimes.Add(our);
            shares.Add(theirs / our);
        }
        return new PairedRate(TimeSpan.FromSeconds(Median(rawTimes) / operations), TimeSpan.FromSeconds(Median(ourTimes) / operations), Median(shares));
    }

    private static async Task<double> TimeAsync(Func<int, Task> work, int round)
    {
        var start = Stopwatch.GetTimestamp();
        await work(round);
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
