using System.Reflection;
using Ksef.Offline.Emulator.Tests.Fixtures;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests;

/// <summary>Holds the committed table of endpoints, statuses and codes against the official documents, the route table and the tests.</summary>
public sealed class EndpointTableTests
{
    private static IReadOnlyList<(string Method, string Path, string Status, string Code, string Proof)> Rows { get; } =
        [.. File.ReadLines(Path.Combine(SharedData.ProjectRoot, "tests", "Ksef.Offline.Emulator.Tests", "Data", "endpoints.txt"))
            .Where(l => l.Length > 0 && l[0] != '#').Select(l => l.Split(' ', 5)).Select(p => (p[0], p[1], p[2], p[3], p[4]))];

    [Theory]
    [InlineData("2.6")]
    [InlineData("2.7")]
    public void Every_status_and_code_of_the_official_document_has_a_row(string version)
    {
        var unserved = Rows.Where(r => r.Status == "*").Select(r => (r.Method, r.Path)).ToHashSet();
        var known = Rows.Select(r => (r.Method, r.Path, r.Status, r.Code)).ToHashSet();
        var missing = OpenApi.Rows(version).Where(r => !unserved.Contains((r.Method, r.Template)) && !known.Contains(r));
        Assert.Empty(missing);
    }

    [Fact]
    public void Every_row_stands_in_an_official_document()
    {
        var official = OpenApi.Rows("2.6").Concat(OpenApi.Rows("2.7")).ToHashSet();
        var operations = official.Select(r => (r.Method, r.Template)).ToHashSet();
        Assert.All(Rows, r => Assert.True(r.Status == "*" ? operations.Contains((r.Method, r.Path)) : official.Contains((r.Method, r.Path, r.Status, r.Code)), r.ToString()));
    }

    [Fact]
    public void Every_row_names_a_test_that_exists_or_a_reason()
    {
        var tests = typeof(EndpointTableTests).Assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance).Select(m => $"{t.Name}.{m.Name}")).ToHashSet();
        Assert.All(Rows, r => Assert.True(r.Proof.StartsWith("- ", StringComparison.Ordinal) ? r.Proof.Length > 20 : tests.Contains(r.Proof), r.ToString()));
    }

    [Fact]
    public void Routes_and_rows_name_the_same_endpoints()
    {
        var served = Endpoints.Table(null!).All.Select(r => $"{r.Method} {r.Template}").Order(StringComparer.Ordinal);
        Assert.Equal(served, Rows.Where(r => r.Status != "*").Select(r => $"{r.Method} {r.Path}").Distinct().Order(StringComparer.Ordinal));
    }
}
