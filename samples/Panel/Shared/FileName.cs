namespace Panel.Shared;

/// <summary>A name under which a browser may save a file: letters, digits, dots and hyphens.</summary>
internal static class FileName
{
    public static string Of(string text) => string.Concat(text.Select(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '-' ? c : '-'));
}
