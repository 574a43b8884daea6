using System.Buffers;
using System.Security.Cryptography;

namespace Ksef.Offline.Emulator.Storage;

/// <summary>Uploaded parts and packages being unpacked, as files: in the data folder, else in a temporary folder that goes with the emulator.</summary>
internal sealed class Spool : IDisposable
{
    private readonly string _folder;
    private readonly bool _temporary;

    public Spool(string? folder)
    {
        _temporary = folder is null;
        _folder = folder ?? Path.Combine(Path.GetTempPath(), $"ksef-emulator-{Guid.NewGuid():N}");
    }

    /// <summary>Writes an upload to its file in one piece: a file that is there is whole. Null when it is longer than allowed.</summary>
    public async Task<(long Size, InvoiceHash Hash)?> StoreAsync(string session, int ordinal, Stream upload, long greatest, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(_folder);
        var path = PartPath(session, ordinal);
        var draft = $"{path}.{Guid.NewGuid():N}";
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(81_920);
        long size = 0;
        try
        {
            await using (var file = new FileStream(draft, FileMode.CreateNew, FileAccess.Write, FileShare.None, 0))
            {
                while (await upload.ReadAsync(buffer, cancellationToken) is > 0 and var n)
                {
                    size += n;
                    if (size > greatest) return null;
                    hash.AppendData(buffer, 0, n);
                    await file.WriteAsync(buffer.AsMemory(0, n), cancellationToken);
                }
                if (!_temporary) file.Flush(flushToDisk: true);
            }
            File.Move(draft, path, overwrite: true);
            return (size, InvoiceHash.FromBytes(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
            File.Delete(draft);
        }
    }

    public FileStream OpenPart(string session, int ordinal) => File.OpenRead(PartPath(session, ordinal));

    public FileStream CreatePackage(string session)
    {
        Directory.CreateDirectory(_folder);
        return new FileStream(Path.Combine(_folder, $"{session}.package"), new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.ReadWrite, Options = FileOptions.DeleteOnClose });
    }

    public void Forget(string session, int parts)
    {
        for (var i = 1; i <= parts; i++) File.Delete(PartPath(session, i));
    }

    public void Dispose()
    {
        if (_temporary && Directory.Exists(_folder)) Directory.Delete(_folder, recursive: true);
    }

    private string PartPath(string session, int ordinal) => Path.Combine(_folder, $"{session}.{ordinal}");
}
