using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Ksef.Offline.Cli;

/// <summary>Lines of standard input, and the end of a run over them: what could not be read has a line in the output.</summary>
internal static class InputLines
{
    /// <summary>The lines that are not blank, with their numbers from 1. A wait for input ends when the run is stopped, which the stream itself would not notice.</summary>
    public static async IAsyncEnumerable<(int Line, string Text)> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (IsClosed()) throw new UsageException("standard input is closed: give the lines by a pipe or a file.");
        using var input = new StreamReader(Console.OpenStandardInput());
        for (var line = 1; await input.ReadLineAsync(CancellationToken.None).AsTask().WaitAsync(cancellationToken) is { } text; line++)
        {
            if (!string.IsNullOrWhiteSpace(text)) yield return (line, text);
        }
    }

    /// <summary>Why a line cannot be used. The reader's own count of lines and bytes is left out: it sees one line and would say 0.</summary>
    public static string Reason(Exception e) => e switch
    {
        FormatException => e.Message,
        JsonException { BytePositionInLine: { } at } => string.Create(CultureInfo.InvariantCulture, $"not a JSON object, from byte {at + 1} on: {e.Message.Split(" LineNumber:")[0]}"),
        _ => $"not a JSON object: {e.Message}",
    };

    /// <summary>Where nothing was given as standard input, the runtime's own first pipe stands in its place, and a read of it would never end: a pipe whose other end is in this process. Linux alone tells.</summary>
    private static bool IsClosed()
    {
        const string Descriptors = "/proc/self/fd";
        if (!Directory.Exists(Descriptors)) return false;
        var input = new FileInfo(Descriptors + "/0").LinkTarget;
        return input?.StartsWith("pipe:", StringComparison.Ordinal) == true
            && Directory.EnumerateFileSystemEntries(Descriptors).Any(d => new FileInfo(d).LinkTarget == input && IsWritten(Path.GetFileName(d)));
    }

    private static bool IsWritten(string descriptor)
    {
        try
        {
            // The flags are octal; the last digit tells 0 reading, 1 writing, 2 both.
            return File.ReadLines("/proc/self/fdinfo/" + descriptor).Any(l => l.StartsWith("flags:", StringComparison.Ordinal) && l[^1] is '1' or '2');
        }
        catch (IOException)
        {
            return false;
        }
    }

    public static int Close(int unread)
    {
        if (unread == 0) return ExitCode.Good;
        Say.Line(unread == 1 ? "1 line of the input cannot be read; the output tells which and why." : $"{unread} lines of the input cannot be read; the output tells which and why.");
        return ExitCode.Unusable;
    }
}
