using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>Enqueue, lease and find, ours and raw in turn, on a database of some size.</summary>
internal sealed class MillionRound : IAsyncDisposable
{
    public static readonly string[] Names = ["enqueue, one per commit", "lease, batch of 100", "find by key, with bytes"];
    private const int Rounds = 25;
    private const int Batch = 100;
    private const int Batches = 5;
    private readonly BenchmarkDatabase _database;
    private readonly RawEnqueue _enqueue;
    private readonly RawClaim _claim;
    private readonly RawFind _find;
    private readonly int _count;
    private Instant _now;
    private int _next;

    private MillionRound(BenchmarkDatabase database, RawEnqueue enqueue, RawClaim claim, RawFind find, int count)
    {
        (_database, _enqueue, _claim, _find, _count) = (database, enqueue, claim, find, count);
        _next = 100_000_000 + (20 * count);
        _now = OutboxSamples.Noon + Duration.FromHours(count);
    }

    public static async Task<MillionRound> OpenAsync(BenchmarkDatabase database, int count) => new(
        database, await RawEnqueue.OpenAsync(database), await RawClaim.OpenAsync(database, "worker", Batch), await RawFind.OpenAsync(database), count);

    public async Task<IReadOnlyList<PairedRate>> MeasureAsync(Action<string> measuring)
    {
        measuring(Names[1]);
        var lease = await PairedRate.MeasureAsync(Rounds, Batches, _ => RawLeaseAsync(), _ => LeaseAsync());
        measuring(Names[2]);
        const int Finds = 300;
        var find = await PairedRate.MeasureAsync(Rounds, Finds, round => EachAsync(Finds, round, async i => await _find.FindAsync(OutboxSamples.Key(i).ToString())), round => EachAsync(Finds, round, FindAsync));
        measuring(Names[0]);
        const int Commits = 40;
        var invoices = Enumerable.Range(_next, 100 * Commits).Select(i => OutboxSamples.Prepared(i, 1024)).ToArray();
        var rows = Enumerable.Range(_next + invoices.Length, 100 * Commits).Select(i => RawInvoice.Of(OutboxSamples.Prepared(i, 1024))).ToArray();
        _next += 2 * invoices.Length;
        var enqueue = await PairedRate.MeasureAsync(
            Rounds, Commits,
            async round =>
            {
                for (var i = 0; i < Commits; i++) await _enqueue.CommitAsync(rows.AsMemory((round * Commits) + i, 1));
            },
            async round =>
            {
                for (var i = 0; i < Commits; i++) await _database.Outbox.Store.EnqueueAsync(invoices[(round * Commits) + i], CancellationToken.None);
            });
        return [enqueue, lease, find];
    }

    public async ValueTask DisposeAsync()
    {
        await _enqueue.DisposeAsync();
        await _claim.DisposeAsync();
        await _find.DisposeAsync();
    }

    // A lease ends with the tick that it begins in, so that each finds the same queue; the clock's own row is written once a second, as in life.
    private async Task RawLeaseAsync()
    {
        for (var i = 0; i < Batches; i++)
        {
            _now += Duration.FromTicks(2);
            if ((await _claim.TakeAsync(_now.ToUnixTimeTicks(), (_now + Duration.FromTicks(1)).ToUnixTimeTicks())).Rows < Batch) throw new InvalidOperationException("too little to claim");
        }
    }

    private async Task LeaseAsync()
    {
        for (var i = 0; i < Batches; i++)
        {
            _now += Duration.FromTicks(2);
            if ((await _database.Outbox.Store.LeaseAsync(new LeaseRequest(OutboxSamples.Taxpayer, _now, Duration.FromTicks(1), Batch, "worker"), CancellationToken.None)).Count < Batch) throw new InvalidOperationException("too little to lease");
        }
    }

    private async Task FindAsync(int index) => _ = await _database.Outbox.Store.FindAsync(OutboxSamples.Key(index), CancellationToken.None) ?? throw new InvalidOperationException("not found");

    private async Task EachAsync(int times, int seed, Func<int, Task> work)
    {
        var random = new Random(seed);
        for (var i = 0; i < times; i++) await work(random.Next(_count));
    }
}
