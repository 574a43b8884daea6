namespace Ksef.Offline.Cli;

/// <summary>What a person says for the evidence: never empty.</summary>
internal static class Said
{
    public static string Text(string option, string text) => string.IsNullOrWhiteSpace(text) ? throw new UsageException($"{option} is empty: say it, it goes into the evidence.") : text;
}
