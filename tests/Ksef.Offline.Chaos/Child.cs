using System.Collections.Concurrent;
using System.Diagnostics;

namespace Ksef.Offline.Chaos;

/// <summary>Another copy of this program: started, listened to, killed.</summary>
internal sealed class Child : IDisposable
{
    private readonly Process _process;
    private readonly TaskCompletionSource<string> _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentQueue<string> _errors = new();

    private Child(Process process) => _process = process;

    /// <summary>Done when the child says that it is ready, with what it says.</summary>
    public Task<string> Ready => _ready.Task;

    public bool HasExited => _process.HasExited;

    public int ExitCode => _process.ExitCode;

    public string Errors => string.Join(Environment.NewLine, _errors);

    public static Child Start(Action<string>? onLine, params string[] arguments)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        // Under the host "dotnet" the program itself is the first argument.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet") start.ArgumentList.Add(typeof(Child).Assembly.Location);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        var child = new Child(new Process { StartInfo = start, EnableRaisingEvents = true });
        child._process.OutputDataReceived += (_, e) =>
        {
            if (e.Data is not { } line) return;
            if (line.StartsWith("ready", StringComparison.Ordinal)) child._ready.TrySetResult(line);
            else onLine?.Invoke(line);
        };
        child._process.ErrorDataReceived += (_, e) => { if (e.Data is { } line) child._errors.Enqueue(line); };
        child._process.Exited += (_, _) => child._ready.TrySetException(new InvalidOperationException($"A child ended before it was ready: {child.Errors}"));
        child._process.Start();
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();
        return child;
    }

    /// <summary>SIGKILL: no handler runs, nothing is flushed.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async Task<int> WaitAsync(TimeSpan atMost)
    {
        using var patience = new CancellationTokenSource(atMost);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited) _process.Kill();
        _process.Dispose();
    }
}
