using System.Net;
using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using Ksef.Offline.Emulator;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ksef.Offline.Benchmarks.Emulator;

/// <summary>Interactive sends to the emulator against a bare Kestrel endpoint that reads the same posts. The issue asks for 0.2 of the baseline's rate, a ratio of at most 5.</summary>
[MemoryDiagnoser]
public class InteractiveSendBenchmarks : IAsyncDisposable
{
    private const int Posts = 500;
    private readonly byte[][] _bodies = new byte[Posts][];
    private KsefEmulator _emulator = null!;
    private EmulatorClient _client = null!;
    private KestrelServer _bare = null!;
    private HttpClient _bareHttp = null!;
    private string _session = "";
    private int _round;

    [GlobalSetup]
    public void Start() => StartAsync().GetAwaiter().GetResult();

    private async Task StartAsync()
    {
        _emulator = await KsefEmulator.StartAsync();
        _client = new EmulatorClient(_emulator);
        await _client.LoginAsync();
        var options = new KestrelServerOptions();
        options.Listen(IPAddress.Loopback, 0);
        _bare = new KestrelServer(Options.Create(options), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
        await _bare.StartAsync(new BareApplication(), CancellationToken.None);
        _bareHttp = new HttpClient { BaseAddress = new Uri(_bare.Features.Get<IServerAddressesFeature>()!.Addresses.First()) };
    }

    [IterationSetup]
    public void Prepare()
    {
        _round++;
        _session = _client.OpenAsync().GetAwaiter().GetResult();
        Parallel.For(0, Posts, i => _bodies[i] = _client.SendBody(EmulatorClient.Invoice($"FV/{_round}/{i}")));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Posts)]
    public Task BareKestrel() => PostAllAsync(_bareHttp, "sessions");

    [Benchmark(OperationsPerInvoke = Posts)]
    public Task Emulator() => PostAllAsync(_client.Http, $"sessions/online/{_session}/invoices");

    [GlobalCleanup]
    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        _client.Dispose();
        _bareHttp.Dispose();
        _bare.Dispose();
        await _emulator.DisposeAsync();
    }

    private Task PostAllAsync(HttpClient http, string path) => Parallel.ForEachAsync(_bodies, new ParallelOptions { MaxDegreeOfParallelism = 16 }, async (body, cancellationToken) =>
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await http.PostAsync(new Uri(path, UriKind.Relative), content, cancellationToken);
        response.EnsureSuccessStatusCode();
        await response.Content.ReadAsByteArrayAsync(cancellationToken);
    });

    private sealed class BareApplication : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }

        public async Task ProcessRequestAsync(HttpContext context)
        {
            await context.Request.Body.CopyToAsync(Stream.Null);
            context.Response.StatusCode = 202;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync("""{"referenceNumber":"20260202-EE-0000000000-0000000000-00"}""");
        }
    }
}
