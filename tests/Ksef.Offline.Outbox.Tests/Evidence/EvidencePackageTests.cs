using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Evidence;

public sealed class EvidencePackageTests
{
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_package_verifies_and_any_changed_byte_shows()
    {
        var package = await PackageAsync();
        Assert.Empty(EvidencePackage.Verify(package));
        for (var i = 0; i < package.Length; i++)
        {
            package[i] ^= 1;
            Assert.NotEmpty(EvidencePackage.Verify(package));
            package[i] ^= 1;
        }
        Assert.Equal("KO5050", Assert.Single(EvidencePackage.Verify(package.AsSpan(0, package.Length / 2))).Code);
        Assert.Equal("KO5050", Assert.Single(EvidencePackage.Verify("not a package"u8)).Code);
    }

    [Fact]
    public async Task A_chain_shows_a_record_that_was_changed_removed_or_moved()
    {
        await PackageAsync();
        var chain = await _house.EvidenceAsync(1);
        Assert.Null(EvidenceChains.FirstBroken(chain));
        Assert.NotNull(EvidenceChains.FirstBroken(chain.Where((_, i) => i != 1)));
        Assert.NotNull(EvidenceChains.FirstBroken(Enumerable.Reverse(chain)));
        for (var i = 0; i < chain.Count; i++)
        {
            var record = chain[i];
            foreach (var forged in new[] { record with { Text = record.Text + "!" }, record with { Actor = "someone" }, record with { At = record.At + Duration.Epsilon }, record with { Kind = EvidenceKind.Decision } })
                Assert.Equal(i + 1, EvidenceChains.FirstBroken([.. chain.Take(i), forged, .. chain.Skip(i + 1)])?.Sequence);
        }
    }

    [Fact]
    public async Task The_hash_of_a_record_covers_every_member_and_a_record_sealed_anew_breaks_the_next()
    {
        await PackageAsync();
        var chain = await _house.EvidenceAsync(1);
        var record = chain.First(r => r.PayloadHash is not null);
        EvidenceRecord[] forged =
        [
            record with { Chain = "invoice:another" }, record with { Sequence = record.Sequence + 1 }, record with { At = record.At + Duration.Epsilon }, record with { Actor = record.Actor + "x" },
            record with { Kind = EvidenceKind.Alert }, record with { Text = record.Text + "x" }, record with { PayloadName = "other" }, record with { PayloadName = null },
            record with { PayloadHash = InvoiceHash.Of([1]) }, record with { Previous = InvoiceHash.Of([1]) },
        ];
        Assert.All(forged, f => Assert.NotEqual(record.Hash, EvidenceChains.HashOf(f)));
        Assert.Equal(record.Hash, EvidenceChains.HashOf(record with { Payload = null }));

        // Who changes a record and seals it anew meets the record behind it.
        for (var i = 0; i < chain.Count - 1; i++)
        {
            var changed = chain[i] with { Text = "something else" };
            changed = changed with { Hash = EvidenceChains.HashOf(changed) };
            Assert.Equal(i + 2, EvidenceChains.FirstBroken([.. chain.Take(i), changed, .. chain.Skip(i + 1)])?.Sequence);
        }
    }

    [Fact]
    public async Task A_chain_still_verifies_after_its_payloads_were_erased_and_resealing_does_not_hide_a_changed_payload()
    {
        await PackageAsync();
        Assert.Equal(2, await _house.Outbox.Evidence.ErasePayloadsAsync(EvidenceChains.Of(SampleEntries.Key(1)), Instant.MaxValue, Token));
        Assert.Null(EvidenceChains.FirstBroken(await _house.EvidenceAsync(1)));
        var chain = await _house.EvidenceAsync(1);
        var forged = chain.ConvertAll(r => r.PayloadHash is null ? r : r with { Payload = "<forged/>"u8.ToArray() });
        Assert.Contains(EvidencePackage.Verify(EvidencePackage.Write([forged], null)), f => f.Code == "KO5054");
    }

    [Fact]
    public async Task The_daily_head_changes_with_any_chain()
    {
        await PackageAsync();
        var person = new OutboxOperator(_house.Outbox.Store, _house.Outbox.Evidence);
        var first = await person.SealDayAsync("clerk", _house.Now, Token);
        Assert.Equal(first.Text, (await person.SealDayAsync("clerk", _house.Now, Token)).Text);
        await person.AttachAsync(EvidenceChains.OfIncident("outage"), "the line was down", null, null, "clerk", _house.Now, Token);
        Assert.NotEqual(first.Text, (await person.SealDayAsync("clerk", _house.Now, Token)).Text);
    }

    private async Task<byte[]> PackageAsync()
    {
        await _house.IssueAsync(1);
        await _house.DrainAsync(_house.Dispatcher());
        var person = new OutboxOperator(_house.Outbox.Store, _house.Outbox.Evidence);
        await person.AttachAsync(EvidenceChains.Of(SampleEntries.Key(1)), "screenshot", "png"u8.ToArray(), "../screen.png", "clerk", _house.Now, Token);
        return (await new EvidenceExport(_house.Outbox.Store, _house.Outbox.Evidence).OfInvoiceAsync(SampleEntries.Key(1), Token))!;
    }
}
