using Microsoft.Win32.SafeHandles;

namespace Ksef.Offline.Emulator.Storage;

/// <summary>The bytes of accepted invoices, one after another in a file, so that memory stays small whatever is sent. Thread-safe.</summary>
internal sealed class BlobFile : IDisposable
{
    private readonly SafeFileHandle _file;
    private readonly Lock _gate = new();
    private long _end;
    private bool _dirty;

    /// <param name="path">The file, or null for a temporary one that vanishes at the end.</param>
    public BlobFile(string? path)
    {
        _file = path is null
            ? File.OpenHandle(Path.Combine(Path.GetTempPath(), $"ksef-emulator-{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, FileOptions.DeleteOnClose)
            : File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        _end = RandomAccess.GetLength(_file);
    }

    public long Append(ReadOnlySpan<byte> bytes)
    {
        long at;
        lock (_gate)
        {
            at = _end;
            _end += bytes.Length;
            _dirty = true;
        }
        RandomAccess.Write(_file, bytes, at);
        return at;
    }

    public byte[] Read(long at, int length)
    {
        var bytes = new byte[length];
        var got = 0;
        while (got < length && RandomAccess.Read(_file, bytes.AsSpan(got), at + got) is > 0 and var n) got += n;
        return got == length ? bytes : throw new InvalidDataException($"The file of invoices ends at {at + got}; {length} bytes at {at} were written once. The data folder is damaged.");
    }

    public void Flush()
    {
        lock (_gate)
        {
            if (!_dirty) return;
            _dirty = false;
        }
        RandomAccess.FlushToDisk(_file);
    }

    public void Dispose() => _file.Dispose();
}
