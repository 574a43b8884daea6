using System.Text;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Invoices.Writing;
using Ksef.Offline.TestKit;
using Ksef.Offline.Tests.Invoices.Writing;

namespace Ksef.Offline.Tests.Invoices.Reading;

public sealed class RoundTripTests
{
    [Fact]
    public void Every_valid_file_survives_reading_and_writing_and_stays_valid()
    {
        var wrong = new List<string>();
        var written = new List<byte[]>();
        foreach (var file in ValidFiles())
        {
            if (!InvoiceReader.TryRead(File.ReadAllBytes(file), out var invoice, out var findings))
            {
                wrong.Add($"{Path.GetFileName(file)}: {string.Join(" ", findings)}");
                continue;
            }
            var bytes = InvoiceWriter.ToBytes(invoice);
            if (!InvoiceReader.TryRead(bytes, out var again, out findings)) wrong.Add($"{Path.GetFileName(file)} as written: {string.Join(" ", findings)}");
            else if (!again.Equals(invoice)) wrong.Add($"{Path.GetFileName(file)}: the model differs");
            if (SchemaJudge.Faults(bytes) is { Count: > 0 } faults) wrong.Add($"{Path.GetFileName(file)} as written: {faults[0]}");
            written.Add(bytes);
        }
        Assert.Empty(wrong);
        Assert.NotEmpty(written);
    }

    [Fact]
    public void What_is_written_from_every_valid_file_passes_xmllint()
    {
        SchemaJudge.AssertValidByXmllint(ValidFiles().Select(f => InvoiceWriter.ToBytes(InvoiceReader.Read(File.ReadAllBytes(f)))));
    }

    [Fact]
    public void Nothing_of_a_valid_file_is_lost()
    {
        foreach (var file in ValidFiles())
        {
            var bytes = File.ReadAllBytes(file);
            var (before, after) = (Leaves.Of(bytes), Leaves.Of(InvoiceWriter.ToBytes(InvoiceReader.Read(bytes))));
            Assert.Equal(before.Select(l => l.Path), after.Select(l => l.Path));
            foreach (var (a, b) in before.Zip(after)) Assert.True(a.SameValue(b), $"{Path.GetFileName(file)} {a.Path}: '{a.Text}' became '{b.Text}'");
        }
    }

    [Fact]
    public void Every_mutant_that_the_schema_accepts_survives_reading_and_writing()
    {
        var wrong = new List<string>();
        foreach (var (file, verdict) in Mutants())
        {
            if (verdict != "valid") continue;
            var original = File.ReadAllBytes(file);
            if (!InvoiceReader.TryRead(original, out var invoice, out var findings))
            {
                wrong.Add($"{Path.GetFileName(file)}: {string.Join(" ", findings)}");
                continue;
            }
            var bytes = InvoiceWriter.ToBytes(invoice);
            // .NET counts UTF-16 units against lengths: where it refuses the original too, it is no judge.
            if (SchemaJudge.Faults(bytes) is { Count: > 0 } faults && SchemaJudge.Faults(original).Count == 0) wrong.Add($"{Path.GetFileName(file)} as written: {faults[0]}");
            if (!InvoiceReader.Read(bytes).Equals(invoice)) wrong.Add($"{Path.GetFileName(file)}: the model differs");
        }
        Assert.Empty(wrong);
    }

    [Fact]
    public void A_file_that_cannot_be_read_gives_findings_and_never_throws()
    {
        foreach (var file in Directory.EnumerateFiles(SharedData.Require("data/fa3/invalid")).Concat(Mutants().Select(m => m.File)))
        {
            var read = InvoiceReader.TryRead(File.ReadAllBytes(file), out _, out var findings);
            Assert.True(read || findings.Any(f => f.Severity == FindingSeverity.Error), file);
        }
    }

    internal static IEnumerable<string> ValidFiles() =>
        Directory.EnumerateFiles(SharedData.Require("data/fa3/valid"), "*.xml").Concat(Directory.EnumerateFiles(SharedData.Require("data/fa3/synthetic"), "*.xml")).Order(StringComparer.Ordinal);

    private static IEnumerable<(string File, string Verdict)> Mutants()
    {
        var root = SharedData.Require("data/fa3");
        foreach (var line in File.ReadLines(Path.Combine(root, "mutants.csv"), Encoding.UTF8).Skip(1))
        {
            var name = line[..line.IndexOf(',', StringComparison.Ordinal)];
            var path = Path.Combine(root, name);
            if (File.Exists(path)) yield return (path, line[(line.LastIndexOf(',') + 1)..]);
        }
    }
}
