using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// <c>outbox-shares [--dialect sqlite|postgres]</c>: the rate of enqueue and lease as a share of raw ADO.NET, each pair measured in turn in the same run, with its spread and a verdict. Where the
/// rounds waver, a row is measured again, three times in all, and the median of the three counts. Exit code 1 where a share is below what is wanted.
/// </summary>
internal static class SharesCommand
{
    private const int Rounds = 41;
    private const int LeaseRounds = 21;
    private const int Commits = 25;
    private const int Callers = 8;
    private static readonly int[] Sizes = [1, 10];
    private static readonly int[] Workers = [1, 4, 16];

    public static async Task<int> RunAsync(string[] args)
    {
        string[] dialects = args switch
        {
            [] => BenchmarkDatabase.Available,
            ["--dialect", "sqlite"] => [BenchmarkDatabase.Sqlite],
            ["--dialect", "postgres"] => BenchmarkDatabase.Server is null ? [] : [BenchmarkDatabase.PostgreSql],
            _ => throw new ArgumentException($"'{string.Join(' ', args)}': --dialect sqlite or postgres, or nothing for both"),
        };
        BenchmarkDatabase.SayWhatIsSkipped();
        Console.WriteLine("| operation                                              |      raw |     ours | share | of the rounds | wanted |");
        Console.WriteLine("|--------------------------------------------------------|---------:|---------:|------:|--------------:|-------:|");
        var kept = true;
        foreach (var dialect in dialects)
        {
            var postgres = dialect == BenchmarkDatabase.PostgreSql;
            foreach (var size in Sizes) kept &= await RowAsync($"{dialect}: enqueue, {size} KiB, one per commit", 0.8, () => EnqueueAsync(dialect, size, alone: false));
            if (postgres) await RowAsync("  raw without transaction, one round trip, 1 KiB", null, () => EnqueueAsync(dialect, 1, alone: true));
            foreach (var size in Sizes.Where(_ => !postgres)) kept &= await RowAsync($"{dialect}: enqueue, {size} KiB, {Callers} callers, raw commits of {Callers}", 0.7, () => CrowdAsync(size));
            foreach (var workers in Workers) kept &= await RowAsync($"{dialect}: lease of {LeaseCrowd.Batch}, {workers} workers", postgres ? 0.7 : null, () => LeaseAsync(dialect, workers, limitInText: false));
            foreach (var workers in Workers.Where(_ => postgres)) await RowAsync($"  raw with its limit in the text, {workers} workers", null, () => LeaseAsync(dialect, workers, limitInText: true));
        }
        return kept ? 0 : 1;
    }

    private static async Task<bool> RowAsync(string name, double? wanted, Func<Task<PairedRate>> measure)
    {
        var rate = await Repeated.MedianAsync(measure, r => r.Share, r => PairedRate.At(r.Shares, 0.75) / PairedRate.At(r.Shares, 0.25));
        var good = wanted is null || rate.Share >= wanted;
        Console.WriteLine(FormattableString.Invariant(
            $"| {name,-54} | {rate.Raw.TotalMicroseconds,5:0} us | {rate.Ours.TotalMicroseconds,5:0} us | {rate.Share,5:0.00} | {rate.Spread,13} | {(wanted is { } w ? FormattableString.Invariant($"{w:0.0} {(good ? "ok" : "NO")}") : ""),6} |"));
        return good;
    }

    private static async Task<PairedRate> EnqueueAsync(string dialect, int size, bool alone)
    {
        await using var database = await BenchmarkDatabase.CreateAsync(dialect);
        await database.Outbox.Store.EnqueueAsync(OutboxSamples.Prepared(0, size * 1024), CancellationToken.None);
        await using var raw = await RawEnqueue.OpenAsync(database);
        var (prepared, rows) = Samples(Commits * PairedRate.MostRounds(Rounds), size);
        return (await PairedRate.MeasureAsync(
            Rounds, Commits, (
                async round =>
                {
                    for (var i = round * Commits; i < (round + 1) * Commits; i++)
                        if (alone) await raw.CommitAloneAsync(rows[i]);
                        else await raw.CommitAsync(rows.AsMemory(i, 1));
                },
                async round =>
                {
                    for (var i = round * Commits; i < (round + 1) * Commits; i++) await database.Outbox.Store.EnqueueAsync(prepared[i], CancellationToken.None);
                }
        )))[0];
    }

    private static async Task<PairedRate> CrowdAsync(int size)
    {
        await using var database = await BenchmarkDatabase.CreateAsync(BenchmarkDatabase.Sqlite);
        await database.Outbox.Store.EnqueueAsync(OutboxSamples.Prepared(0, size * 1024), CancellationToken.None);
        await using var raw = await RawEnqueue.OpenAsync(database);
        const int Together = Callers * Commits;
        var (prepared, rows) = Samples(Together * PairedRate.MostRounds(Rounds), size);
        return (await PairedRate.MeasureAsync(
            Rounds, Together, (
                async round =>
                {
                    for (var i = 0; i < Commits; i++) await raw.CommitAsync(rows.AsMemory((round * Together) + (i * Callers), Callers));
                },
                round => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
                {
                    for (var i = 0; i < Commits; i++) await database.Outbox.Store.EnqueueAsync(prepared[(round * Together) + (i * Callers) + caller], CancellationToken.None);
                }))))))[0];
    }

    private static async Task<PairedRate> LeaseAsync(string dialect, int workers, bool limitInText)
    {
        await using var crowd = await LeaseCrowd.OpenAsync(dialect, workers, limitInText);
        return (await PairedRate.MeasureAsync(LeaseRounds, LeaseCrowd.Entries / LeaseCrowd.Batch, _ => crowd.LetLeasesEndAsync(), (_ => crowd.RawAsync(), _ => crowd.OursAsync())))[0];
    }

    private static (PreparedInvoice[] Prepared, RawInvoice[] Rows) Samples(int count, int size) => (
        [.. Enumerable.Range(1, count).Select(i => OutboxSamples.Prepared(i, size * 1024))],
        [.. Enumerable.Range(100_000_000, count).Select(i => RawInvoice.Of(OutboxSamples.Prepared(i, size * 1024)))]);
}
