using Ksef.Offline.Outbox.Reports;
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

    private static ReconciledDocument Document(string number, int? ksef = null) =>
        new(Seller, number, InvoiceHash.Of(System.Text.Encoding.UTF8.GetBytes(number)), ksef is { } n ? KsefNumber.Create(Seller, new LocalDate(2026, 11, 20), n) : null);
}
