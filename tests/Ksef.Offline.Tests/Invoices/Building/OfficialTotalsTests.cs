using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Tests.Invoices.Building;

/// <summary>The Ministry's own examples as a judge of the arithmetic: totals computed from their lines are the totals they state.</summary>
public sealed class OfficialTotalsTests
{
    [Fact]
    public void Totals_computed_from_the_lines_of_official_examples_are_those_stated()
    {
        var (compared, wrong) = (0, new List<string>());
        foreach (var file in Examples())
        {
            var body = InvoiceReader.Read(File.ReadAllBytes(file)).Body;
            // Settlements and advances total something else than their lines; corrections are compared where rows carry amounts.
            if (body.Type is not (InvoiceType.Vat or InvoiceType.Correction or InvoiceType.Simplified) || body.Lines.Count == 0) continue;
            if (body.Lines.All(l => l.NetAmount is null && l.GrossAmount is null)) continue;
            compared++;
            var tolerance = 0.01m * body.Lines.Count;
            var (stated, computed) = (TotalsFields.Of(body.Totals), TotalsFields.Of(TotalsCalculator.FromLines(body.Lines, body.Currency, null)));
            wrong.AddRange(stated.Zip(computed).Where(p => Math.Abs((p.First.Amount ?? 0m) - (p.Second.Amount ?? 0m)) > tolerance)
                .Select(p => $"{Path.GetFileName(file)} {p.First.Field}: stated {p.First.Amount}, computed {p.Second.Amount}"));
        }
        Assert.Empty(wrong);
        Assert.True(compared >= 8, $"only {compared} examples compared");
    }

    private static IEnumerable<string> Examples()
    {
        var root = SharedData.Require("data/fa3");
        return File.ReadLines(Path.Combine(root, "index.csv")).Skip(1).Select(l => l.Split(',')).Where(c => c[1].Length > 0).Select(c => Path.Combine(root, c[0])).Where(File.Exists);
    }
}
