namespace Panel.Shared;

/// <summary>A way back within this panel, written as an address is written: a form or a link must not be able to send a visitor to another site.</summary>
internal static class LocalPath
{
    public static string Of(string? path) =>
        path is ['/', ..] && !path.StartsWith("//", StringComparison.Ordinal) && !path.Contains('\\', StringComparison.Ordinal) && path.All(c => c is > ' ' and < '\u007f') ? path : "/";
}
