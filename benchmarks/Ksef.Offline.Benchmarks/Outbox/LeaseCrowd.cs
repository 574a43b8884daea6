using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// Several workers who lease everything there is, in batches of 100: ours, or one raw statement for each batch. The leases of one round have ended before the next. On SQLite, which admits one
/// writer, the raw workers take turns in the process, as a careful engineer has them.
/// </summary>
internal sealed class LeaseCrowd : IAsyncDisposable
{
    public const int Batch = 100;
    public const int Entries = 32 * Batch;
    private readonly BenchmarkDatabase _database;
    private readonly int _workers;
    private readonly List<RawClaim> _claims = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private Instant _now = OutboxSamples.Noon;

    private LeaseCrowd(BenchmarkDatabase database, int workers) => (_database, _workers) = (database, workers);

    public static async Task<LeaseCrowd> OpenAsync(string dialect, int workers, bool limitInText = false)
    {
        var database = await BenchmarkDatabase.CreateAsync(dialect);
        var crowd = new LeaseCrowd(database, workers);
        await database.Outbox.Store.EnqueueAsync(OutboxSamples.Prepared(0, 1024), CancellationToken.None);
        await using (var raw = await RawEnqueue.OpenAsync(database))
            await raw.CommitAsync(Enumerable.Range(1, Entries - 1).Select(i => RawInvoice.Of(OutboxSamples.Prepared(i, 1024))).ToArray());
        for (var i = 0; i < workers; i++) crowd._claims.Add(await RawClaim.OpenAsync(database, "worker " + i, Batch, limitInText));
        return crowd;
    }

    public async Task LetLeasesEndAsync()
    {
        _now += Duration.FromHours(1);
        await _database.ExecuteAsync(_database.Dialect.OneWriter ? "PRAGMA wal_checkpoint(TRUNCATE)" : "VACUUM ANALYZE ksef_entry");
    }

    public Task<int> RawAsync() => AllAsync(async worker =>
    {
        if (_database.Dialect.OneWriter) await _turn.WaitAsync();
        try
        {
            return (await _claims[worker].TakeAsync(_now.ToUnixTimeTicks(), (_now + Duration.FromMinutes(1)).ToUnixTimeTicks())).Rows;
        }
        finally
        {
            if (_database.Dialect.OneWriter) _turn.Release();
        }
    });

    public Task<int> OursAsync() => AllAsync(async worker =>
        (await _database.Outbox.Store.LeaseAsync(new LeaseRequest(OutboxSamples.Taxpayer, _now, Duration.FromMinutes(1), Batch, "worker " + worker), CancellationToken.None)).Count);

    public async ValueTask DisposeAsync()
    {
        foreach (var claim in _claims) await claim.DisposeAsync();
        await _database.DisposeAsync();
        _turn.Dispose();
    }

    // A worker may find nothing while others are just choosing, so all go on until every entry is in someone's hands.
    private async Task<int> AllAsync(Func<int, Task<int>> take)
    {
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, _workers).Select(worker => Task.Run(async () =>
        {
            while (Volatile.Read(ref taken) < Entries) Interlocked.Add(ref taken, await take(worker));
        })));
        return taken == Entries ? taken : throw new InvalidOperationException($"{taken} leases of {Entries} entries");
    }
}
