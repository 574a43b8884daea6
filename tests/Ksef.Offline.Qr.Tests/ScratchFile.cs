namespace Ksef.Offline.Qr.Tests;

/// <summary>A file for a tool that reads files; gone with the test.</summary>
internal sealed class ScratchFile : IDisposable
{
    public ScratchFile(string extension, byte[] content)
    {
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"ksef-offline-{Guid.NewGuid():N}{extension}");
        File.WriteAllBytes(Path, content);
    }

    public string Path { get; }

    public void Dispose() => File.Delete(Path);
}
