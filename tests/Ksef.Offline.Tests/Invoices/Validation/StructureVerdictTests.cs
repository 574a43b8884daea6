using System.Text.RegularExpressions;
using Ksef.Offline.Invoices.Validation;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>Structure and values: our verdict is the official schema's, and our first finding stands where its first error stands.</summary>
public sealed partial class StructureVerdictTests
{
    private static readonly InvoiceValidator SchemaOnly = new(InvoiceValidatorOptions.SchemaOnly);

    [Fact]
    public void Verdicts_never_disagree_with_the_official_schema()
    {
        var wrong = new List<string>();
        var judged = 0;
        foreach (var entry in ReferenceFiles.All())
        {
            var expected = entry.Verdict switch
            {
                "valid" => true,
                "invalid" or "not-wf" or "valid (DTD present)" => false,
                _ => (bool?)null,
            };
            if (expected is null) continue;
            judged++;
            var verdict = SchemaOnly.Validate(entry.Bytes);
            if (verdict.IsValid != expected) wrong.Add($"{entry.File}: expected {entry.Verdict}, got {verdict}; schema: {entry.FirstError}");
        }
        Assert.Empty(wrong);
        Assert.True(judged > 800, $"only {judged} files were judged");
    }

    [Fact]
    public void The_first_finding_stands_where_the_schemas_first_error_stands()
    {
        var (judged, wrong) = (0, new List<string>());
        foreach (var entry in ReferenceFiles.All().Where(e => e.Verdict == "invalid" && e.FirstErrorPath.Length > 0))
        {
            judged++;
            var first = SchemaOnly.Validate(entry.Bytes).Findings[0];
            if (WithoutIndices(first.Path) != WithoutIndices(entry.FirstErrorPath)) wrong.Add($"{entry.File}: {first} | schema: {entry.FirstErrorPath} {entry.FirstError}");
        }
        Assert.Empty(wrong);
        Assert.True(judged > 450, $"only {judged} files were judged");
    }

    [Fact]
    public void Every_finding_is_complete()
    {
        var validator = new InvoiceValidator();
        foreach (var finding in ReferenceFiles.All().SelectMany(e => validator.Validate(e.Bytes).Findings))
        {
            Assert.Matches("^KO[12][0-9]{3}$", finding.Code);
            Assert.StartsWith("/", finding.Path, StringComparison.Ordinal);
            Assert.True(finding.Message.Length > 10 && finding.MessagePl.Length > 10 && finding.Basis.Length > 0, finding.ToString());
            Assert.NotEqual(finding.Message, finding.MessagePl);
        }
    }

    private static string WithoutIndices(string path) => Index().Replace(path, "");

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index();
}
