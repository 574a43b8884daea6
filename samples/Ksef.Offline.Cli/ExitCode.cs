namespace Ksef.Offline.Cli;

/// <summary>The three answers that a command gives to the shell.</summary>
internal static class ExitCode
{
    public const int Good = 0;
    public const int FoundBad = 1;
    public const int Unusable = 2;
}
