using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Ksef.Offline;
using Ksef.Offline.Emulator;

namespace Quickstart;

/// <summary>The emulator as a process of its own, with a data folder: it may be killed, and so may we; the next run goes on.</summary>
internal sealed class LocalKsef : IAsyncDisposable
{
    /// <summary>The hidden argument by which this program starts itself as the emulator.</summary>
    public const string Switch = "--as-emulator";

    private readonly Process _process;
    private readonly HttpClient _control;

    private LocalKsef(Process process, HttpClient control, KsefEnvironment environment, string token)
    {
        _process = process;
        _control = control;
        Environment = environment;
        Token = token;
    }

    public KsefEnvironment Environment { get; }

    public string Token { get; }

    public static async Task<LocalKsef> StartAsync(Arguments arguments)
    {
        var self = new ProcessStartInfo(System.Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardInput = true };
        if (Path.GetFileNameWithoutExtension(System.Environment.ProcessPath) == "dotnet") self.ArgumentList.Add(typeof(LocalKsef).Assembly.Location);
        foreach (var argument in new[] { Switch, Path.Combine(arguments.Folder, "ksef"), arguments.Port.ToString(CultureInfo.InvariantCulture) }) self.ArgumentList.Add(argument);
        var process = Process.Start(self)!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException("The emulator did not start; its words stand above.");
        using var first = JsonDocument.Parse(line);
        var address = new Uri(first.RootElement.GetProperty("address").GetString()!);
        var seen = arguments.Via == 0 ? address : new UriBuilder(address) { Port = arguments.Via }.Uri;
        var environment = KsefEnvironment.Custom("emulator", new Uri(seen, "v2/"), address, address.Authority);
        return new LocalKsef(process, new HttpClient { BaseAddress = address }, environment, first.RootElement.GetProperty("token").GetString()!);
    }

    /// <summary>KSeF goes down, or comes back.</summary>
    public async Task SetOutageAsync(bool down) =>
        (await _control.PostAsJsonAsync("emulator/script", new { outage = down })).EnsureSuccessStatusCode();

    /// <summary>The emulator's side of <see cref="StartAsync"/>: says where it is, then runs until the parent is gone.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var options = new EmulatorOptions { DataFolder = args[1], Port = int.Parse(args[2], CultureInfo.InvariantCulture) };
        await using var ksef = await KsefEmulator.StartAsync(options);
        Console.WriteLine(JsonSerializer.Serialize(new { address = ksef.LatarniaAddress, token = ksef.Token }));
        // Standard input ends when the parent ends, however it ends: the emulator never outlives it.
        await Console.In.ReadToEndAsync();
        return 0;
    }

    public async ValueTask DisposeAsync()
    {
        _control.Dispose();
        _process.StandardInput.Close();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
