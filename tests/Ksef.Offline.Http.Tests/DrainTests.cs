using Ksef.Offline.Emulator;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Http.Tests;

/// <summary>The production limits, kept by the emulator on a moved clock: a whole backlog goes out without one 429.</summary>
public sealed class DrainTests
{
    [Fact]
    public async Task Ten_thousand_offline_invoices_drain_within_ten_minutes_without_a_429()
    {
        await using var bench = await Bench.StartAsync(
            o => o with { FetchUpo = false, MaxBudgetWait = TimeSpan.Zero }, budget: new InMemorySendBudget(), emulator: new EmulatorOptions { Limits = EmulatorLimits.Production });
        bench.Ksef.Script.InvoicesPerSecond = 20;
        var items = Enumerable.Range(1, 10_000).Select(n => SampleInvoice.Item($"FV/{n}")).ToArray();
        var began = bench.Now;

        var sent = new List<GatewayOutcome>();
        foreach (var portion in items.Chunk(5_000)) sent.AddRange(await bench.SendBatchAsync(portion));
        Assert.All(sent, o => Assert.IsType<GatewayOutcome.Pending>(o));
        var open = items.Zip(sent.Cast<GatewayOutcome.Pending>(), (i, p) => i with { Reference = p.Reference, LastAttemptAt = began }).ToList();
        // The packages are unpacked in the background, whatever the clock says; what shows of them when is a matter of the clock alone.
        await bench.Ksef.WhenIdleAsync(TestContext.Current.CancellationToken);
        var numbers = new HashSet<KsefNumber>();
        for (var rounds = 0; open.Count > 0 && rounds < 200; rounds++)
        {
            var found = await bench.FindAsync(open);
            numbers.UnionWith(found.OfType<GatewayOutcome.Accepted>().Select(a => a.Number));
            open = [.. open.Zip(found).Where(x => x.Second is not GatewayOutcome.Accepted).Select(x => x.First)];
            if (open.Count > 0) bench.Time.Advance(TimeSpan.FromSeconds(5));
        }

        Assert.Equal(10_000, numbers.Count);
        Assert.Equal(10_000, bench.Ksef.Invoices.Select(i => i.Key).Distinct().Count());
        // KSeF alone needs 500 s for so many.
        TestContext.Current.TestOutputHelper?.WriteLine($"10,000 invoices in {bench.Now - began}");
        Assert.InRange(bench.Now - began, Duration.FromSeconds(500), Duration.FromMinutes(10));
        Assert.DoesNotContain(bench.Logger.Lines, l => l.Text.Contains("answered 429", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Interactive_sending_keeps_to_the_windows_and_says_when_to_come_back()
    {
        await using var bench = await Bench.StartAsync(o => o with { MaxBudgetWait = TimeSpan.Zero }, budget: new InMemorySendBudget(), emulator: new EmulatorOptions { Limits = EmulatorLimits.Production });
        var waiting = new Queue<ConsignmentItem>(Enumerable.Range(1, 60).Select(n => SampleInvoice.Item($"FV/{n}")));
        var began = bench.Now;

        while (waiting.TryPeek(out var item))
        {
            switch (await bench.SendAsync(item))
            {
                case GatewayOutcome.Pending:
                    waiting.Dequeue();
                    break;
                case GatewayOutcome.NotSent { RetryAfter: { } at }:
                    bench.Time.Advance((at - bench.Now).ToTimeSpan());
                    break;
                case var other:
                    Assert.Fail(other.ToString());
                    break;
            }
        }

        Assert.Equal(60, bench.Ksef.Invoices.Count);
        Assert.True(bench.Now - began <= Duration.FromMinutes(3), $"took {bench.Now - began}");
        Assert.DoesNotContain(bench.Logger.Lines, l => l.Text.Contains("answered 429", StringComparison.Ordinal));
    }
}
