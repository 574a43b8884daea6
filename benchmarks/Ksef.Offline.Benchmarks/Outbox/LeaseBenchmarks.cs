using BenchmarkDotNet.Attributes;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>
/// Leasing in batches of 100 (bodies of 1 KiB) with several workers: ours against one raw statement per batch that updates the same columns and returns the same bytes. Every round leases all
/// entries. Wanted on PostgreSQL: at least 0.7 of the baseline's rate, a ratio of at most 1.43. On a machine that does other things too, <c>outbox-shares</c> measures both in turn.
/// </summary>
[MemoryDiagnoser]
public class LeaseBenchmarks : IDisposable
{
    private LeaseCrowd _crowd = null!;

    public static IEnumerable<string> Databases => BenchmarkDatabase.Available;

    [ParamsSource(nameof(Databases))]
    public string Database { get; set; } = "";

    [Params(1, 4, 16)]
    public int Workers { get; set; }

    [GlobalSetup]
    public void Open()
    {
        BenchmarkDatabase.SayWhatIsSkipped();
        _crowd = LeaseCrowd.OpenAsync(Database, Workers).GetAwaiter().GetResult();
    }

    [IterationSetup]
    public void LetLeasesEnd() => _crowd.LetLeasesEndAsync().GetAwaiter().GetResult();

    [Benchmark(Baseline = true, OperationsPerInvoke = LeaseCrowd.Entries)]
    public Task<int> RawClaims() => _crowd.RawAsync();

    [Benchmark(OperationsPerInvoke = LeaseCrowd.Entries)]
    public Task<int> Lease() => _crowd.OursAsync();

    [GlobalCleanup]
    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _crowd.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }
}
