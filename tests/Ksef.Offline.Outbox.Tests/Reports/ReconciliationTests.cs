using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Reports;

public sealed class ReconciliationTests
{
    private static readonly Nip Seller = Nip.Parse("5261040828");

    [Fact]
    public void Sides_that_agree_have_counts_and_no_differences()
    {
        var documents = new[] { Document("FV/1", 1), Document("FV/2", 2) };
        var result = Reconciliation.Compare([.. documents.Select(d => d with { KsefNumber = null, Hash = null })], documents, documents);
        Assert.Equal((2, 2, 2), (result.Erp, result.Register, result.Ksef));
        Assert.Empty(result.Differences);
    }

    [Fact]
    public void Each_way_to_differ_is_named()
    {
        var erp = new[] { Document("both"), Document("only erp"), Document("twice"), Document("twice") };
        var register = new[] { Document("both", 1), Document("only register"), Document("lost by KSeF", 5), Document("twice", 6), Document("other bytes", 7) };
        var ksef = new[] { Document("both", 1), Document("only KSeF", 4), Document("twice", 6), Document("other bytes", 7) with { Hash = InvoiceHash.Of([9]) } };
        var texts = Reconciliation.Compare(erp, register, ksef).Differences.ToLookup(d => d.Number, d => d.Text);

        Assert.Empty(texts["both"]);
        Assert.Contains("never handed to the outbox", texts["only erp"].Single(), StringComparison.Ordinal);
        Assert.Contains("Not in KSeF yet.", texts["only register"]);
        Assert.Contains(texts["lost by KSeF"], t => t.Contains("KSeF does not know", StringComparison.Ordinal));
        Assert.Contains(texts["only KSeF"], t => t.Contains("sent by something else", StringComparison.Ordinal));
        Assert.Contains(texts["twice"], t => t.StartsWith("2 times in the ERP", StringComparison.Ordinal));
        Assert.Contains(texts["other bytes"], t => t.Contains("bytes differ", StringComparison.Ordinal));
    }

    [Fact]
    public void One_number_may_stand_once_for_each_kind_also_where_a_side_tells_no_kind()
    {
        ReconciledDocument Of(InvoiceType type, int ksef) => Document("FV/1", ksef) with { Type = type, Hash = InvoiceHash.Of([(byte)ksef]) };
        ReconciledDocument[] both = [Of(InvoiceType.Vat, 1), Of(InvoiceType.Correction, 2)];
        Assert.Empty(Reconciliation.Compare(both, both, both).Differences);
        // Recognised by hash, by KSeF number, or by nothing but their count; in any order.
        Assert.Empty(Reconciliation.Compare([.. both.Reverse().Select(d => d with { Type = null, KsefNumber = null })], both, [.. both.Reverse().Select(d => d with { Type = null, Hash = null })]).Differences);
        Assert.Empty(Reconciliation.Compare([.. both.Select(d => d with { Type = null, KsefNumber = null, Hash = null })], both, both).Differences);

        var missing = Assert.Single(Reconciliation.Compare(both, both, [both[0]]).Differences);
        Assert.Equal((InvoiceType.Correction, "The register has a KSeF number, KSeF does not know the document."), (missing.Type, missing.Text));
        Assert.Contains(Reconciliation.Compare([.. both, both[1]], both, both).Differences, d => d.Type == InvoiceType.Correction && d.Text == "2 times in the ERP.");
        Assert.Single(Reconciliation.Compare([Document("FV/9") with { Type = InvoiceType.Vat }], [Document("FV/9", 3)], [Document("FV/9", 3) with { Hash = null }, Document("FV/8", 4)]).Differences);
    }

    [Fact]
    public void What_never_goes_to_KSeF_is_not_awaited_there_and_is_told_when_it_is_there()
    {
        var paper = Document("P/1") with { GoesToKsef = false };
        Assert.Empty(Reconciliation.Compare([paper], [paper], []).Differences);
        Assert.Contains(Reconciliation.Compare([paper], [paper], [Document("P/1", 1)]).Differences, d => d.Text.StartsWith("KSeF has it, although", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_register_of_a_period_is_read_without_drafts_and_with_papers()
    {
        var house = new House();
        var token = TestContext.Current.CancellationToken;
        await house.EnqueueAsync(1, 2);
        await house.DrainAsync(house.Dispatcher());
        await house.EnqueueAsync(3, 4);
        await house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(5) with { IssueDate = new LocalDate(2026, 12, 1) }, []), token);
        await house.Outbox.Store.EnqueueAsync(new PreparedInvoice(SampleEntries.Entry(6, OutboxState.Blocked) with { Hash = default }, []), token);
        await new OutboxOperator(house.Outbox.Store, house.Outbox.Evidence).WithdrawAsync(SampleEntries.Key(4), "wrong", "clerk", house.Now, token);
        await house.Outbox.Register.RecordAsync(new OutsideDocument(new OffReference("OFF/2026/11", 0), Seller, "P/1", new LocalDate(2026, 11, 20), house.Now, "anna", "total failure"), token);
        var reporter = new OutboxReporter(house.Outbox.Store, house.Outbox.Register, new DeadlineEngine(), new JpkRules(new DeadlineEngine()));
        ReconciledDocument[] erp = [.. new[] { "FV/1/2026", "FV/2/2026", "FV/3/2026", "FV/4/2026", "P/1", "FV/7/2026" }.Select(n => new ReconciledDocument(Seller, n))];
        var first = (await house.EntryAsync(1)).Acceptance!.Number;
        var november = new OutboxQuery { IssuedFrom = new LocalDate(2026, 11, 1), IssuedTo = new LocalDate(2026, 11, 30) };
        var result = await reporter.ReconcileAsync(erp, [new ReconciledDocument(Seller, "FV/1/2026", null, first)], november, token);
        Assert.Equal((6, 5, 1), (result.Erp, result.Register, result.Ksef));
        Assert.Equal(
            [("FV/2/2026", "The register has a KSeF number, KSeF does not know the document."), ("FV/3/2026", "Not in KSeF yet."), ("FV/7/2026", "In the ERP, not in the register: never handed to the outbox.")],
            result.Differences.Select(d => (d.Number, d.Text)));
    }

    private static ReconciledDocument Document(string number, int? ksef = null) =>
        new(Seller, number, InvoiceHash.Of(System.Text.Encoding.UTF8.GetBytes(number)), ksef is { } n ? KsefNumber.Create(Seller, new LocalDate(2026, 11, 20), n) : null);
}
