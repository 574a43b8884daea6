using BenchmarkDotNet.Attributes;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// Leasing in batches of 100 (bodies of 1 KiB) with several workers: ours against one raw statement per batch that updates the same columns and returns the same bytes. Every round leases all
/// entries; the leases of the last one have ended by then. On SQLite, which admits one writer, the raw workers take turns in the process, as a careful engineer has them. Wanted on PostgreSQL: at least 0.7 of the baseline's rate, a ratio of at most 1.43.
/// </summary>
[MemoryDiagnoser]
public class LeaseBenchmarks : IDisposable
{
    private const int Batch = 100;
    private const int Entries = 32 * Batch;
    private readonly List<RawClaim> _claims = [];
    private readonly SemaphoreSlim _turn = new(1, 1);
    private BenchmarkDatabase _database = null!;
    private Instant _now = OutboxSamples.Noon;

    public static IEnumerable<string> Databases => BenchmarkDatabase.Available;

    [ParamsSource(nameof(Databases))]
    public string Database { get; set; } = "";

    [Params(1, 4, 16)]
    public int Workers { get; set; }

    [GlobalSetup]
    public void Open() => OpenAsync().GetAwaiter().GetResult();

    private async Task OpenAsync()
    {
        BenchmarkDatabase.SayWhatIsSkipped();
        _database = await BenchmarkDatabase.CreateAsync(Database);
        await _database.Outbox.Store.EnqueueAsync(OutboxSamples.Prepared(0, 1024), CancellationToken.None);
        await using (var raw = await RawEnqueue.OpenAsync(_database))
            await raw.CommitAsync(Enumerable.Range(1, Entries - 1).Select(i => RawInvoice.Of(OutboxSamples.Prepared(i, 1024))).ToArray());
        for (var i = 0; i < Workers; i++) _claims.Add(await RawClaim.OpenAsync(_database, "worker " + i, Batch));
    }

    [IterationSetup]
    public void LetLeasesEnd()
    {
        _now += Duration.FromHours(1);
        _database.ExecuteAsync(Database == BenchmarkDatabase.PostgreSql ? "VACUUM ANALYZE ksef_entry" : "PRAGMA wal_checkpoint(TRUNCATE)").GetAwaiter().GetResult();
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Entries)]
    public Task<int> RawClaims() => AllAsync(async worker =>
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

    [Benchmark(OperationsPerInvoke = Entries)]
    public Task<int> Lease() => AllAsync(async worker =>
        (await _database.Outbox.Store.LeaseAsync(new LeaseRequest(OutboxSamples.Taxpayer, _now, Duration.FromMinutes(1), Batch, "worker " + worker), CancellationToken.None)).Count);

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        CloseAsync().GetAwaiter().GetResult();
        _turn.Dispose();
    }

    private async Task CloseAsync()
    {
        foreach (var claim in _claims) await claim.DisposeAsync();
        _claims.Clear();
        await _database.DisposeAsync();
    }

    // A worker may find nothing while others are just choosing, so all go on until every entry is in someone's hands.
    private async Task<int> AllAsync(Func<int, Task<int>> take)
    {
        var taken = 0;
        await Task.WhenAll(Enumerable.Range(0, Workers).Select(worker => Task.Run(async () =>
        {
            while (Volatile.Read(ref taken) < Entries) Interlocked.Add(ref taken, await take(worker));
        })));
        return taken == Entries ? taken : throw new InvalidOperationException($"{taken} leases of {Entries} entries");
    }
}
