using System.Text;
using System.Text.Json;

namespace Ksef.Offline.Outbox.Evidence;

/// <summary>Checks the unpacked files of a package of evidence against their manifest and their chains.</summary>
internal static class EvidenceCheck
{
    public static IReadOnlyList<Finding> Run(Dictionary<string, byte[]> files)
    {
        var findings = new List<Finding>();
        using var manifest = JsonDocument.Parse(files["manifest.json"]);
        var listed = new HashSet<string>(StringComparer.Ordinal) { "manifest.json" };
        foreach (var file in manifest.RootElement.GetProperty("files").EnumerateArray())
        {
            var path = file.GetProperty("path").GetString()!;
            listed.Add(path);
            if (!files.TryGetValue(path, out var content)) findings.Add(EvidenceFindings.Missing(path));
            else if (InvoiceHash.Of(content).ToBase64() != file.GetProperty("sha256").GetString()) findings.Add(EvidenceFindings.Changed(path));
        }
        findings.AddRange(files.Keys.Where(path => !listed.Contains(path)).Order(StringComparer.Ordinal).Select(EvidenceFindings.Added));
        var heads = manifest.RootElement.GetProperty("chains").EnumerateArray().ToList();
        var chains = heads.Select((head, i) => Chain(files, $"chains/{i + 1}.jsonl", head, findings)).ToList();
        var known = chains.SelectMany(records => records).Where(r => r.PayloadHash is not null).Select(EvidencePackage.PayloadPath).ToHashSet(StringComparer.Ordinal);
        for (var i = 1; i <= chains.Count; i++) known.Add($"chains/{i}.jsonl");
        // A file that the manifest names and no chain: it proves nothing and would look as if it did.
        findings.AddRange(files.Keys.Where(path => path.Contains('/', StringComparison.Ordinal) && listed.Contains(path) && !known.Contains(path)).Order(StringComparer.Ordinal).Select(EvidenceFindings.Added));
        EvidenceEntry.Check(files, chains, findings);
        return findings;
    }

    private static List<EvidenceRecord> Chain(Dictionary<string, byte[]> files, string path, JsonElement head, List<Finding> findings)
    {
        if (!files.TryGetValue(path, out var content))
        {
            findings.Add(EvidenceFindings.Missing(path));
            return [];
        }
        var records = Encoding.UTF8.GetString(content).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(EvidenceJson.Read).Select(r => WithPayload(files, r)).ToList();
        if (EvidenceChains.FirstBroken(records) is { } broken) findings.Add(EvidenceFindings.Broken(broken));
        else if (records.Count != head.GetProperty("records").GetInt64() || records.Count == 0 || records[^1].Hash.ToBase64() != head.GetProperty("head").GetString() || records[^1].Chain != head.GetProperty("chain").GetString())
            findings.Add(EvidenceFindings.Changed(path));
        return records;
    }

    private static EvidenceRecord WithPayload(Dictionary<string, byte[]> files, EvidenceRecord record) =>
        record.PayloadHash is not null && files.TryGetValue(EvidencePackage.PayloadPath(record), out var payload) ? record with { Payload = payload } : record;
}
