using System.Globalization;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>The Ministry's examples are valid without an error or a legal finding; their warnings stand in a list with reasons.</summary>
public sealed class MinistryExampleTests
{
    [Fact]
    public void Examples_draw_no_error_no_legal_finding_and_exactly_the_listed_warnings()
    {
        var listed = File.ReadAllLines(Path.Combine(SharedData.ProjectRoot, "tests", "Ksef.Offline.Tests", "Data", "ministry-examples.txt"))
            .Where(l => l.Length > 0 && l[0] != '#').Select(l => string.Join(' ', l.Split(' ').Take(4))).ToHashSet(StringComparer.Ordinal);
        var found = new HashSet<string>(StringComparer.Ordinal);
        var root = SharedData.Require("data/fa3");
        var validator = new InvoiceValidator();
        var examples = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in ReferenceFiles.Csv(Path.Combine(root, "index.csv")).Where(r => r["official_MF_example"].Length > 0))
        {
            var example = row["official_MF_example"];
            var verdict = validator.Validate(File.ReadAllBytes(Path.Combine(root, row["file"])));
            Assert.True(verdict.IsValid, $"{row["file"]}: {verdict}");
            Assert.DoesNotContain(verdict.Findings, f => f.Severity >= FindingSeverity.Legal);
            examples.Add(example);
            foreach (var group in verdict.Findings.GroupBy(f => (f.Basis, f.Code)))
                found.Add(string.Create(CultureInfo.InvariantCulture, $"{example} {group.Key.Basis} {group.Key.Code} {group.Count()}"));
        }
        Assert.True(examples.Count >= 15, $"only {examples.Count} examples were found");
        Assert.Equal(listed.Where(l => examples.Contains(l.Split(' ')[0])).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
    }
}
