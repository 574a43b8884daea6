using System.Diagnostics;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// The rate of ours as a share of the baseline's. Both run in turn in many short rounds, each in every second round first, so that whatever else the machine does hits both; each round gives a
/// share of its own, and their median counts.
/// </summary>
/// <param name="Shares">The share of each round: time of the baseline / time of ours.</param>
/// <param name="Raw">Median time of one operation of the baseline.</param>
/// <param name="Ours">Median time of one operation of ours.</param>
internal sealed record PairedRate(IReadOnlyList<double> Shares, TimeSpan Raw, TimeSpan Ours)
{
    private const int MostWarmUp = 40;

    private static readonly TimeSpan WarmUpTime = TimeSpan.FromSeconds(4);

    /// <summary>Rate of ours / rate of the baseline: the median of the rounds.</summary>
    public double Share => At(Shares, 0.5);

    /// <summary>The middle half of the rounds, as text: how far this machine lets the figure be trusted.</summary>
    public string Spread => FormattableString.Invariant($"{At(Shares, 0.25):0.00}-{At(Shares, 0.75):0.00}");

    /// <summary>Measures several pairs (one for each size of database) in the same rounds; each work gets the number of the round.</summary>
    public static Task<PairedRate[]> MeasureAsync(int rounds, int operations, params (Func<int, Task> Raw, Func<int, Task> Ours)[] pairs) => MeasureAsync(rounds, operations, _ => Task.CompletedTask, pairs);

    /// <summary>The same; before each work, outside of its time, something else is done.</summary>
    public static async Task<PairedRate[]> MeasureAsync(int rounds, int operations, Func<int, Task> before, params (Func<int, Task> Raw, Func<int, Task> Ours)[] pairs)
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
                var first = rawFirst ? await TimeAsync(pair.Raw, round) : 0;
                var ours = await TimeAsync(pair.Ours, round);
                var raw = rawFirst ? first : await TimeAsync(pair.Raw, round);
                if (round >= warmUp) times[index].Add((raw, ours));
            }
        }
        return [.. times.Select(t => new PairedRate([.. t.Select(x => x.Raw / x.Ours)], Each(t.Select(x => x.Raw)), Each(t.Select(x => x.Ours))))];

        async Task<double> TimeAsync(Func<int, Task> work, int round)
        {
            await before(round);
            var start = Stopwatch.GetTimestamp();
            await work(round);
            return Stopwatch.GetElapsedTime(start).TotalSeconds;
        }

        TimeSpan Each(IEnumerable<double> seconds) => TimeSpan.FromSeconds(At([.. seconds], 0.5) / operations);
    }

    /// <summary>How many rounds there may be at most, those of the warm-up among them.</summary>
    public static int MostRounds(int rounds) => rounds + MostWarmUp;

    /// <summary>The value below which a part of all lies.</summary>
    public static double At(IReadOnlyList<double> values, double part) => values.Order().ElementAt((int)((values.Count - 1) * part));
}
