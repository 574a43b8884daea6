using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>What every register of documents of a total failure must do.</summary>
public abstract class RegisterConformance : OutboxConformance
{
    private const string Scope = "OFF/2026/11/SHOP1";

    /// <summary>A document gets the next reference; recorded again it is the same.</summary>
    [Fact]
    public async Task A_document_recorded_twice_is_one_and_uses_one_number()
    {
        var first = await Outbox.Register.RecordAsync(Document("AW/1"), Cancel);
        Assert.Equal(Document("AW/1") with { Reference = new OffReference(Scope, 1) }, first);
        Assert.Equal(first, await Outbox.Register.RecordAsync(Document("AW/1") with { Actor = "another", Reason = "again" }, Cancel));
        Assert.Equal(2, (await Outbox.Register.RecordAsync(Document("AW/2"), Cancel)).Reference.Number);
        Assert.Equal(["AW/1", "AW/2"], (await Outbox.Register.ReadAsync(Cancel).ToListAsync(Cancel)).Select(d => d.Number));
    }

    /// <summary>Documents and entries are numbered from the same counter.</summary>
    [Fact]
    public async Task Documents_and_entries_share_the_counters()
    {
        await Outbox.Register.RecordAsync(Document("AW/1"), Cancel);
        var added = Assert.IsType<EnqueueOutcome.Added>(await Outbox.Store.EnqueueAsync(Specimen.Prepared(Specimen.Entry("FV/1") with { Reference = new OffReference(Scope, 0) }), Cancel));
        Assert.Equal(2, added.Entry.Reference.Number);
        Assert.Equal(3, (await Outbox.Register.RecordAsync(Document("AW/2"), Cancel)).Reference.Number);
    }

    /// <summary>Many at once: no gap, no repeat; read in the order of scope and number.</summary>
    [Fact]
    public async Task Many_at_once_leave_no_gap_and_no_repeat()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(() => Outbox.Register.RecordAsync(
            Document(Specimen.Number(i % 30)) with { Reference = new OffReference(i % 2 == 0 ? Scope : "OFF/2026/10", 0) }, Cancel), Cancel)));
        var documents = await Outbox.Register.ReadAsync(Cancel).ToListAsync(Cancel);
        Assert.Equal(30, documents.Count);
        foreach (var scope in documents.GroupBy(d => d.Reference.Scope, StringComparer.Ordinal))
            Assert.Equal(Enumerable.Range(1, scope.Count()).Select(n => (long)n), scope.Select(d => d.Reference.Number));
        Assert.Equal(documents.Select(d => d.Reference.Scope).Order(StringComparer.Ordinal), documents.Select(d => d.Reference.Scope));
    }

    /// <summary>A cancelled token records nothing and uses no number.</summary>
    [Fact]
    public async Task A_cancelled_token_uses_no_number()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Outbox.Register.RecordAsync(Document("AW/1"), new CancellationToken(canceled: true)));
        Assert.Equal(1, (await Outbox.Register.RecordAsync(Document("AW/2"), Cancel)).Reference.Number);
    }

    private static OutsideDocument Document(string number) => new(
        new OffReference(Scope, 0), Specimen.Seller, number, new LocalDate(2026, 11, 20), Specimen.Noon, "cashier 1", "announced in the media", InvoiceHash.Of([1]));
}
