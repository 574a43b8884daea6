using System.Formats.Tar;
using System.IO.Compression;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>Walks through a package, ZIP or tar.gz, entry by entry. Paths that leave the package, too many entries, and bombs end the walk.</summary>
internal static class PackageReader
{
    private const long GreatestUnpacked = 5_000_000_000;
    private const int GreatestName = 128;

    /// <summary>The entries in their order. An entry longer than the bound comes cut to one byte more than it, so that it is refused for its size alone.</summary>
    /// <exception cref="InvalidDataException">The archive is broken or plays tricks (status 430).</exception>
    public static IEnumerable<(string Name, byte[] Bytes)> Read(Stream package, bool tarGz, int greatestEntry, int greatestCount)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        long unpacked = 0;
        foreach (var (name, bytes) in tarGz ? ReadTar(package, greatestEntry) : ReadZip(package, greatestEntry, greatestCount))
        {
            if (!names.Add(name)) throw new InvalidDataException($"Plik '{name}' występuje w archiwum więcej niż raz.");
            unpacked += bytes.Length;
            if (unpacked > GreatestUnpacked) throw new InvalidDataException("Archiwum po rozpakowaniu jest za duże.");
            yield return (name, bytes);
        }
    }

    private static IEnumerable<(string, byte[])> ReadZip(Stream package, int greatestEntry, int greatestCount)
    {
        using var zip = new ZipArchive(package, ZipArchiveMode.Read, leaveOpen: true);
        if (zip.Entries.Count > (greatestCount * 2L) + 1000) throw new TooManyInvoicesException();
        foreach (var entry in zip.Entries)
        {
            if (entry.FullName.EndsWith('/') && entry.Length == 0) continue;
            var name = Safe(entry.FullName);
            if ((entry.ExternalAttributes >> 16 & 0xF000) == 0xA000) throw new InvalidDataException($"'{name}' jest dowiązaniem.");
            using var stream = entry.Open();
            yield return (name, Bounded(stream, greatestEntry));
        }
    }

    private static IEnumerable<(string, byte[])> ReadTar(Stream package, int greatestEntry)
    {
        using var unzipped = new GZipStream(package, CompressionMode.Decompress, leaveOpen: true);
        using var counted = new BoundedStream(unzipped, GreatestUnpacked * 2);
        using var tar = new TarReader(counted);
        while (Next(tar) is { } entry)
        {
            if (entry.EntryType is TarEntryType.Directory or TarEntryType.GlobalExtendedAttributes) continue;
            var name = Safe(entry.Name);
            if (entry.EntryType is not (TarEntryType.RegularFile or TarEntryType.V7RegularFile or TarEntryType.ContiguousFile)) throw new InvalidDataException($"'{name}' nie jest zwykłym plikiem.");
            yield return (name, entry.DataStream is { } stream ? Bounded(stream, greatestEntry) : []);
        }
    }

    private static TarEntry? Next(TarReader tar)
    {
        try
        {
            return tar.GetNextEntry();
        }
        catch (Exception e) when (e is FormatException or EndOfStreamException or NotSupportedException or OverflowException or ArgumentException)
        {
            throw new InvalidDataException(e.Message, e);
        }
    }

    /// <summary>A plain relative name; a leading "./" is the habit of tar and means nothing.</summary>
    private static string Safe(string name)
    {
        if (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
        if (name.Length is 0 or > GreatestName) throw new InvalidDataException("Nazwa pliku w archiwum jest pusta albo dłuższa niż 128 znaków.");
        if (name[0] == '/' || name.Contains('\\', StringComparison.Ordinal) || name.Contains(':', StringComparison.Ordinal) || name.Contains('\0', StringComparison.Ordinal)
            || name.Split('/').Any(p => p is ".." or "." or ""))
            throw new InvalidDataException($"Nazwa '{name}' wychodzi poza archiwum.");
        return name;
    }

    private static byte[] Bounded(Stream stream, int greatest)
    {
        using var buffer = new MemoryStream();
        var piece = new byte[16_384];
        while (buffer.Length <= greatest && stream.Read(piece) is > 0 and var n) buffer.Write(piece, 0, n);
        if (buffer.Length > greatest) buffer.SetLength(greatest + 1);
        return buffer.ToArray();
    }
}
