using Ksef.Offline.Outbox.Conformance;
using Xunit;

namespace CustomStore.Proofs;

/// <summary>Nobody forgot a suite.</summary>
public sealed class JournalProofTests
{
    [Fact]
    public void Every_suite_that_concerns_a_store_is_inherited()
    {
        string[] elsewhere = ["InvoiceGatewayConformance", "SqlDialectConformance", "SendBudgetConformance"];
        Assert.Empty(ConformanceSuites.MissingFrom(typeof(JournalProofTests).Assembly, "Journal", [.. ConformanceSuites.All.Where(s => elsewhere.Contains(s.Name))]));
    }
}
