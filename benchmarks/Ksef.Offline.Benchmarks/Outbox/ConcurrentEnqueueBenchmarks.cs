using BenchmarkDotNet.Attributes;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>Eight callers at once on SQLite, each waiting for its own durable commit: ours (group commit) against one raw connection that commits 8 rows in each transaction. Wanted: at least 0.7 of the baseline's rate, a ratio of at most 1.43.</summary>
[MemoryDiagnoser]
public class ConcurrentEnqueueBenchmarks
{
    private const int Callers = 8;
    private const int Each = 100;
    private readonly PreparedInvoice[] _prepared = new PreparedInvoice[Callers * Each];
    private readonly RawInvoice[] _rows = new RawInvoice[Callers * Each];
    private BenchmarkDatabase _database = null!;
    private RawEnqueue _raw = null!;
    private int _next;

    [Params(1, 10)]
    public int KiB { get; set; }

    [GlobalSetup]
    public void Open() => OpenAsync().GetAwaiter().GetResult();

    private async Task OpenAsync()
    {
        _database = await BenchmarkDatabase.CreateAsync(BenchmarkDatabase.Sqlite);
        await _database.Outbox.Store.EnqueueAsync(OutboxSamples.Prepared(_next++, KiB * 1024), CancellationToken.None);
        _raw = await RawEnqueue.OpenAsync(_database);
    }

    [IterationSetup]
    public void Prepare()
    {
        for (var i = 0; i < _prepared.Length; i++)
        {
            _prepared[i] = OutboxSamples.Prepared(_next++, KiB * 1024);
            _rows[i] = RawInvoice.Of(_prepared[i]);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Callers * Each)]
    public async Task RawCommitsOfEight()
    {
        for (var i = 0; i < Each; i++) await _raw.CommitAsync(_rows.AsMemory(i * Callers, Callers));
    }

    [Benchmark(OperationsPerInvoke = Callers * Each)]
    public Task EightCallers() => Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => Task.Run(async () =>
    {
        for (var i = 0; i < Each; i++) await _database.Outbox.Store.EnqueueAsync(_prepared[(i * Callers) + caller], CancellationToken.None);
    })));

    [GlobalCleanup]
    public void Close() => CloseAsync().GetAwaiter().GetResult();

    private async Task CloseAsync()
    {
        await _raw.DisposeAsync();
        await _database.DisposeAsync();
    }
}
