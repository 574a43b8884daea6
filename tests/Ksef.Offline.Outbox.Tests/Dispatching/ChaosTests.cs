using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

public sealed class ChaosTests
{
    [Fact]
    public void Whatever_goes_wrong_and_whoever_dies_every_invoice_ends_with_one_number_and_arrives_once() =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue - 1).ToArbitrary(), seed => RunAsync(seed).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();

    private static async Task<bool> RunAsync(int seed)
    {
        const int Invoices = 25;
        var chance = new Random(seed);
        var house = new House(seed);
        house.Options = house.Options with { Portion = 7, Consignments = house.Options.Consignments with { BatchFrom = chance.Next(2, 9) }, PoisonAfter = 1000 };
        await house.EnqueueAsync([.. Enumerable.Range(1, Invoices)]);
        var process = new MortalStore(house.Outbox.Store);
        house.Ksef.Between = _ =>
        {
            if (chance.Next(15) != 0) return;
            process.Dead = true;
            throw new IOException("killed");
        };
        var dispatcher = house.Dispatcher(process);
        for (var round = 0; round < 2000; round++)
        {
            try
            {
                var done = await dispatcher.RunRoundAsync(CancellationToken.None);
                if (!done.Pending && !process.Dead) break;
            }
            catch (IOException)
            {
                // The process died; the next one starts below.
            }
            if (process.Dead)
            {
                process = new MortalStore(house.Outbox.Store);
                dispatcher = house.Dispatcher(process);
            }
            house.Time.Advance(TimeSpan.FromSeconds(chance.Next(1, 300)));
        }

        for (var number = 1; number <= Invoices; number++)
        {
            var entry = await house.EntryAsync(number);
            Assert.Equal(OutboxState.Accepted, entry.State);
            Assert.Equal(house.Ksef.NumberOf(entry.Key), entry.Acceptance!.Number);
            Assert.Equal(1, house.Ksef.Arrived[entry.Key]);
            var evidence = await house.EvidenceAsync(number);
            Assert.Null(EvidenceChains.FirstBroken(evidence));
            Assert.Single(evidence, e => e.Text.StartsWith("accepted as ", StringComparison.Ordinal));
        }
        return true;
    }
}
