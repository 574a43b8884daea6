namespace Ksef.Offline.Cli;

/// <summary>Reads a file that an argument names; what cannot be read is one clear line and exit code 2.</summary>
internal static class InputFile
{
    private const long MaxBytes = 32 * 1024 * 1024;

    public static byte[] Read(string path)
    {
        try
        {
            var size = new FileInfo(path).Length;
            if (size > MaxBytes) throw new UsageException($"'{path}' has {size} bytes; at most {MaxBytes} are read.");
            return File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"'{path}' cannot be read: {e.Message}");
        }
    }
}
