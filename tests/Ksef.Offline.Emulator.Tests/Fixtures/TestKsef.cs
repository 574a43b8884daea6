using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests.Fixtures;

/// <summary>An emulator at noon of 2 February 2026 on a clock that stands, with keys shared by all tests, and a client beside it.</summary>
internal sealed class TestKsef : IAsyncDisposable
{
    private static readonly EmulatorKeys Keys = EmulatorKeys.Create();
    private readonly string? _folder;
    private readonly ContractProxy? _contract;

    private TestKsef(KsefEmulator emulator, ManualTime time, string? folder)
    {
        Emulator = emulator;
        Time = time;
        _folder = folder;
        _contract = ContractProxy.Start(emulator);
        Client = new RawClient(emulator, _contract?.BaseAddress);
    }

    public static DateTimeOffset Noon { get; } = new(2026, 2, 2, 11, 0, 0, TimeSpan.Zero);

    public KsefEmulator Emulator { get; }

    public ManualTime Time { get; }

    public RawClient Client { get; }

    /// <summary>Starts one; with a NIP the client is logged in.</summary>
    public static async Task<TestKsef> StartAsync(string? nip = SampleInvoice.Seller, Func<EmulatorOptions, EmulatorOptions>? options = null, DateTimeOffset? now = null, bool deletesFolder = true)
    {
        var time = new ManualTime(now ?? Noon);
        var chosen = new EmulatorOptions { Time = time, Keys = Keys };
        chosen = options?.Invoke(chosen) ?? chosen;
        var ksef = new TestKsef(await KsefEmulator.StartAsync(chosen, TestContext.Current.CancellationToken), time, deletesFolder ? chosen.DataFolder : null);
        if (nip is not null) await ksef.Client.LoginAsync(nip);
        return ksef;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _contract?.Dispose();
        await Emulator.DisposeAsync();
        if (_folder is not null) Directory.Delete(_folder, recursive: true);
    }
}
