using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

public abstract partial class OutboxStoreConformance
{
    /// <summary>An unknown key is null, not an error.</summary>
    [Fact]
    public async Task An_unknown_key_is_not_found() => Assert.Null(await Store.FindAsync(Specimen.Key("FV/1"), Cancel));

    /// <summary>Reading is ordered ordinally by key text and can be resumed.</summary>
    [Fact]
    public async Task Reading_is_ordered_by_key_text_and_can_be_resumed()
    {
        string[] numbers = ["FV/10", "FV/2", "FV/A", "FV/a", "FV/Z", "FV/ą", "FV/ż", "FV/é"];
        foreach (var number in numbers) await Store.EnqueueAsync(Specimen.Prepared(number), Cancel);
        var ordered = numbers.Order(StringComparer.Ordinal).ToList();
        Assert.Equal(ordered, await ReadAsync(OutboxQuery.All));
        Assert.Equal(ordered.Take(3), await ReadAsync(new OutboxQuery { Max = 3 }));
        Assert.Equal(ordered.Skip(3), await ReadAsync(new OutboxQuery { After = Specimen.Key(ordered[2]) }));
    }

    /// <summary>More entries than any page holds are read.</summary>
    [Fact]
    public async Task Many_entries_are_read_completely()
    {
        const int Count = 1100;
        await Task.WhenAll(Enumerable.Range(0, Count).Select(i => Store.EnqueueAsync(Specimen.Prepared(Specimen.Number(i)), Cancel)));
        Assert.Equal(Enumerable.Range(0, Count).Select(Specimen.Number), await ReadAsync(OutboxQuery.All));
    }

    /// <summary>The bytes come only where they are asked for.</summary>
    [Fact]
    public async Task Bytes_come_only_where_they_are_asked_for()
    {
        await Store.EnqueueAsync(Specimen.Prepared("FV/1"), Cancel);
        Assert.True((await Store.ReadAsync(OutboxQuery.All, Cancel).SingleAsync(Cancel)).Bytes.IsEmpty);
        Assert.False((await Store.ReadAsync(new OutboxQuery { WithBytes = true }, Cancel).SingleAsync(Cancel)).Bytes.IsEmpty);
    }

    /// <summary>Entries are found by each member of the query.</summary>
    [Fact]
    public async Task Entries_are_found_by_each_member_of_the_query()
    {
        var otherSeller = Nip.Parse("1111111111");
        var accepted = Specimen.Entry("FV/accepted") with { Reference = new OffReference("OFF/2026/11", 0) };
        var held = Specimen.Entry("FV/held") with { State = OutboxState.Held, Taxpayer = Specimen.Entry("x").Taxpayer with { Taxpayer = "office" }, IssueDate = new LocalDate(2026, 10, 1) };
        var draft = Specimen.Entry("FV/draft") with { State = OutboxState.Blocked, Hash = default, Behind = Specimen.Key("FV/accepted") };
        var foreign = Specimen.Entry("FV/foreign");
        foreign = foreign with { Key = foreign.Key with { SellerNip = otherSeller }, Deadline = foreign.Deadline with { TimelineVersion = 4 } };
        foreach (var entry in new[] { accepted, held, draft, foreign }) Assert.IsType<EnqueueOutcome.Added>(await Store.EnqueueAsync(Specimen.Prepared(entry), Cancel));
        var leased = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon) with { Keys = [accepted.Key] }, Cancel));
        var commit = Specimen.Commit(leased, Specimen.Accepted(leased, Specimen.Noon));
        var printed = InvoiceHash.Of([9]);
        var upo = InvoiceHash.Of([8]);
        var after = commit.Transition.After with { Corrects = printed };
        Assert.Equal([true], await Store.CommitAsync([new LeaseCommit(leased, commit.Transition with { After = after })], Specimen.Noon, Cancel));

        await FindsAsync(["FV/accepted"], new OutboxQuery { States = [OutboxState.Accepted] });
        await FindsAsync(["FV/accepted", "FV/held"], new OutboxQuery { States = [OutboxState.Accepted, OutboxState.Held] });
        await FindsAsync(["FV/draft", "FV/held"], new OutboxQuery { States = [OutboxState.Blocked, OutboxState.Held] });
        await FindsAsync(["FV/foreign"], new OutboxQuery { States = [OutboxState.Issued, OutboxState.Unknown] });
        await FindsAsync([], new OutboxQuery { States = [] });
        await FindsAsync(["FV/held"], new OutboxQuery { Taxpayer = "office" });
        await FindsAsync(["FV/foreign"], new OutboxQuery { SellerNip = otherSeller });
        await FindsAsync(["FV/draft"], new OutboxQuery { Number = "FV/draft" });
        await FindsAsync([], new OutboxQuery { SellerNip = otherSeller, Number = "FV/draft" });
        await FindsAsync(["FV/held"], new OutboxQuery { Hash = held.Hash });
        await FindsAsync(["FV/accepted"], new OutboxQuery { Hash = printed });
        await FindsAsync(["FV/accepted"], new OutboxQuery { KsefNumber = after.Acceptance!.Number });
        await FindsAsync(["FV/accepted"], new OutboxQuery { Reference = new OffReference("OFF/2026/11", 1) });
        await FindsAsync([], new OutboxQuery { Reference = new OffReference("OFF/2026/11", 2) });
        await FindsAsync(["FV/draft"], new OutboxQuery { Behind = Specimen.Key("FV/accepted") });
        await FindsAsync(["FV/held"], new OutboxQuery { IssuedTo = new LocalDate(2026, 10, 1) });
        await FindsAsync(["FV/accepted", "FV/draft"], new OutboxQuery { IssuedFrom = new LocalDate(2026, 10, 2), SellerNip = Specimen.Seller });
        await FindsAsync(["FV/foreign"], new OutboxQuery { TimelineVersionBelow = 5, SellerNip = otherSeller });
        await FindsAsync([], new OutboxQuery { TimelineVersionBelow = 4, SellerNip = otherSeller });
        await FindsAsync(["FV/accepted"], new OutboxQuery { MissingUpo = true });
        await FindsAsync([], new OutboxQuery { UpoHash = upo });

        var again = Assert.Single(await Store.LeaseAsync(Specimen.Request(Specimen.Noon) with { Keys = [accepted.Key] }, Cancel));
        var stored = again.Entry with { Acceptance = again.Entry.Acceptance! with { UpoHash = upo } };
        Assert.Equal([true], await Store.CommitAsync([new LeaseCommit(again, new Transition(stored, [], []))], Specimen.Noon, Cancel));
        await FindsAsync(["FV/accepted"], new OutboxQuery { UpoHash = upo });
        await FindsAsync([], new OutboxQuery { UpoHash = held.Hash });
        await FindsAsync([], new OutboxQuery { MissingUpo = true });
    }

    private async Task FindsAsync(IReadOnlyList<string> numbers, OutboxQuery query) => Assert.Equal(numbers, await ReadAsync(query));

    private async Task<List<string>> ReadAsync(OutboxQuery query)
    {
        var numbers = new List<string>();
        await foreach (var entry in Store.ReadAsync(query, Cancel)) numbers.Add(entry.Key.Number);
        return numbers;
    }
}
