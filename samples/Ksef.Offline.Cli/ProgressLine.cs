using System.Diagnostics;
using System.Globalization;

namespace Ksef.Offline.Cli;

/// <summary>How far long work has come, on standard error: a bar on a terminal, nothing where standard error goes into a file. Work of less than a second shows none.</summary>
internal sealed class ProgressLine(string what, int total) : IDisposable
{
    private const int Width = 30;
    private readonly long _started = Stopwatch.GetTimestamp();
    private readonly bool _shown = !Console.IsErrorRedirected;
    private long _last = Stopwatch.GetTimestamp();
    private bool _drawn;
    private int _done;

    public void Next()
    {
        _done++;
        if (!_shown || Stopwatch.GetElapsedTime(_started) < TimeSpan.FromSeconds(1) || (Stopwatch.GetElapsedTime(_last) < TimeSpan.FromMilliseconds(100) && _done < total)) return;
        _last = Stopwatch.GetTimestamp();
        _drawn = true;
        var filled = total == 0 ? Width : (int)((long)_done * Width / total);
        Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r[{new string('#', filled)}{new string('.', Width - filled)}] {_done}/{total} {what}"));
    }

    public void Dispose()
    {
        if (_drawn) Console.Error.WriteLine();
    }
}
