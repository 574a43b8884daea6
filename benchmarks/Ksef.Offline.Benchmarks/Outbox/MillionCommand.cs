using System.Diagnostics;
using System.Globalization;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// <c>outbox-million [--dialect sqlite|postgres] [--count N]</c>: whether enqueue, lease (batches of 100) and find keep their ratio to raw ADO.NET from 10,000 to N entries (1,000,000), with 1 % and
/// with 100 % of them pending, bodies of 1 KiB; four tables, a verdict for each, and the query plans. Exit code 1 where a ratio falls by more than 15 %.
/// </summary>
internal static class MillionCommand
{
    private const int Small = 10_000;
    private const double Allowed = 0.85;
    private static readonly int[] PendingPercents = [1, 100];

    public static async Task<int> RunAsync(string[] args)
    {
        var (dialect, count) = (BenchmarkDatabase.Sqlite, 1_000_000);
        for (var i = 0; i + 1 < args.Length; i += 2)
        {
            if (args[i] == "--dialect") dialect = args[i + 1] == "postgres" ? BenchmarkDatabase.PostgreSql : args[i + 1] == "sqlite" ? BenchmarkDatabase.Sqlite : throw new ArgumentException($"--dialect {args[i + 1]}: sqlite or postgres");
            else if (args[i] == "--count") count = int.Parse(args[i + 1], CultureInfo.InvariantCulture);
            else throw new ArgumentException($"{args[i]}: --dialect or --count");
        }
        if (count < 2 * Small) throw new ArgumentException($"--count {count}: at least {2 * Small}");
        if (dialect == BenchmarkDatabase.PostgreSql && BenchmarkDatabase.Server is null)
        {
            Console.WriteLine(BenchmarkDatabase.Skipped);
            return 0;
        }
        var kept = true;
        foreach (var percent in PendingPercents)
        {
            await using var database = await BenchmarkDatabase.CreateAsync(dialect);
            await database.Outbox.Store.EnqueueAsync(OutboxSamples.Prepared(0, 1024), CancellationToken.None);
            var small = await AtAsync(database, percent, 1, Small);
            var large = await AtAsync(database, percent, Small, count);
            foreach (var (name, (before, after)) in MillionRound.Names.Zip(small.Zip(large)))
            {
                var keeps = after.Share >= before.Share * Allowed;
                kept &= keeps;
                Console.WriteLine(Text($"{name}: {before.Share:0.00} at {Small:N0}, {after.Share:0.00} at {count:N0} entries ({after.Share / before.Share:P0}): {(keeps ? "kept within 15 %" : "NOT KEPT")}"));
            }
            Console.WriteLine();
            if (percent == PendingPercents[^1]) await QueryPlans.PrintAsync(database);
        }
        return kept ? 0 : 1;
    }

    private static async Task<IReadOnlyList<PairedRate>> AtAsync(BenchmarkDatabase database, int percent, int from, int count)
    {
        var watch = Stopwatch.StartNew();
        var fill = await BulkFill.OpenAsync(database);
        await fill.RunAsync(from, count, percent, new ToStandardError(rows => Text($"filling: {rows:N0} of {count:N0} entries, {percent} % pending, {watch.Elapsed:mm\\:ss}")));
        // What a server does by itself after such a load, and what a quiet hour does to a file.
        Console.Error.WriteLine("settling");
        await database.ExecuteAsync(database.Dialect.OneWriter ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYZE");
        await using var round = await MillionRound.OpenAsync(database, count);
        var rates = await round.MeasureAsync(what => Console.Error.WriteLine("measuring " + what));
        Console.WriteLine(Text($"{database.Dialect.Name}, {count:N0} entries, {percent} % pending, bodies of 1 KiB"));
        Console.WriteLine("| operation                |      raw |     ours | ours/raw (rate) |");
        Console.WriteLine("|--------------------------|---------:|---------:|----------------:|");
        foreach (var (name, rate) in MillionRound.Names.Zip(rates))
            Console.WriteLine(Text($"| {name,-24} | {rate.Raw.TotalMicroseconds,5:0} us | {rate.Ours.TotalMicroseconds,5:0} us | {rate.Share,15:0.00} |"));
        Console.WriteLine();
        return rates;
    }

    private static string Text(FormattableString text) => FormattableString.Invariant(text);

    private sealed class ToStandardError(Func<int, string> say) : IProgress<int>
    {
        public void Report(int value) => Console.Error.WriteLine(say(value));
    }
}
