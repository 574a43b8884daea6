using System.Diagnostics;
using System.Threading.Channels;

namespace Ksef.Offline.Cli.Tests;

/// <summary>The program while it runs: its lines as they come, signals, and its end.</summary>
internal sealed class RunningCli : IDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _output = Channel.CreateUnbounded<string>();
    private readonly Channel<string> _error = Channel.CreateUnbounded<string>();

    private RunningCli(Process process) => _process = process;

    /// <summary>Starts it with default signals: a test may run where an interrupt is ignored.</summary>
    public static RunningCli Start(IEnumerable<string> variables, params string[] arguments)
    {
        foreach (var tool in new[] { "env", "bash" })
            if (!TestKit.OutsideTool.IsInstalled(tool)) Assert.Skip($"'{tool}' is not installed");
        var start = new ProcessStartInfo("env") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var a in new[] { "--default-signal=INT,TERM" }.Concat(variables).Concat(["dotnet", Cli.Dll]).Concat(arguments)) start.ArgumentList.Add(a);
        var running = new RunningCli(Process.Start(start)!);
        running._process.OutputDataReceived += (_, e) => Pass(running._output, e.Data);
        running._process.ErrorDataReceived += (_, e) => Pass(running._error, e.Data);
        running._process.BeginOutputReadLine();
        running._process.BeginErrorReadLine();
        return running;
    }

    public ValueTask<string> NextLineAsync() => _output.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask<string> NextErrorAsync() => _error.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public async Task WriteLineAsync(string line)
    {
        await _process.StandardInput.WriteLineAsync(line.AsMemory(), TestContext.Current.CancellationToken);
        await _process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Sends a signal: INT, TERM or KILL.</summary>
    public void Signal(string name) => TestKit.OutsideTool.Run("bash", ["-c", $"kill -{name} {_process.Id}"]);

    /// <summary>Waits for the end: exit code and what was not read of both outputs.</summary>
    public async Task<(int ExitCode, string[] Output, string[] Error)> EndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        return (_process.ExitCode, await RestAsync(_output), await RestAsync(_error));
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }

    private static void Pass(Channel<string> channel, string? line)
    {
        if (line is null) channel.Writer.TryComplete();
        else channel.Writer.TryWrite(line);
    }

    private static async Task<string[]> RestAsync(Channel<string> channel) => [.. await channel.Reader.ReadAllAsync(TestContext.Current.CancellationToken).ToArrayAsync(TestContext.Current.CancellationToken)];
}
