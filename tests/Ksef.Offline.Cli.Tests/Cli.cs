using System.Text.Json;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Runs the built program.</summary>
internal static class Cli
{
    public static readonly string Dll = Path.Combine(
        SharedData.ProjectRoot, "samples", "Ksef.Offline.Cli", "bin", new DirectoryInfo(AppContext.BaseDirectory).Parent!.Name, "net10.0", "ksef-offline.dll");

    public static OutsideTool.Result Run(string input, params string[] arguments) => OutsideTool.Run("dotnet", [Dll, .. arguments], System.Text.Encoding.UTF8.GetBytes(input), seconds: 120);

    /// <summary>Runs it in a folder with variables of its own, NAME=VALUE each: the variables of the test's own process are shared by all tests.</summary>
    public static OutsideTool.Result RunIn(string folder, IEnumerable<string> variables, IEnumerable<string> arguments, string input = "") =>
        OutsideTool.Run("env", ["-C", folder, .. variables, "dotnet", Dll, .. arguments], System.Text.Encoding.UTF8.GetBytes(input), seconds: 120);

    /// <summary>Runs a line of bash in which <c>ksef-offline</c> is the program.</summary>
    public static OutsideTool.Result Shell(string script, string folder = "/", string input = "", params string[] variables) =>
        OutsideTool.Run("env", ["-C", folder, .. variables, "bash", "-c", $"ksef-offline() {{ dotnet '{Dll}' \"$@\"; }}\n{script}"], System.Text.Encoding.UTF8.GetBytes(input), seconds: 120);

    public static JsonElement[] Lines(OutsideTool.Result result) =>
        [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonDocument.Parse(l).RootElement)];
}
