using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Http.Tests;

/// <summary>Whatever goes wrong on the way, every invoice ends with exactly one number, and the numbers are those of the register.</summary>
public sealed class TroubleTests
{
    public static TheoryData<string, string, string> Rows()
    {
        var rows = new TheoryData<string, string, string>();
        foreach (var line in File.ReadLines(Path.Combine(SharedData.ProjectRoot, "tests", "Ksef.Offline.Http.Tests", "Data", "troubles.txt")))
        {
            if (line.Length == 0 || line[0] == '#') continue;
            var cells = line.Split(" | ", 3);
            rows.Add(cells[0], cells[1], cells[2]);
        }
        return rows;
    }

    [Theory]
    [MemberData(nameof(Rows))]
    public async Task Every_invoice_ends_with_one_number(string name, string way, string trouble)
    {
        await using var bench = await Bench.StartAsync();
        bench.Apply(trouble);
        var items = Enumerable.Range(1, 3).Select(n => SampleInvoice.Item($"FV/{n}")).ToList();

        var outcomes = await bench.DriveAsync(items, way == "batch" ? SendingWay.Batch : SendingWay.Interactive);

        Assert.All(outcomes, o => Assert.True(o is GatewayOutcome.Accepted, $"{name}: {o}"));
        Assert.Equal(3, bench.Ksef.Invoices.Count);
        Assert.Equal(bench.Ksef.Invoices.OrderBy(i => i.Key.Number, StringComparer.Ordinal).Select(i => i.KsefNumber), outcomes.Cast<GatewayOutcome.Accepted>().Select(a => a.Number));
        Assert.DoesNotContain(bench.Logger.Lines, l => l.Text.Contains(bench.Ksef.Token, StringComparison.Ordinal));
    }
}
