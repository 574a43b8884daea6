using System.Reflection;

namespace Ksef.Offline.Outbox.Conformance.Tests;

/// <summary>The test of the tests: nobody forgot to inherit a suite, and the finder of forgotten ones finds them.</summary>
public sealed class ConformanceSuitesTests
{
    private static readonly Assembly Here = typeof(ConformanceSuitesTests).Assembly;

    // The gateway and the dialects have their proofs where they live: in the tests of Http and of Outbox.Sql.
    private static readonly string[] Elsewhere = ["InvoiceGatewayConformance", "SqlDialectConformance"];

    [Fact]
    public void The_in_memory_outbox_inherits_every_suite() =>
        Assert.Empty(ConformanceSuites.MissingFrom(Here, "InMemory", [.. ConformanceSuites.All.Where(s => Elsewhere.Contains(s.Name))]));

    [Fact]
    public void A_forgotten_suite_is_found() => Assert.Equal(ConformanceSuites.All, ConformanceSuites.MissingFrom(Here, "Nobody"));

    [Fact]
    public void Every_abstract_class_with_facts_is_a_suite()
    {
        var withFacts = typeof(ConformanceSuites).Assembly.GetTypes().Where(t => t.IsAbstract && t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).Any(m => m.GetCustomAttribute<FactAttribute>() is not null));
        Assert.Equal(withFacts.OrderBy(t => t.Name, StringComparer.Ordinal), ConformanceSuites.All);
    }
}
