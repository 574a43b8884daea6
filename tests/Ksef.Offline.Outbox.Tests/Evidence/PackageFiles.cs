using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Outbox.Tests.Evidence;

/// <summary>A package of evidence taken apart, and put together again with a seal that holds.</summary>
internal static class PackageFiles
{
    public static Dictionary<string, byte[]> Read(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package), ZipArchiveMode.Read);
        return zip.Entries.ToDictionary(e => e.FullName, e =>
        {
            using var content = new MemoryStream();
            using var source = e.Open();
            source.CopyTo(content);
            return content.ToArray();
        });
    }

    /// <summary>The files with a manifest that names all of them.</summary>
    public static Dictionary<string, byte[]> Listed(Dictionary<string, byte[]> files)
    {
        var manifest = JsonNode.Parse(files["manifest.json"])!;
        manifest["files"] = new JsonArray([.. files.Where(f => f.Key != "manifest.json").Select(f =>
            new JsonObject { ["path"] = f.Key, ["bytes"] = f.Value.Length, ["sha256"] = Convert.ToBase64String(SHA256.HashData(f.Value)) })]);
        return new(files) { ["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString()) };
    }

    public static List<(string Code, string Path)> Findings(Dictionary<string, byte[]> files) => [.. EvidencePackage.Verify(Pack(files)).Select(f => (f.Code, f.Path))];

    public static byte[] Pack(Dictionary<string, byte[]> files)
    {
        const string Seal = "ksef-offline-evidence sha256 ";
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            zip.Comment = Seal + new string('0', 64);
            foreach (var (path, content) in files)
            {
                using var target = zip.CreateEntry(path).Open();
                target.Write(content);
            }
        }
        var package = stream.ToArray();
        Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(package.AsSpan(0, package.Length - 64))), package.AsSpan(package.Length - 64));
        return package;
    }
}
