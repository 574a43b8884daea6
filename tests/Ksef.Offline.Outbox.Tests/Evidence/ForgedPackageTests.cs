using System.Security.Cryptography;
using System.Text;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Tests.Samples;

namespace Ksef.Offline.Outbox.Tests.Evidence;

/// <summary>Packages changed by somebody who knows how the seal is made and makes it anew: the manifest and the chains still tell.</summary>
public sealed class ForgedPackageTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_packed_and_sealed_anew_without_a_change_still_verifies() =>
        Assert.Empty(EvidencePackage.Verify(PackageFiles.Pack(await FilesAsync())));

    [Fact]
    public async Task A_missing_an_added_and_a_changed_file_are_named()
    {
        var files = await FilesAsync();
        var payload = files.Keys.First(p => p.StartsWith("payloads/", StringComparison.Ordinal));
        Assert.Equal([("KO5052", payload)], PackageFiles.Findings(Without(files, payload)));
        Assert.Equal([("KO5052", "letter.txt")], PackageFiles.Findings(new(files) { ["letter.txt"] = "hello"u8.ToArray() }));
        Assert.Contains(("KO5053", payload), PackageFiles.Findings(new(files) { [payload] = "<upo>forged</upo>"u8.ToArray() }));
        Assert.Contains(("KO5053", "chains/1.jsonl"), PackageFiles.Findings(new(files) { ["chains/1.jsonl"] = [.. files["chains/1.jsonl"], (byte)'\n'] }));
    }

    [Theory]
    [InlineData("chains/1.jsonl", "nonsense")]
    [InlineData("chains/1.jsonl", "{}")]
    [InlineData("manifest.json", "{\"files\":7}")]
    [InlineData("manifest.json", "[")]
    public async Task What_cannot_be_read_is_said_to_be_so(string path, string content)
    {
        var files = new Dictionary<string, byte[]>(await FilesAsync()) { [path] = Encoding.UTF8.GetBytes(content) };
        if (path != "manifest.json") Restate(files, path);
        Assert.Contains(PackageFiles.Findings(files), f => f.Code == "KO5051");
    }

    [Fact]
    public async Task A_changed_record_breaks_its_chain_although_manifest_and_seal_were_made_to_fit()
    {
        var files = await FilesAsync();
        files["chains/1.jsonl"] = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(files["chains/1.jsonl"]).Replace("\"acme", "\"other", StringComparison.Ordinal).Replace("dispatcher", "somebody", StringComparison.Ordinal));
        Restate(files, "chains/1.jsonl");
        Assert.Contains(PackageFiles.Findings(files), f => f.Code == "KO5054");
    }

    private static Dictionary<string, byte[]> Without(Dictionary<string, byte[]> files, string path) => files.Where(f => f.Key != path).ToDictionary();

    /// <summary>Writes the size and the hash of a changed file into the manifest.</summary>
    private static void Restate(Dictionary<string, byte[]> files, string path)
    {
        var manifest = System.Text.Json.Nodes.JsonNode.Parse(files["manifest.json"])!;
        var file = manifest["files"]!.AsArray().Single(f => (string?)f!["path"] == path)!;
        (file["bytes"], file["sha256"]) = (files[path].Length, Convert.ToBase64String(SHA256.HashData(files[path])));
        files["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
    }

    private async Task<Dictionary<string, byte[]>> FilesAsync()
    {
        await _house.IssueAsync(1);
        await _house.DrainAsync(_house.Dispatcher());
        var package = (await new EvidenceExport(_house.Outbox.Store, _house.Outbox.Evidence).OfInvoiceAsync(SampleEntries.Key(1), Token))!;
        return PackageFiles.Read(package);
    }
}
