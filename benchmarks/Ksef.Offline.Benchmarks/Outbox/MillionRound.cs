using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>Enqueue, lease and find, ours and raw, on one database of some size.</summary>
internal sealed class MillionRound : IAsyncDisposable
{
    public static readonly string[] Names = ["enqueue, one per commit", "lease, batch of 100", "find by key, with bytes"];
    private const int Rounds = 41;
    private const int Batch = 100;
    private const int Batches = 3;
    private const int Finds = 200;
    private const int Commits = 25;
    private readonly BenchmarkDatabase _database;
    private readonly RawEnqueue _enqueue;
    private readonly RawClaim _claim;
    private readonly RawFind _find;
    private readonly int _count;
    private Instant _now = OutboxSamples.Noon + Duration.FromHours(1);
    private int _next = 100_000_000;

    private MillionRound(BenchmarkDatabase database, RawEnqueue enqueue, RawClaim claim, RawFind find, int count) =>
        (_database, _enqueue, _claim, _find, _count) = (database, enqueue, claim, find, count);

    /// <summary>The rates of each operation on a small and a large database, measured in the same rounds.</summary>
    public static async Task<SharesBySize[]> MeasureAsync(BenchmarkDatabase[] databases, int[] counts, Action<string> measuring)
    {
        var rounds = new List<MillionRound>();
        try
        {
            foreach (var (database, count) in databases.Zip(counts))
                rounds.Add(new MillionRound(database, await RawEnqueue.OpenAsync(database), await RawClaim.OpenAsync(database, "worker", Batch), await RawFind.OpenAsync(database), count));
            // Enqueue last: it changes what the others find.
            var lease = await OfAsync(Names[1], Batches, r => r.Lease());
            var find = await OfAsync(Names[2], Finds, r => r.Find());
            return [await OfAsync(Names[0], Commits, r => r.Enqueue()), lease, find];
        }
        finally
        {
            foreach (var round in rounds) await round.DisposeAsync();
        }

        Task<SharesBySize> OfAsync(string name, int operations, Func<MillionRound, (Func<int, Task> Raw, Func<int, Task> Ours)> work) => Repeated.MedianAsync(
            async () =>
            {
                measuring(name);
                return await PairedRate.MeasureAsync(Rounds, operations, [.. rounds.Select(work)]) is [var small, var large] ? new SharesBySize(small, large) : throw new InvalidOperationException("two databases");
            },
            r => r.Change, r => r.Wavering);
    }

    public async ValueTask DisposeAsync()
    {
        await _enqueue.DisposeAsync();
        await _claim.DisposeAsync();
        await _find.DisposeAsync();
    }

    // A lease ends with the tick that it begins in, so that each finds the same queue; the clock's own row is written once a second, as in life.
    private (Func<int, Task> Raw, Func<int, Task> Ours) Lease() => (
        _ => RepeatAsync(Batches, async _ =>
        {
            _now += Duration.FromTicks(2);
            Enough((await _claim.TakeAsync(_now.ToUnixTimeTicks(), (_now + Duration.FromTicks(1)).ToUnixTimeTicks())).Rows);
        }),
        _ => RepeatAsync(Batches, async _ =>
        {
            _now += Duration.FromTicks(2);
            Enough((await _database.Outbox.Store.LeaseAsync(new LeaseRequest(OutboxSamples.Taxpayer, _now, Duration.FromTicks(1), Batch, "worker"), CancellationToken.None)).Count);
        }));

    private (Func<int, Task> Raw, Func<int, Task> Ours) Find() => (
        round => RepeatAsync(Finds, i => _find.FindAsync(OutboxSamples.Key(Somewhere(round, i)).ToString())),
        round => RepeatAsync(Finds, async i => Enough(await _database.Outbox.Store.FindAsync(OutboxSamples.Key(Somewhere(round, i)), CancellationToken.None) is null ? 0 : Batch)));

    private (Func<int, Task> Raw, Func<int, Task> Ours) Enqueue()
    {
        // Made before the rounds: as many as they can be at most.
        var prepared = Enumerable.Range(_next, Commits * PairedRate.MostRounds(Rounds)).Select(i => OutboxSamples.Prepared(i, 1024)).ToArray();
        var rows = Enumerable.Range(_next += prepared.Length, prepared.Length).Select(i => RawInvoice.Of(OutboxSamples.Prepared(i, 1024))).ToArray();
        _next += prepared.Length;
        return (
            round => RepeatAsync(Commits, i => _enqueue.CommitAsync(rows.AsMemory((round * Commits) + i, 1))),
            round => RepeatAsync(Commits, i => _database.Outbox.Store.EnqueueAsync(prepared[(round * Commits) + i], CancellationToken.None)));
    }

    // Spread over all entries, the same for both, never two neighbours after each other.
    private int Somewhere(int round, int index) => (int)((((round * 1000L) + index) * 2_654_435_761L) % _count);

    private static void Enough(int rows)
    {
        if (rows < Batch) throw new InvalidOperationException($"{rows} rows instead of {Batch}");
    }

    private static async Task RepeatAsync(int times, Func<int, Task> work)
    {
        for (var i = 0; i < times; i++) await work(i);
    }
}
