using System.Text.Json;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Runs the built program.</summary>
internal static class Cli
{
    public static readonly string Dll = Path.Combine(
        SharedData.ProjectRoot, "samples", "Ksef.Offline.Cli", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "ksef-offline.dll");

    public static OutsideTool.Result Run(string input, params string[] arguments) => OutsideTool.Run("dotnet", [Dll, .. arguments], System.Text.Encoding.UTF8.GetBytes(input), seconds: 120);

    public static JsonElement[] Lines(OutsideTool.Result result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
}
