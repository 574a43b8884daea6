using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests.Fixtures;

/// <summary>Where the environment variable KSEF_OFFLINE_CONTRACT names the folder of the contract checker (with its packages installed), all traffic of the tests passes through it.</summary>
internal sealed class ContractProxy : IDisposable
{
    private readonly Process _process;

    private ContractProxy(Process process, int port)
    {
        _process = process;
        BaseAddress = new Uri($"http://127.0.0.1:{port}/v2/");
    }

    public Uri BaseAddress { get; }

    public static ContractProxy? Start(KsefEmulator emulator)
    {
        var tool = Environment.GetEnvironmentVariable("KSEF_OFFLINE_CONTRACT");
        if (string.IsNullOrEmpty(tool)) return null;
        var port = Random.Shared.Next(20_000, 30_000);
        var folder = Environment.GetEnvironmentVariable("KSEF_OFFLINE_CONTRACT_SPECS") ?? SharedData.Require("data/ksef-api");
        var specs = string.Join(',', new[] { "2.6", "2.7" }.Select(v => Path.Combine(folder, $"openapi-{v}.json")));
        var start = new ProcessStartInfo("node") { RedirectStandardOutput = true };
        foreach (var argument in (string[])[Path.Combine(tool, "contract.mjs"), "--listen", port.ToString(CultureInfo.InvariantCulture), "--target", emulator.BaseAddress.Port.ToString(CultureInfo.InvariantCulture), "--spec", specs, "--extra", "--out", Path.Combine(tool, $"violations-{port}.jsonl")])
            start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        JsonNode.Parse(process.StandardOutput.ReadLine()!);
        return new ContractProxy(process, port);
    }

    public void Dispose()
    {
        Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)])!.WaitForExit();
        _process.StandardOutput.ReadToEnd();
        _process.WaitForExit(TimeSpan.FromSeconds(10));
        _process.Dispose();
    }
}
