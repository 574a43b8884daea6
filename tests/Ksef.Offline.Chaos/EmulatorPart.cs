using System.Globalization;
using Ksef.Offline.Emulator;

namespace Ksef.Offline.Chaos;

/// <summary>A KSeF with a data folder that loses some replies, cuts some calls, and decides only after a while.</summary>
internal static class EmulatorPart
{
    public static async Task<int> RunAsync(Arguments arguments)
    {
        var loss = arguments.Number("loss", 0) / 100.0;
        var chance = loss.ToString(CultureInfo.InvariantCulture);
        var script = loss == 0 ? """{"processing": {"acceptedMs": 20, "processingMs": 50}}""" : $$"""
            {"processing": {"acceptedMs": 50, "processingMs": 200}, "troubles": [
              {"on": "POST /sessions/online/*/invoices", "chance": {{chance}}, "cut": "after"},
              {"on": "POST /sessions/online/*/invoices", "chance": {{chance}}, "cut": "before"},
              {"on": "POST /sessions/online", "chance": {{chance}}, "cut": "after"},
              {"on": "POST /sessions/batch", "chance": {{chance}}, "cut": "after"},
              {"on": "POST /sessions/batch/*/close", "chance": {{chance}}, "cut": "after"},
              {"on": "POST /sessions/batch/*/close", "chance": {{chance}}, "status": 502},
              {"on": "GET /sessions/**", "chance": {{chance}}, "status": 504} ]}
            """;
        await using var emulator = await KsefEmulator.StartAsync(new EmulatorOptions
        {
            Port = arguments.Number("port", 0),
            DataFolder = arguments.Text("data"),
            Seed = arguments.Number("seed", 1),
            Script = script,
        });
        Console.WriteLine($"ready {emulator.LatarniaAddress} {emulator.Token}");
        await Task.Delay(Timeout.Infinite);
        return 0;
    }
}
