using System.Diagnostics;
using System.Globalization;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// <c>outbox-million [--dialect sqlite|postgres] [--count N]</c>: whether enqueue, lease (batches of 100) and find keep their ratio to raw ADO.NET from 10,000 to N entries (1,000,000), with 1 % and
/// with 100 % of them pending, bodies of 1 KiB; four tables, a verdict for each, and the query plans. Both sizes are measured in the same rounds. Exit code 1 where a ratio falls by more than 15 %.
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
            Print(small.Dialect.Name, Small, percent, [.. rates.Select(r => r[0])]);
            Print(small.Dialect.Name, count, percent, [.. rates.Select(r => r[1])]);
            foreach (var (name, rate) in MillionRound.Names.Zip(rates))
            {
                var keeps = rate[1].Share >= rate[0].Share * Allowed;
                kept &= keeps;
                Console.WriteLine(Text($"{name}: {rate[0].Share:0.00} at {Small:N0}, {rate[1].Share:0.00} at {count:N0} entries ({rate[1].Share / rate[0].Share:P0}): {(keeps ? "kept within 15 %" : "NOT KEPT")}"));
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

    private static void Print(string name, int count, int percent, PairedRate[] rates)
    {
        Console.WriteLine(Text($"{name}, {count:N0} entries, {percent} % pending, bodies of 1 KiB"));
        Console.WriteLine("| operation                |      raw |     ours | ours/raw (rate) |");
        Console.WriteLine("|--------------------------|---------:|---------:|----------------:|");
        foreach (var (operation, rate) in MillionRound.Names.Zip(rates))
            Console.WriteLine(Text($"| {operation,-24} | {rate.Raw.TotalMicroseconds,5:0} us | {rate.Ours.TotalMicroseconds,5:0} us | {rate.Share,15:0.00} |"));
        Console.WriteLine();
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private sealed class ToStandardError(Func<int, string> say) : IProgress<int>
    {
        public void Report(int value) => Console.Error.WriteLine(say(value));
    }
}
