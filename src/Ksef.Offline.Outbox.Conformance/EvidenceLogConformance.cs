using Ksef.Offline.Outbox.Evidence;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>What every evidence log must do.</summary>
public abstract class EvidenceLogConformance : OutboxConformance
{
    private IEvidenceLog Log => Outbox.Evidence;

    /// <summary>What is appended comes back, member by member, and verifies.</summary>
    [Fact]
    public async Task Records_come_back_as_they_were_sealed()
    {
        var odd = Specimen.Noon + Duration.FromNanoseconds(1234567);
        var sealedRecords = await Log.AppendAsync("incident:a", [new EvidenceDraft(odd, "Łucja", EvidenceKind.Attachment, "zrzut ekranu", new byte[] { 0, 255, 10 }, "screen.png"), Specimen.Draft("note")], Cancel);
        var read = await ReadAsync("incident:a");
        Assert.Equal(2, read.Count);
        foreach (var (sealedOne, readOne) in sealedRecords.Zip(read))
        {
            Assert.Equal(sealedOne with { Payload = null }, readOne with { Payload = null });
            Assert.Equal(sealedOne.Payload?.ToArray(), readOne.Payload?.ToArray());
        }
        Assert.Null(EvidenceChains.FirstBroken(read));
        Assert.Empty(await ReadAsync("incident:b"));
    }

    /// <summary>Many who append at once make one chain without gap or fork.</summary>
    [Fact]
    public async Task Many_who_append_at_once_make_one_chain()
    {
        await Task.WhenAll(Enumerable.Range(0, 24).Select(i => Task.Run(() => Log.AppendAsync("incident:a", [Specimen.Draft($"first {i}"), Specimen.Draft($"second {i}")], Cancel), Cancel)));
        var read = await ReadAsync("incident:a");
        Assert.Equal(48, read.Count);
        Assert.Null(EvidenceChains.FirstBroken(read));
        for (var i = 0; i < read.Count; i += 2) Assert.Equal(read[i].Text.Replace("first", "second", StringComparison.Ordinal), read[i + 1].Text);
    }

    /// <summary>An empty payload is not the same as none.</summary>
    [Fact]
    public async Task An_empty_payload_is_not_the_same_as_none()
    {
        await Log.AppendAsync("incident:a", [Specimen.Draft("none"), Specimen.Draft("empty") with { Payload = Array.Empty<byte>(), PayloadName = "empty" }], Cancel);
        var read = await ReadAsync("incident:a");
        Assert.Null(read[0].Payload);
        Assert.NotNull(read[1].Payload);
        Assert.Null(EvidenceChains.FirstBroken(read));
    }

    /// <summary>A long chain is read completely.</summary>
    [Fact]
    public async Task A_long_chain_is_read_completely()
    {
        await Log.AppendAsync("incident:a", [.. Enumerable.Range(0, 450).Select(i => Specimen.Draft($"record {i}"))], Cancel);
        var read = await ReadAsync("incident:a");
        Assert.Equal(450, read.Count);
        Assert.Null(EvidenceChains.FirstBroken(read));
    }

    /// <summary>The heads are the last records, ordered by name.</summary>
    [Fact]
    public async Task Heads_are_the_last_records_ordered_by_name()
    {
        var names = Enumerable.Range(0, 230).Select(i => $"incident:{(char)('a' + (i % 26))}{i}").ToList();
        foreach (var name in names) await Log.AppendAsync(name, [Specimen.Draft("one"), Specimen.Draft("two")], Cancel);
        var heads = await Log.ReadHeadsAsync(Cancel).ToListAsync(Cancel);
        Assert.Equal(names.Order(StringComparer.Ordinal), heads.Select(h => h.Chain));
        Assert.All(heads, h => Assert.Equal(2, h.Sequence));
        Assert.Equal((await ReadAsync(names[0]))[^1].Hash, heads.Single(h => string.Equals(h.Chain, names[0], StringComparison.Ordinal)).Hash);
    }

    /// <summary>Payloads may be erased after retention; the chain still verifies and goes on.</summary>
    [Fact]
    public async Task A_chain_verifies_after_its_payloads_were_erased()
    {
        var old = Specimen.Draft("old") with { Payload = new byte[] { 1 }, PayloadName = "old" };
        await Log.AppendAsync("incident:a", [old, old with { At = Specimen.Noon + Duration.FromDays(1) }], Cancel);
        Assert.Equal(1, await Log.ErasePayloadsAsync("incident:a", Specimen.Noon + Duration.FromTicks(1), Cancel));
        Assert.Equal(0, await Log.ErasePayloadsAsync("incident:a", Specimen.Noon + Duration.FromTicks(1), Cancel));
        await Log.AppendAsync("incident:a", [Specimen.Draft("later")], Cancel);
        var read = await ReadAsync("incident:a");
        Assert.Equal([true, false, true], read.Select(r => r.Payload is null));
        Assert.Null(EvidenceChains.FirstBroken(read));
    }

    /// <summary>A cancelled token changes nothing; nothing to append appends nothing.</summary>
    [Fact]
    public async Task A_cancelled_or_empty_append_changes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Log.AppendAsync("incident:a", [Specimen.Draft("one")], new CancellationToken(canceled: true)));
        Assert.Empty(await Log.AppendAsync("incident:a", [], Cancel));
        Assert.Empty(await ReadAsync("incident:a"));
    }

    private async Task<List<EvidenceRecord>> ReadAsync(string chain) => await Log.ReadAsync(chain, Cancel).ToListAsync(Cancel);
}
