namespace Ksef.Offline.Cli;

/// <summary>Reads a file that an argument names; what cannot be read is one clear line and exit code 2.</summary>
internal static class InputFile
{
    private const int MaxBytes = 32 * 1024 * 1024;

    public static byte[] Read(string path)
    {
        if (path.Length == 0) throw new UsageException("'' is not the name of a file.");
        if (Directory.Exists(path)) throw new UsageException($"'{path}' is a folder, not a file.");
        try
        {
            using var file = File.OpenRead(path);
            using var bytes = new MemoryStream();
            // Read up to the limit, not to the size told beforehand: a device tells none and never ends.
            var chunk = new byte[81_920];
            for (int n; (n = file.Read(chunk)) > 0;)
            {
                if (bytes.Length + n > MaxBytes) throw new UsageException($"'{path}' has more than {MaxBytes} bytes, the most that are read.");
                bytes.Write(chunk, 0, n);
            }
            return bytes.ToArray();
        }
        catch (FileNotFoundException)
        {
            throw new UsageException($"'{path}': there is no such file.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            throw new UsageException($"'{path}' cannot be read: {e.Message}");
        }
    }
}
