namespace Ksef.Offline.Cli;

/// <summary>The end of a run over input, some of which may not have been readable: each such input has its own line in the output.</summary>
internal static class InputLines
{
    public static int Close(int unread)
    {
        if (unread == 0) return ExitCode.Good;
        Say.Line(unread == 1 ? "1 line of the input cannot be read; the output tells which and why." : $"{unread} lines of the input cannot be read; the output tells which and why.");
        return ExitCode.Unusable;
    }
}
