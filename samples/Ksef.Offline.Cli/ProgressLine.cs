using System.Diagnostics;
using System.Globalization;

namespace Ksef.Offline.Cli;

/// <summary>How far long work has come: a bar on standard error where that is a terminal and standard output is not, for there the lines themselves tell it.</summary>
/// <remarks>The environment variable KSEF_OFFLINE_PROGRESS says <c>always</c> or <c>never</c> against that. Work of less than a second shows none, unless always. Any thread may call.</remarks>
internal sealed class ProgressLine : IDisposable
{
    public const string Variable = "KSEF_OFFLINE_PROGRESS";
    private const int Width = 30;
    private readonly Lock _gate = new();
    private readonly string _what;
    private readonly int _total;
    private readonly bool _shown;
    private readonly TimeSpan _patience;
    private readonly long _started = Stopwatch.GetTimestamp();
    private long _last = Stopwatch.GetTimestamp();
    private string _drawn = "";
    private int _done;

    public ProgressLine(string what, int total)
    {
        (_what, _total) = (what, total);
        var wish = Environment.GetEnvironmentVariable(Variable);
        _shown = wish == "always" || (wish != "never" && !Console.IsErrorRedirected && Console.IsOutputRedirected);
        _patience = wish == "always" ? TimeSpan.Zero : TimeSpan.FromSeconds(1);
    }

    public void Next()
    {
        lock (_gate)
        {
            _done++;
            if (!_shown || Stopwatch.GetElapsedTime(_started) < _patience || (_done < _total && Stopwatch.GetElapsedTime(_last) < TimeSpan.FromMilliseconds(100))) return;
            _last = Stopwatch.GetTimestamp();
            var filled = _total == 0 ? Width : (int)(Math.Min(_done, _total) * (long)Width / _total);
            _drawn = string.Create(CultureInfo.InvariantCulture, $"[{new string('#', filled)}{new string('.', Width - filled)}] {_done}/{_total} {_what}");
            Console.Error.Write("\r" + _drawn);
        }
    }

    /// <summary>Says a line for people without tearing the bar.</summary>
    public void Say(string text)
    {
        lock (_gate)
        {
            if (_drawn.Length > 0) Console.Error.Write($"\r{new string(' ', _drawn.Length)}\r");
            Cli.Say.Line(text);
            if (_drawn.Length > 0) Console.Error.Write(_drawn);
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            if (_drawn.Length > 0) Console.Error.WriteLine();
            _drawn = "";
        }
    }
}
