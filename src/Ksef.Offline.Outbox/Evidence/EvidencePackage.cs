using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Ksef.Offline.Outbox.Entries;
using NodaTime.Text;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>Chains of evidence as one ZIP for the tax office: records as JSON lines, payloads as files, a manifest with every hash, and a seal over the whole file.</summary>
/// <remarks>
/// <para>Layout: <c>manifest.json</c>, <c>chains/N.jsonl</c> (one record a line), <c>payloads/HASH-NAME</c>, and of an invoice <c>entry.json</c> (where it stands) and <c>invoice.xml</c>. The comment of
/// the archive, which ends the file, is the SHA-256 of every byte before it: a change of any byte shows. Who changes the seal too meets the chains, whose heads lie in the daily heads kept
/// elsewhere; and what the entry says of itself must be borne out by records: a cut chain, or a row or a file changed by hand before the export, shows as well.</para>
/// <para>Pure; thread-safe.</para>
/// </remarks>
public static class EvidencePackage
{
    internal const string EntryPath = "entry.json";
    internal const string InvoicePath = "invoice.xml";
    private const string SealPrefix = "ksef-offline-evidence sha256 ";
    private const int SealLength = 64;
    private static readonly DateTimeOffset Stamp = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Writes a package.</summary>
    /// <param name="chains">The records of each chain, in order; empty chains are left out.</param>
    /// <param name="invoice">The bytes of the invoice, or null.</param>
    public static byte[] Write(IReadOnlyList<IReadOnlyList<EvidenceRecord>> chains, ReadOnlyMemory<byte>? invoice) => Write(chains, invoice, null);

    /// <summary>Writes the package of an entry: its chains, its file where it was not erased, and where it stands.</summary>
    internal static byte[] WriteEntry(IReadOnlyList<IReadOnlyList<EvidenceRecord>> chains, OutboxEntry entry) =>
        Write(chains, entry.Hash.IsEmpty || entry.Bytes.IsEmpty ? (ReadOnlyMemory<byte>?)null : entry.Bytes, EvidenceEntry.Write(entry));

    private static byte[] Write(IReadOnlyList<IReadOnlyList<EvidenceRecord>> chains, ReadOnlyMemory<byte>? invoice, byte[]? entry)
    {
        ArgumentNullException.ThrowIfNull(chains);
        var files = new SortedDictionary<string, byte[]>(StringComparer.Ordinal);
        var full = chains.Where(c => c.Count > 0).ToList();
        for (var i = 0; i < full.Count; i++)
        {
            files[string.Create(CultureInfo.InvariantCulture, $"chains/{i + 1}.jsonl")] = Encoding.UTF8.GetBytes(string.Concat(full[i].Select(r => EvidenceJson.Write(r) + "\n")));
            foreach (var record in full[i])
            {
                if (record.Payload is { } payload) files[PayloadPath(record)] = payload.ToArray();
            }
        }
        if (invoice is { } bytes) files[InvoicePath] = bytes.ToArray();
        if (entry is not null) files[EntryPath] = entry;
        files["manifest.json"] = Manifest(files, full);
        return Seal(Pack(files));
    }

    /// <summary>Checks a package: the seal, every file against the manifest, every chain from its first record, every payload against its record, entry and invoice against their chain.</summary>
    /// <param name="package">The bytes of the ZIP.</param>
    /// <returns>Findings KO5050 - KO5055; empty when everything holds.</returns>
    public static IReadOnlyList<Finding> Verify(ReadOnlySpan<byte> package)
    {
        if (!SealHolds(package)) return [EvidenceFindings.Seal()];
        try
        {
            return EvidenceCheck.Run(Unpack(package.ToArray()));
        }
        catch (Exception unreadable) when (unreadable is InvalidDataException or JsonException or FormatException or KeyNotFoundException or InvalidOperationException or UnparsableValueException)
        {
            return [EvidenceFindings.Unreadable(unreadable.Message)];
        }
    }

    internal static string PayloadPath(EvidenceRecord record) => $"payloads/{Convert.ToHexStringLower(record.PayloadHash!.Value.ToByteArray())}-{Safe(record.PayloadName ?? "payload.bin")}";

    /// <summary>A name that comes from outside never leads out of the folder into which somebody unpacks, on any system.</summary>
    private static string Safe(string name) => string.Concat(name.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c));

    private static byte[] Manifest(SortedDictionary<string, byte[]> files, List<IReadOnlyList<EvidenceRecord>> chains)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteString("format", "ksef-offline-evidence-1");
            json.WriteStartArray("files");
            foreach (var (path, content) in files)
            {
                json.WriteStartObject();
                json.WriteString("path", path);
                json.WriteNumber("bytes", content.Length);
                json.WriteString("sha256", InvoiceHash.Of(content).ToBase64());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteStartArray("chains");
            foreach (var chain in chains)
            {
                json.WriteStartObject();
                json.WriteString("chain", chain[0].Chain);
                json.WriteNumber("records", chain.Count);
                json.WriteString("head", chain[^1].Hash.ToBase64());
                json.WriteEndObject();
            }
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    private static byte[] Pack(SortedDictionary<string, byte[]> files)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.Comment = SealPrefix + new string('0', SealLength);
            foreach (var (path, content) in files)
            {
                var entry = zip.CreateEntry(path, CompressionLevel.Optimal);
                entry.LastWriteTime = Stamp;
                using var target = entry.Open();
                target.Write(content);
            }
        }
        return stream.ToArray();
    }

    private static byte[] Seal(byte[] package)
    {
        var hash = SHA256.HashData(package.AsSpan(0, package.Length - SealLength));
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash), package.AsSpan(package.Length - SealLength));
        return package;
    }

    private static bool SealHolds(ReadOnlySpan<byte> package) =>
        package.Length > SealPrefix.Length + SealLength
        && package[..^SealLength].EndsWith(Encoding.ASCII.GetBytes(SealPrefix))
        && package[^SealLength..].SequenceEqual(Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(package[..^SealLength]))));

    private static Dictionary<string, byte[]> Unpack(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        var files = new Dictionary<string, byte[]>(StringComparer.Ordinal);
        foreach (var entry in zip.Entries)
        {
            using var source = entry.Open();
            using var content = new MemoryStream();
            source.CopyTo(content);
            if (!files.TryAdd(entry.FullName, content.ToArray())) throw new InvalidDataException($"{entry.FullName} is there twice");
        }
        return files;
    }
}
