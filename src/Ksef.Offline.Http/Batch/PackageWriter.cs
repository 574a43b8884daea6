using System.Formats.Tar;
using System.Globalization;
using System.IO.Compression;
using Ksef.Offline.Http.Interactive;

namespace Ksef.Offline.Http.Batch;

/// <summary>Makes a package in one pass: archive, compression, hash of the whole, parts, encryption, hash of each part, spool. Memory does not grow with the package.</summary>
internal static class PackageWriter
{
    public static BatchPackage Write(IEnumerable<ReadOnlyMemory<byte>> invoices, PackageFormat format, SessionKeys keys, IPartSpool spool, string name, long partSize, CancellationToken cancellationToken)
    {
        using var parts = new PartStream(keys, spool, name, partSize);
        try
        {
            if (format == PackageFormat.Zip) WriteZip(invoices, parts, cancellationToken);
            else WriteTarGz(invoices, parts, cancellationToken);
            return new BatchPackage(format, parts.Complete(out var hash), hash, parts.Parts);
        }
        catch
        {
            parts.Abandon();
            throw;
        }
    }

    private static void WriteTarGz(IEnumerable<ReadOnlyMemory<byte>> invoices, Stream output, CancellationToken cancellationToken)
    {
        using var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true);
        using var tar = new TarWriter(gzip, TarEntryFormat.Ustar, leaveOpen: true);
        var n = 0;
        foreach (var invoice in invoices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var data = ReadOnly(invoice);
            tar.WriteEntry(new UstarTarEntry(TarEntryType.RegularFile, Name(++n)) { DataStream = data, ModificationTime = DateTimeOffset.UnixEpoch });
        }
    }

    private static void WriteZip(IEnumerable<ReadOnlyMemory<byte>> invoices, Stream output, CancellationToken cancellationToken)
    {
        using var zip = new ZipArchive(output, ZipArchiveMode.Create, leaveOpen: true);
        var n = 0;
        foreach (var invoice in invoices)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var entry = zip.CreateEntry(Name(++n), CompressionLevel.Optimal).Open();
            entry.Write(invoice.Span);
        }
    }

    private static string Name(int n) => string.Create(CultureInfo.InvariantCulture, $"{n:00000}.xml");

    private static MemoryStream ReadOnly(ReadOnlyMemory<byte> bytes) =>
        System.Runtime.InteropServices.MemoryMarshal.TryGetArray(bytes, out var array) ? new MemoryStream(array.Array!, array.Offset, array.Count, writable: false) : new MemoryStream(bytes.ToArray(), writable: false);
}
