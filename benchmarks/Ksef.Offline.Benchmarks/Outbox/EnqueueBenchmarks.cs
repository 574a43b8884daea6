using BenchmarkDotNet.Attributes;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>One invoice per durable commit, one caller: ours against raw ADO.NET that commits the same rows, one invoice per transaction. Wanted: at least 0.8 of the baseline's rate, a ratio of at most 1.25.</summary>
[MemoryDiagnoser]
public class EnqueueBenchmarks
{
    private const int Commits = 200;
    private readonly PreparedInvoice[] _prepared = new PreparedInvoice[Commits];
    private readonly RawInvoice[] _rows = new RawInvoice[Commits];
    private BenchmarkDatabase _database = null!;
    private RawEnqueue _raw = null!;
    private int _next;

    public static IEnumerable<string> Databases => BenchmarkDatabase.Available;

    [ParamsSource(nameof(Databases))]
    public string Database { get; set; } = "";

    [Params(1, 10)]
    public int KiB { get; set; }

    [GlobalSetup]
    public void Open() => OpenAsync().GetAwaiter().GetResult();

    private async Task OpenAsync()
    {
        BenchmarkDatabase.SayWhatIsSkipped();
        _database = await BenchmarkDatabase.CreateAsync(Database);
        await _database.Outbox.Store.EnqueueAsync(OutboxSamples.Prepared(_next++, KiB * 1024), CancellationToken.None);
        _raw = await RawEnqueue.OpenAsync(_database);
    }

    [IterationSetup]
    public void Prepare()
    {
        for (var i = 0; i < Commits; i++)
        {
            _prepared[i] = OutboxSamples.Prepared(_next++, KiB * 1024);
            _rows[i] = RawInvoice.Of(_prepared[i]);
        }
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Commits)]
    public async Task RawSingleCommits()
    {
        for (var i = 0; i < Commits; i++) await _raw.CommitAsync(_rows.AsMemory(i, 1));
    }

    [Benchmark(OperationsPerInvoke = Commits)]
    public async Task Enqueue()
    {
        foreach (var prepared in _prepared) await _database.Outbox.Store.EnqueueAsync(prepared, CancellationToken.None);
    }

    [GlobalCleanup]
    public void Close() => CloseAsync().GetAwaiter().GetResult();

    private async Task CloseAsync()
    {
        await _raw.DisposeAsync();
        await _database.DisposeAsync();
    }
}
