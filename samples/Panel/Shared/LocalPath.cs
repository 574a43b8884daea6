namespace Panel.Shared;

/// <summary>A way back within this panel: a form or a link must not be able to send a visitor to another site.</summary>
internal static class LocalPath
{
    public static string Of(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && !path.Any(char.IsControl) ? path : "/";
}
