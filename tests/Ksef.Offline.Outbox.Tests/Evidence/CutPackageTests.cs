using System.Text;
using System.Text.Json.Nodes;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Evidence;

/// <summary>Rows deleted or changed by hand in the database before the export: manifest, seal and what is left of the chain fit together, and the entry tells all the same.</summary>
public sealed class CutPackageTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private OutboxOperator Person => new(_house.Outbox.Store, _house.Outbox.Evidence);

    [Fact]
    public async Task A_chain_cut_anywhere_before_its_UPO_shows()
    {
        var (chain, files) = await SentAsync();
        Assert.Empty(PackageFiles.Findings(files));
        for (var kept = 0; kept < chain.Count; kept++) Assert.Contains(PackageFiles.Findings(Cut(files, chain, kept)), f => f is ("KO5055", "entry.json"));
    }

    [Fact]
    public async Task A_chain_that_is_gone_altogether_shows()
    {
        var (chain, files) = await SentAsync();
        var gone = Cut(files, chain, 0);
        gone.Remove("chains/1.jsonl");
        var manifest = JsonNode.Parse(gone["manifest.json"])!;
        manifest["chains"]!.AsArray().RemoveAt(0);
        gone["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        gone = PackageFiles.Listed(gone);
        Assert.Contains(PackageFiles.Findings(gone), f => f is ("KO5055", "invoice.xml"));
    }

    [Fact]
    public async Task A_chain_or_a_file_that_only_one_side_of_the_manifest_knows_is_named()
    {
        var (_, files) = await SentAsync();
        var without = new Dictionary<string, byte[]>(files);
        without.Remove("chains/1.jsonl");
        Assert.Contains(PackageFiles.Findings(PackageFiles.Listed(without)), f => f is ("KO5052", "chains/1.jsonl"));
        var more = PackageFiles.Listed(new(files) { ["chains/9.jsonl"] = files["chains/1.jsonl"], ["payloads/ab-letter.txt"] = [1] });
        Assert.Equal([("KO5052", "chains/9.jsonl"), ("KO5052", "payloads/ab-letter.txt")], PackageFiles.Findings(more));
        var manifest = JsonNode.Parse(files["manifest.json"])!;
        manifest["chains"]![0]!["records"] = 1;
        Assert.Contains(PackageFiles.Findings(new(files) { ["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString()) }), f => f is ("KO5053", "chains/1.jsonl"));
    }

    [Fact]
    public async Task Another_file_than_the_issued_one_shows()
    {
        var (_, files) = await SentAsync();
        Assert.Equal([("KO5055", "invoice.xml")], PackageFiles.Findings(PackageFiles.Listed(new(files) { ["invoice.xml"] = "<Faktura>another</Faktura>"u8.ToArray() })));
    }

    [Theory]
    [InlineData("hash", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("mode", "Emergency")]
    [InlineData("modeReason", "it was raining")]
    [InlineData("modeActor", "somebody else")]
    [InlineData("ksefNumber", "5261040828-20261120-010000000000-AA")]
    [InlineData("upoHash", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [InlineData("handedOverAt", "2026-11-20T10:00:00Z")]
    [InlineData("printedAt", "2026-11-20T10:00:00Z")]
    [InlineData("state", "Withdrawn")]
    [InlineData("timelineVersion", 3)]
    public async Task What_no_record_bears_out_is_named(string fact, object value)
    {
        var (_, files) = await SentAsync();
        var entry = JsonNode.Parse(files["entry.json"])!;
        entry[fact] = JsonValue.Create(value);
        Assert.Equal([("KO5055", "entry.json")], PackageFiles.Findings(PackageFiles.Listed(new(files) { ["entry.json"] = Encoding.UTF8.GetBytes(entry.ToJsonString()) })));
    }

    [Fact]
    public async Task Whatever_befalls_an_entry_its_package_verifies()
    {
        await _house.IssueAsync(1, 2, 3, 4);
        await _house.AnnounceAsync(Deadlines.AnnouncementKind.Failure, SampleEntries.Noon - Duration.FromHours(1), SampleEntries.Noon + Duration.FromHours(1));
        await Person.RecordPrintAsync(SampleEntries.Key(1), SampleEntries.Noon, "clerk", Token);
        await Person.RecordHandOverAsync(SampleEntries.Key(1), SampleEntries.Noon, "paper", "clerk", Token);
        await Person.WithdrawAsync(SampleEntries.Key(2), "wrong buyer", "clerk", _house.Now, Token);
        await Person.HoldAsync(SampleEntries.Key(3), "question", "clerk", _house.Now, Token);
        var draft = new DraftRequest(SampleEntries.Key(5), [SampleEntries.Key(3)], "draft"u8.ToArray(), SampleEntries.Taxpayer, new(InvoicingMode.Offline24, "as ordered", "clerk", _house.Now), _house.Now);
        await _house.Outbox.Store.EnqueueAsync(CorrectionDrafts.Prepare(draft), Token);
        foreach (var number in new[] { 1, 2, 3, 4, 5 }) Assert.Empty(PackageFiles.Findings(await FilesAsync(number)));
        Assert.False((await FilesAsync(5)).ContainsKey("invoice.xml"));
        await _house.DrainAsync(_house.Dispatcher());
        foreach (var number in new[] { 1, 2, 3, 4, 5 }) Assert.Empty(PackageFiles.Findings(await FilesAsync(number)));
    }

    [Fact]
    public async Task A_technical_correction_is_the_file_and_the_refused_one_is_not()
    {
        await _house.IssueAsync(1);
        var entry = await _house.EntryAsync(1);
        var supplied = new OutboxEvent.CorrectionSupplied(_house.Now, "clerk", SampleEntries.Bytes("<Faktura>1 by mended</Faktura>"), "split by the clerk");
        var transition = EntryTransitions.Apply(entry with { State = OutboxState.AwaitingCorrection }, supplied);
        var records = new List<EvidenceRecord>(await _house.EvidenceAsync(1));
        var head = new EvidenceHead(records[^1].Chain, records[^1].Sequence, records[^1].Hash);
        records.Add(EvidenceChains.Seal(head, transition.Evidence[0]));
        var files = PackageFiles.Read(EvidencePackage.WriteEntry([records], transition.After));
        Assert.Empty(PackageFiles.Findings(files));
        Assert.Equal([("KO5055", "invoice.xml")], PackageFiles.Findings(PackageFiles.Listed(new(files) { ["invoice.xml"] = entry.Bytes.ToArray() })));
    }

    [Fact]
    public async Task Bytes_erased_after_retention_are_left_out_and_the_package_verifies()
    {
        await SentAsync();
        await _house.Outbox.Evidence.ErasePayloadsAsync(EvidenceChains.Of(SampleEntries.Key(1)), Instant.MaxValue, Token);
        var files = PackageFiles.Read(EvidencePackage.WriteEntry([await _house.EvidenceAsync(1)], await _house.EntryAsync(1) with { Bytes = default }));
        Assert.Equal(["chains/1.jsonl", "entry.json", "manifest.json"], files.Keys.Order(StringComparer.Ordinal));
        Assert.Empty(PackageFiles.Findings(files));
    }

    [Theory]
    [InlineData("../../out.txt")]
    [InlineData("..\\..\\out.txt")]
    [InlineData("C:\\out.txt")]
    [InlineData("a\r\nb")]
    public void A_name_from_outside_leads_nowhere(string name)
    {
        var record = EvidenceChains.Seal(new EvidenceHead("incident:1", 0, default), new EvidenceDraft(SampleEntries.Noon, "clerk", EvidenceKind.Attachment, "a file", "x"u8.ToArray(), name));
        var files = PackageFiles.Read(EvidencePackage.Write([[record]], null));
        var path = files.Keys.Single(p => p.StartsWith("payloads/", StringComparison.Ordinal));
        Assert.DoesNotContain(path["payloads/".Length..], c => c is '/' or '\\' or ':' || char.IsControl(c));
        Assert.Empty(PackageFiles.Findings(files));
    }

    private async Task<(List<EvidenceRecord> Chain, Dictionary<string, byte[]> Files)> SentAsync()
    {
        await _house.IssueAsync(1);
        await _house.DrainAsync(_house.Dispatcher());
        return (await _house.EvidenceAsync(1), await FilesAsync(1));
    }

    private async Task<Dictionary<string, byte[]>> FilesAsync(int number) =>
        PackageFiles.Read((await new EvidenceExport(_house.Outbox.Store, _house.Outbox.Evidence).OfInvoiceAsync(SampleEntries.Key(number), Token))!);

    /// <summary>The package that an export would make of a chain of which only the first records are left.</summary>
    private static Dictionary<string, byte[]> Cut(Dictionary<string, byte[]> files, List<EvidenceRecord> chain, int kept)
    {
        var cut = new Dictionary<string, byte[]>(files);
        var lines = Encoding.UTF8.GetString(files["chains/1.jsonl"]).Split('\n').Take(kept);
        cut["chains/1.jsonl"] = Encoding.UTF8.GetBytes(string.Concat(lines.Select(l => l + "\n")));
        var named = chain.Take(kept).Where(r => r.PayloadHash is not null).Select(r => Convert.ToHexStringLower(r.PayloadHash!.Value.ToByteArray())).ToList();
        foreach (var payload in files.Keys.Where(p => p.StartsWith("payloads/", StringComparison.Ordinal) && !named.Exists(n => p.Contains(n, StringComparison.Ordinal)))) cut.Remove(payload);
        var manifest = JsonNode.Parse(cut["manifest.json"])!;
        manifest["chains"]![0]!["records"] = kept;
        manifest["chains"]![0]!["head"] = kept == 0 ? "" : chain[kept - 1].Hash.ToBase64();
        cut["manifest.json"] = Encoding.UTF8.GetBytes(manifest.ToJsonString());
        return PackageFiles.Listed(cut);
    }
}
