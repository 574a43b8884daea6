namespace Ksef.Offline.Cli;

/// <summary>A folder that an option names; it is made where it is missing.</summary>
internal static class OutputFolder
{
    public static string Make(string option, string path)
    {
        if (path.Length == 0) throw new UsageException($"{option} '' is not the name of a folder.");
        if (File.Exists(path)) throw new UsageException($"{option} '{path}' is a file, not a folder.");
        try
        {
            return Directory.CreateDirectory(path).FullName;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"{option} '{path}' cannot be made: {e.Message}");
        }
    }
}
