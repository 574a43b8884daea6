using System.Net;
using Ksef.Offline.Emulator.Latarnia;
using Ksef.Offline.Emulator.Scripting;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Ksef.Offline.Emulator;

/// <summary>A KSeF 2.0 with its beacon and verification pages, running in this process on the loopback interface.</summary>
/// <remarks>
/// Strict: what the official API refuses is refused here, with its statuses and codes. Nothing of the client packages is used, so that a wrong field
/// name cannot pass both sides. Thread-safe.
/// <code>
/// await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions(), cancellationToken);
/// var environment = KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost);
/// </code>
/// </remarks>
public sealed class KsefEmulator : IAsyncDisposable
{
    private readonly EmulatorState _state;
    private readonly RootPages _pages;
    private readonly KestrelServer _server;

    private KsefEmulator(EmulatorState state, RootPages pages, KestrelServer server, Uri address)
    {
        _state = state;
        _pages = pages;
        _server = server;
        LatarniaAddress = address;
        BaseAddress = new Uri(address, "v2/");
    }

    /// <summary>The address of the API with its version and a slash at the end, for example <c>http://127.0.0.1:5000/v2/</c>.</summary>
    public Uri BaseAddress { get; }

    /// <summary>The address of the beacon (<i>Latarnia</i>), which is the root of the host.</summary>
    public Uri LatarniaAddress { get; }

    /// <summary>Host and port of the verification pages behind KOD I and KOD II.</summary>
    public string VerificationHost => LatarniaAddress.Authority;

    /// <summary>A KSeF token that logs any NIP in.</summary>
    public string Token => _state.Token;

    /// <summary>The emulator's clock; set it, move it.</summary>
    public EmulatorClock Clock => _state.Clock;

    /// <summary>What goes wrong and how slowly things go.</summary>
    public EmulatorScript Script => _state.Script;

    /// <summary>The messages of the beacon.</summary>
    public Beacon Beacon => _state.Beacon;

    /// <summary>Every invoice accepted until now, in the order of acceptance: the truth to assert on.</summary>
    public IReadOnlyList<AcceptedInvoice> Invoices => [.. _pages.Accepted().Select(i => new AcceptedInvoice
    {
        KsefNumber = KsefNumber.Parse(i.KsefNumber!),
        Key = i.Facts!.Key,
        Hash = i.Hash,
        Offline = i.Offline,
        SentAt = i.InvoicingDate,
        AcceptedAt = i.DoneAt,
        SessionReference = i.SessionReference,
        HashOfCorrected = i.HashOfCorrected.IsEmpty ? null : i.HashOfCorrected,
        Bytes = _state.Blobs.Read(i.BlobAt, i.BlobLength),
    })];

    /// <summary>What signs tokens and links; for tests of this package.</summary>
    internal byte[] Secret => _state.Store.Boot!.Secret;

    /// <summary>The last fault of the emulator itself, answered with 500; null while there was none.</summary>
    internal Exception? LastFault => _state.LastFault;

    /// <summary>Starts an emulator; it answers when the task is done.</summary>
    /// <param name="options">How; null for the defaults.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="IOException">The port is taken, or the data folder cannot be used or is in use by another emulator.</exception>
    /// <exception cref="FormatException"><see cref="EmulatorOptions.Script"/> cannot be read.</exception>
    public static async Task<KsefEmulator> StartAsync(EmulatorOptions? options = null, CancellationToken cancellationToken = default)
    {
        var state = new EmulatorState(options ?? new EmulatorOptions());
        try
        {
            if (state.Options.Script is { } script)
            {
                state.Script.Clear(); // of what an earlier start left in the folder: the script given says all
                state.Script.Apply(script);
            }
            state.Batches.Resume();
            await state.Journal.WhenDurableAsync(); // the token is told as soon as this returns, so it has to outlive a kill
            var pages = new RootPages(state);
            var kestrel = new KestrelServerOptions { AddServerHeader = false };
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Listen(IPAddress.Loopback, state.Options.Port);
            var server = new KestrelServer(Options.Create(kestrel), new SocketTransportFactory(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance), NullLoggerFactory.Instance);
            await server.StartAsync(new EmulatorHost(state, Endpoints.Table(state), pages), cancellationToken);
            var address = server.Features.Get<IServerAddressesFeature>()!.Addresses.First();
            return new KsefEmulator(state, pages, server, new Uri(address));
        }
        catch
        {
            await state.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until no batch is being unpacked, so that a test need not poll.</summary>
    /// <param name="cancellationToken">Gives up waiting.</param>
    public Task WhenIdleAsync(CancellationToken cancellationToken = default) => _state.Batches.WhenIdleAsync().WaitAsync(cancellationToken);

    /// <summary>Stops answering and closes the data folder.</summary>
    public async ValueTask DisposeAsync()
    {
        using (var grace = new CancellationTokenSource(TimeSpan.FromSeconds(1)))
            await _server.StopAsync(grace.Token);
        _server.Dispose();
        await _state.DisposeAsync();
    }
}
