using System.IO.Compression;
using System.Text.Json.Nodes;
using BenchmarkDotNet.Attributes;
using Ksef.Offline.Emulator;

namespace Ksef.Offline.Benchmarks.Emulator;

/// <summary>A batch of 10,000 invoices from the opening to the end of processing; the issue asks for less than 10 seconds. The baseline is unpacking the same archive.</summary>
[MemoryDiagnoser]
public class BatchBenchmarks : IAsyncDisposable
{
    private const int Invoices = 10_000;
    private KsefEmulator _emulator = null!;
    private EmulatorClient _client = null!;
    private byte[] _package = [];
    private byte[] _part = [];
    private int _round;

    [GlobalSetup]
    public void Start() => StartAsync().GetAwaiter().GetResult();

    private async Task StartAsync()
    {
        _emulator = await KsefEmulator.StartAsync();
        _client = new EmulatorClient(_emulator);
        await _client.LoginAsync();
    }

    [IterationSetup]
    public void Prepare()
    {
        _round++;
        using var buffer = new MemoryStream();
        using (var zip = new ZipArchive(buffer, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < Invoices; i++)
            {
                using var entry = zip.CreateEntry($"{i}.xml", CompressionLevel.Fastest).Open();
                entry.Write(EmulatorClient.Invoice($"B/{_round}/{i}"));
            }
        }
        _package = buffer.ToArray();
        _part = _client.Encrypt(_package);
    }

    [Benchmark(Baseline = true)]
    public long Unpack()
    {
        using var zip = new ZipArchive(new MemoryStream(_package), ZipArchiveMode.Read);
        long length = 0;
        foreach (var entry in zip.Entries)
        {
            using var stream = entry.Open();
            using var copy = new MemoryStream();
            stream.CopyTo(copy);
            length += copy.Length;
        }
        return length;
    }

    [Benchmark]
    public async Task Emulator()
    {
        var opened = await _client.PostAsync("sessions/batch", new JsonObject
        {
            ["formCode"] = EmulatorClient.FormCode(),
            ["batchFile"] = new JsonObject
            {
                ["fileSize"] = _package.Length,
                ["fileHash"] = EmulatorClient.Hash(_package),
                ["fileParts"] = new JsonArray(new JsonObject { ["ordinalNumber"] = 1, ["fileSize"] = _part.Length, ["fileHash"] = EmulatorClient.Hash(_part) }),
            },
            ["encryption"] = await _client.EncryptionAsync(),
        });
        using var http = new HttpClient();
        using var message = new HttpRequestMessage(HttpMethod.Put, (string)opened["partUploadRequests"]![0]!["url"]!) { Content = new ByteArrayContent(_part) };
        message.Headers.Add("x-ms-blob-type", "BlockBlob");
        (await http.SendAsync(message)).EnsureSuccessStatusCode();
        await _client.PostAsync($"sessions/batch/{opened["referenceNumber"]}/close", null);
        await _emulator.WhenIdleAsync();
    }

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client.Dispose();
        await _emulator.DisposeAsync();
    }
}
