using System.Security.Cryptography;
using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Ksef.Offline.Http.Interactive;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Benchmarks.Sending;

/// <summary>The work of the processor for one interactive invoice, against the bare primitives: one encryption, two hashes, one JSON object.</summary>
[MemoryDiagnoser]
public class InteractiveBodyBenchmarks : IDisposable
{
    private readonly SessionKeys _keys = new();
    private ConsignmentItem _item = null!;

    [Params(2_000, 10_000, 100_000)]
    public int Size { get; set; }

    [GlobalSetup]
    public void Setup() => _item = SendingSamples.Item(1, Size);

    [GlobalCleanup]
    public void Dispose()
    {
        _keys.Dispose();
        GC.SuppressFinalize(this);
    }

    [Benchmark(Baseline = true)]
    public long Bare()
    {
        var plain = _item.Bytes.ToArray();
        var hash = SHA256.HashData(plain);
        using var aes = Aes.Create();
        aes.Key = _keys.Key;
        var encrypted = aes.EncryptCbc(plain, _keys.InitializationVector);
        var encryptedHash = SHA256.HashData(encrypted);
        using var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteBase64String("invoiceHash", hash);
            json.WriteNumber("invoiceSize", plain.Length);
            json.WriteBase64String("encryptedInvoiceHash", encryptedHash);
            json.WriteNumber("encryptedInvoiceSize", encrypted.Length);
            json.WriteBase64String("encryptedInvoiceContent", encrypted);
            json.WriteBoolean("offlineMode", true);
            json.WriteEndObject();
        }
        return body.Length;
    }

    /// <summary>As sent: the hash that was printed is checked against the bytes, then the body is made.</summary>
    [Benchmark]
    public long Ours()
    {
        if (InvoiceHash.Of(_item.Bytes.Span) != _item.Hash) throw new InvalidOperationException();
        using var content = InvoiceBody.Write(_item, offline: true, _keys)();
        return content.Headers.ContentLength ?? content.ReadAsStream().Length;
    }
}
