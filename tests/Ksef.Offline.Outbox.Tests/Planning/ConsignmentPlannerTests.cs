using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Tests.Samples;

namespace Ksef.Offline.Outbox.Tests.Planning;

public sealed class ConsignmentPlannerTests
{
    private static readonly Arbitrary<OutboxEntry[]> Queues =
        (from mode in Gen.Elements(InvoicingMode.Online, InvoicingMode.Offline24, InvoicingMode.Emergency, InvoicingMode.Unavailability)
         from attached in Gen.Elements(true, false, false, false)
         from corrects in Gen.Elements(true, false, false, false)
         from size in Gen.Choose(1, 60)
         select (mode, attached, corrects, size)).ListOf().Select(list => list.Select((x, i) => SampleEntries.Entry(i + 1, mode: x.mode, content: new string('x', x.size)) with
         {
             HasAttachment = x.attached,
             Corrects = x.corrects ? InvoiceHash.Of([1]) : null,
         }).ToArray()).ToArbitrary();

    private static readonly Arbitrary<ConsignmentRules> Rules =
        (from batchFrom in Gen.Choose(1, 12)
         from most in Gen.Choose(1, 7)
         from bytes in Gen.Choose(1, 150)
         select new ConsignmentRules { BatchFrom = batchFrom, BatchMax = most, BatchMaxBytes = bytes }).ToArbitrary();

    [Fact]
    public void Every_entry_goes_once_and_as_the_API_has_it() => Prop.ForAll(Queues, Rules, (queue, rules) =>
    {
        var planned = ConsignmentPlanner.Plan(queue, rules);
        var place = queue.Select((e, i) => KeyValuePair.Create(e.Key, i)).ToDictionary();

        Assert.Equal(queue.Select((_, i) => i), planned.SelectMany(p => p.Entries).Select(e => place[e.Key]).Order());
        Assert.Equal(planned.Select(p => place[p.Entries[0].Key]).Order(), planned.Select(p => place[p.Entries[0].Key]));
        Assert.All(planned, p =>
        {
            Assert.NotEmpty(p.Entries);
            Assert.All(p.Entries, e => Assert.Equal(p.Offline, e.Mode.Mode != InvoicingMode.Online));
            Assert.Equal(p.Entries.Select(e => place[e.Key]).Order(), p.Entries.Select(e => place[e.Key]));
            if (p.Way == SendingWay.Interactive) Assert.Single(p.Entries);
            else Assert.True(p.Entries.Count <= rules.BatchMax && (p.Entries.Count == 1 || p.Entries.Sum(e => e.Bytes.Length) <= rules.BatchMaxBytes));
            Assert.All(p.Entries, e => Assert.False(p.Way == SendingWay.Batch && e.Corrects is not null));
            Assert.All(p.Entries, e => Assert.False(p.Way == SendingWay.Interactive && e.HasAttachment && e.Corrects is null));
        });
        foreach (var offline in new[] { true, false })
        {
            var ordinary = queue.Where(e => e.IsOffline == offline && e.Corrects is null).ToList();
            var batched = planned.Where(p => p.Way == SendingWay.Batch && p.Offline == offline).Sum(p => p.Entries.Count);
            Assert.Equal(ordinary.Count >= rules.BatchFrom ? ordinary.Count : ordinary.Count(e => e.HasAttachment), batched);
        }
    }).QuickCheckThrowOnFailure();

    [Fact]
    public void A_batch_is_filled_to_its_number_and_its_bytes_and_not_beyond()
    {
        OutboxEntry[] queue = [.. Enumerable.Range(1, 10).Select(n => SampleEntries.Entry(n, content: new string('x', 10)))];
        int[] Sizes(ConsignmentRules rules) => [.. ConsignmentPlanner.Plan(queue, rules).Select(p => p.Entries.Count)];
        Assert.Equal([4, 4, 2], Sizes(new ConsignmentRules { BatchFrom = 10, BatchMax = 4 }));
        Assert.Equal([3, 3, 3, 1], Sizes(new ConsignmentRules { BatchFrom = 10, BatchMaxBytes = 39 }));
        Assert.Equal([4, 4, 2], Sizes(new ConsignmentRules { BatchFrom = 10, BatchMaxBytes = 40 }));
        Assert.Equal(10, ConsignmentPlanner.Plan(queue, new ConsignmentRules { BatchFrom = 11 }).Count);
        Assert.Equal((20, 10_000, 100_000_000L), (ConsignmentRules.Default.BatchFrom, ConsignmentRules.Default.BatchMax, ConsignmentRules.Default.BatchMaxBytes));
    }
}
