using System.Diagnostics;
using Xunit;

namespace Ksef.Offline.TestKit;

/// <summary>Runs a tool that is not ours (openssl, zbarimg, xmllint, xmlsec1, sqlite3, psql) as an independent judge; skips the test, visibly, where it is not installed.</summary>
public static class OutsideTool
{
    public sealed record Result(int ExitCode, string Output, string Error);

    /// <summary>Runs <paramref name="tool"/> and waits for its end, at most <paramref name="seconds"/>.</summary>
    public static Result Run(string tool, IEnumerable<string> arguments, byte[]? input = null, int seconds = 60)
    {
        if (!IsInstalled(tool)) Assert.Skip($"'{tool}' is not installed");
        var start = new ProcessStartInfo(tool) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var a in arguments) start.ArgumentList.Add(a);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEndAsync();
        if (input is not null) process.StandardInput.BaseStream.Write(input);
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(seconds)))
        {
            process.Kill(entireProcessTree: true);
            throw new TimeoutException($"{tool} did not end within {seconds} s.");
        }
        return new Result(process.ExitCode, output.GetAwaiter().GetResult(), error.GetAwaiter().GetResult());
    }

    public static bool IsInstalled(string tool) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(d => File.Exists(Path.Combine(d, tool)) || File.Exists(Path.Combine(d, tool + ".exe")));
}
