using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using Ksef.Offline.Http.Batch;
using Ksef.Offline.Http.Interactive;

namespace Ksef.Offline.Benchmarks.Sending;

/// <summary>10,000 invoices of 10 KB to an encrypted, hashed TarGz in parts, against the same steps done one after the other in memory.</summary>
[MemoryDiagnoser]
public class BatchPackageBenchmarks : IDisposable
{
    private readonly SessionKeys _keys = new();
    private ReadOnlyMemory<byte>[] _invoices = [];

    [GlobalSetup]
    public void Setup() => _invoices = [.. Enumerable.Range(0, 10_000).Select(n => (ReadOnlyMemory<byte>)SendingSamples.File(n, 10_000))];

    [GlobalCleanup]
    public void Dispose()
    {
        _keys.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public int Bare()
    {
        using var package = new MemoryStream();
        using (var gzip = new GZipStream(package, CompressionLevel.Optimal, leaveOpen: true))
        using (var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true))
        {
            for (var n = 0; n < _invoices.Length; n++)
            {
                using var data = new MemoryStream(_invoices[n].ToArray(), writable: false);
                tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, string.Create(CultureInfo.InvariantCulture, $"{n:00000}.xml")) { DataStream = data });
            }
        }
        var plain = package.GetBuffer().AsSpan(0, (int)package.Length);
        var hash = SHA256.HashData(plain);
        using var aes = Aes.Create();
        aes.Key = _keys.Key;
        var encrypted = aes.EncryptCbc(plain, _keys.InitializationVector);
        return hash.Length + SHA256.HashData(encrypted).Length + encrypted.Length;
    }

    [Benchmark]
    public int Ours()
    {
        var spool = new MemoryPartSpool();
        return PackageWriter.Write(_invoices, PackageFormat.TarGz, _keys, spool, "package", 100_000_000, CancellationToken.None).Parts.Count;
    }
}
