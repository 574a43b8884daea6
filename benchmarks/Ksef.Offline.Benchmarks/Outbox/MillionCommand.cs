using System.Diagnostics;
using System.Globalization;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// <c>outbox-million [--dialect sqlite|postgres] [--count N]</c>: whether enqueue, lease (batches of 100) and find keep their ratio to raw ADO.NET from 10,000 to N entries (1,000,000), with 1 % and
/// with 100 % of them pending, bodies of 1 KiB: two tables with a verdict for each row, and the query plans. Both sizes are measured in the same rounds; where these waver, a row is measured three
/// times and the median counts. Exit code 1 where a ratio falls by more than 15 %.
/// </summary>
internal static class MillionCommand
{
    private const int Small = 10_000;
    private const double Allowed = 0.85;
    private static readonly int[] PendingPercents = [1, 100];

    public static async Task<int> RunAsync(string[] args)
    {
        var (dialect, count) = (BenchmarkDatabase.Sqlite, 1_000_000);
        for (var i = 0; i < args.Length; i += 2)
        {
            (dialect, count) = (args[i], i + 1 < args.Length ? args[i + 1] : "") switch
            {
                ("--dialect", "sqlite") => (BenchmarkDatabase.Sqlite, count),
                ("--dialect", "postgres") => (BenchmarkDatabase.PostgreSql, count),
                ("--count", var text) when int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 2 * Small => (dialect, number),
                var (name, value) => throw new ArgumentException($"'{name} {value}': --dialect sqlite or postgres, --count from {2 * Small}"),
            };
        }
        if (dialect == BenchmarkDatabase.PostgreSql && BenchmarkDatabase.Server is null)
        {
            Console.WriteLine(BenchmarkDatabase.Skipped);
            return 0;
        }
        var kept = true;
        foreach (var percent in PendingPercents)
        {
            await using var small = await FilledAsync(dialect, percent, Small);
            await using var large = await FilledAsync(dialect, percent, count);
            var rates = await MillionRound.MeasureAsync([small, large], [Small, count], what => Console.Error.WriteLine("measuring " + what));
            Console.WriteLine(Text($"{small.Dialect.Name}, {percent} % pending, bodies of 1 KiB: rate of ours as a share of raw"));
            Console.WriteLine(Text($"| operation                | raw, ours at {Small,9:N0} | share | of the rounds | raw, ours at {count,9:N0} | share | of the rounds | change | verdict  |"));
            Console.WriteLine("|--------------------------|------------------------|------:|--------------:|------------------------|------:|--------------:|-------:|----------|");
            foreach (var (name, rate) in MillionRound.Names.Zip(rates))
            {
                var keeps = rate.Change >= Allowed;
                kept &= keeps;
                Console.WriteLine(Text($"| {name,-24} | {Cells(rate.Small)} | {Cells(rate.Large)} | {(rate.Change - 1) * 100,4:+0;-0;0} % | {(keeps ? "kept" : "NOT KEPT"),-8} |"));
            }
            Console.WriteLine();
            if (percent == PendingPercents[^1]) await QueryPlans.PrintAsync(large);
        }
        return kept ? 0 : 1;
    }

    private static async Task<BenchmarkDatabase> FilledAsync(string dialect, int percent, int count)
    {
        var database = await BenchmarkDatabase.CreateAsync(dialect);
        await database.Outbox.Store.EnqueueAsync(OutboxSamples.Prepared(0, 1024), CancellationToken.None);
        var watch = Stopwatch.StartNew();
        var fill = await BulkFill.OpenAsync(database);
        await fill.RunAsync(1, count, percent, new ToStandardError(rows => Text($"filling: {rows:N0} of {count:N0} entries, {percent} % pending, {watch.Elapsed:mm\\:ss}")));
        // What a server does by itself after such a load, and what a quiet hour does to a file.
        await database.ExecuteAsync(database.Dialect.OneWriter ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYZE");
        return database;
    }

    private static string Cells(PairedRate rate) => Text($"{rate.Raw.TotalMicroseconds,8:0}, {rate.Ours.TotalMicroseconds,8:0} us  | {rate.Share,5:0.00} | {rate.Spread,13}");

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private sealed class ToStandardError(Func<int, string> say) : IProgress<int>
    {
        public void Report(int value) => Console.Error.WriteLine(say(value));
    }
}
