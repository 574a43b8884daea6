using System.Text.RegularExpressions;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.TestKit;
using Ksef.Offline.Tests.Invoices.Building;

namespace Ksef.Offline.Tests.Invoices.Validation;

/// <summary>Every rule between fields has a case that draws it, from the bytes and from the model alike.</summary>
public sealed partial class SemanticRuleTests
{
    private static readonly InvoiceValidator Validator = new(new InvoiceValidatorOptions { Environment = KsefEnvironment.Production, AcceptedOn = Drafts.Today });
    private static readonly string Folder = Path.Combine(SharedData.ProjectRoot, "tests", "Ksef.Offline.Tests", "Data");

    public static TheoryData<string> Rows => [.. Lines()];

    [Theory, MemberData(nameof(Rows))]
    public void A_spoilt_draft_draws_the_rule_and_the_good_one_does_not(string row)
    {
        var (rule, severity, name, edits) = Read(row);
        var good = Draft(name).Build().Issue(Drafts.Now).Bytes.ToArray();
        Assert.DoesNotContain(Validator.Validate(good).Findings, f => f.Basis == rule);

        var spoilt = XmlEdits.Apply(good, edits);
        var findings = Validator.Validate(spoilt).Findings;
        Assert.True(findings.Any(f => f.Basis == rule && f.Severity.ToString().Equals(severity, StringComparison.OrdinalIgnoreCase)), $"not found; there is: {string.Join("\n", findings)}");
        Assert.DoesNotContain(findings, f => f.Code.StartsWith("KO1", StringComparison.Ordinal));
        Assert.All(findings, f => Assert.True(f.Message.Length > 10 && f.MessagePl.Length > 10 && f.Line is not null));

        // These three are no longer there in a model: the reader reads the digits, the zero and the blank cell as what they mean.
        if (InvoiceReader.TryRead(spoilt, out var invoice, out _) && rule is not ("N-4" or "R-17" or "X-7"))
            Assert.Contains(Validator.Check(invoice).Findings, f => f.Basis == rule);
        var silenced = new InvoiceValidator(new InvoiceValidatorOptions { Environment = KsefEnvironment.Production, AcceptedOn = Drafts.Today, Severities = findings.Where(f => f.Basis == rule).Select(f => f.Code).Distinct().ToDictionary(c => c, _ => (FindingSeverity?)null) });
        Assert.DoesNotContain(silenced.Validate(spoilt).Findings, f => f.Basis == rule);
    }

    [Fact]
    public void Every_rule_that_the_validator_names_has_a_row()
    {
        var source = string.Concat(Directory.GetFiles(Path.Combine(SharedData.ProjectRoot, "src", "Ksef.Offline", "Invoices", "Validation"), "InvoiceRules*.cs").Select(File.ReadAllText));
        var named = RuleName().Matches(source).Select(m => m.Groups[1].Value).ToHashSet(StringComparer.Ordinal);
        named.UnionWith(["R-1", "R-2"]);
        var rows = Lines().Select(r => Read(r).Rule).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(named.Except(rows));
        Assert.Empty(rows.Except(named));
    }

    /// <summary>The severities are those of the reference list, and what of it is not judged says why.</summary>
    [Fact]
    public void The_reference_list_of_rules_is_judged_or_set_aside_with_a_reason()
    {
        var list = File.ReadAllText(SharedData.Require("spec/fa3-rules.md"));
        var setAside = SetAside(File.ReadAllText(Path.Combine(Folder, "semantic-rules.README.md")));
        var severities = Lines().Select(Read).GroupBy(r => r.Rule, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(r => r.Severity).Distinct().Single(), StringComparer.Ordinal);
        var wrong = new List<string>();
        foreach (Match rule in ListedRule().Matches(list))
        {
            var (id, wanted) = (rule.Groups["id"].Value, rule.Groups["severity"].Value switch { "REJECT" => "error", "LEGAL" => "legal", "WARN" => "warning", _ => "info" });
            if (id[0] == 'T' || setAside.Contains(id)) continue;
            if (!severities.TryGetValue(id, out var ours)) wrong.Add($"{id} is neither judged nor set aside");
            else if (ours != wanted) wrong.Add($"{id}: {ours}, the list says {wanted}");
        }
        Assert.Empty(wrong);
    }

    private static InvoiceBuilder Draft(string name) => name != "attachment" ? Drafts.All[name]() : Drafts.All["ordinary"]().With(new Attachment
    {
        Blocks = [new AttachmentBlock { Metadata = [new KeyValue("Okres", "2026-01")], Tables = [new AttachmentTable { Columns = [new("Punkt", ColumnKind.Text), new("Zużycie", ColumnKind.Number)], Rows = [new TableRow(["PPE 1", "1.5"]), new TableRow(["PPE 2", "-"])] }] }],
    });

    private static IEnumerable<string> Lines() => File.ReadLines(Path.Combine(Folder, "semantic-rules.txt")).Where(l => l.Length > 0 && l[0] != '#');

    private static (string Rule, string Severity, string Draft, string Edits) Read(string row)
    {
        var cells = row.Split('|', StringSplitOptions.TrimEntries);
        return (cells[0], cells[1], cells[2], cells[3]);
    }

    private static HashSet<string> SetAside(string readme)
    {
        var rules = new HashSet<string>(StringComparer.Ordinal);
        foreach (var cell in readme.Split('\n').Where(l => l.StartsWith("| ", StringComparison.Ordinal)).Select(l => l.Split('|')[1]))
        {
            foreach (var part in cell.Split(',', StringSplitOptions.TrimEntries))
            {
                var ends = part.Split(" - ");
                if (ends.Length == 1) rules.Add(part);
                else for (var n = int.Parse(ends[0].AsSpan(2), System.Globalization.CultureInfo.InvariantCulture); n <= int.Parse(ends[1].AsSpan(2), System.Globalization.CultureInfo.InvariantCulture); n++) rules.Add($"{ends[0][0]}-{n}");
            }
        }
        return rules;
    }

    [GeneratedRegex("""(?:Reject|Legal|Warn)\("([A-Z]-\d+b?)"(?:,|\s)""")]
    private static partial Regex RuleName();

    [GeneratedRegex(@"^\| (?<id>[A-Z]-\d+b?) \|.*\| (?<severity>REJECT|LEGAL|WARN|INFO)\b[^|]*\|[^|]*\|\s*$", RegexOptions.Multiline)]
    private static partial Regex ListedRule();
}
