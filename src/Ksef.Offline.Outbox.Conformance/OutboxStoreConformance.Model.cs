using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

public abstract partial class OutboxStoreConformance
{
    /// <summary>Random commands, stale leases and late commits among them, leave the store exactly as a model of a few lines says. A failing seed fails again.</summary>
    /// <param name="seed">Where the commands come from.</param>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(8)]
    public async Task Random_commands_leave_the_store_as_a_simple_model_says(int seed)
    {
        var (random, model, hands) = (new Random(seed), new SortedDictionary<string, Modelled>(StringComparer.Ordinal), new List<LeasedEntry>());
        var now = Specimen.Noon;
        for (var step = 0; step < 120; step++)
        {
            switch (random.Next(7))
            {
                case 0 or 1:
                    await EnqueueBothAsync(random, model);
                    break;
                case 2:
                    hands.AddRange(await LeaseBothAsync(random, model, now));
                    break;
                case 3 or 4 when hands.Count > 0:
                    await CommitBothAsync(random, model, hands, now);
                    break;
                case 5 when hands.Count > 0:
                    var renewed = hands[random.Next(hands.Count)];
                    var holds = model[renewed.Entry.Key.ToString()].IsHeldBy(renewed);
                    Assert.Equal([holds], await Store.RenewAsync([renewed], now, Specimen.Lease, Cancel));
                    if (holds) model[renewed.Entry.Key.ToString()].Until = now + Specimen.Lease;
                    break;
                default:
                    now += Duration.FromSeconds(random.Next(90));
                    break;
            }
        }
        var stored = await EverythingAsync();
        Assert.Equal(model.Keys, stored.Select(e => e.Key.ToString()));
        foreach (var entry in stored)
        {
            var expected = model[entry.Key.ToString()];
            Assert.Equal((expected.Entry.State, expected.Entry.Hash, expected.Entry.Attempts, expected.Entry.NextAttempt, expected.Entry.Acceptance?.Number), (entry.State, entry.Hash, entry.Attempts, entry.NextAttempt, entry.Acceptance?.Number));
            var evidence = await EvidenceOfAsync(entry.Key.Number);
            Assert.Equal(expected.Evidence, evidence.Count);
            Assert.Null(EvidenceChains.FirstBroken(evidence));
        }
    }

    private async Task EnqueueBothAsync(Random random, SortedDictionary<string, Modelled> model)
    {
        var (number, variant) = (Specimen.Number(random.Next(8)), (byte)random.Next(5));
        var entry = Specimen.Entry(number, new LocalDate(2026, 11, 23).PlusDays(random.Next(3)), variant == 0 ? [variant] : null);
        var outcome = await Store.EnqueueAsync(Specimen.Prepared(entry), Cancel);
        if (!model.TryGetValue(entry.Key.ToString(), out var known))
        {
            Assert.IsType<EnqueueOutcome.Added>(outcome);
            model[entry.Key.ToString()] = new Modelled { Entry = entry, Evidence = 1 };
        }
        else if (known.Entry.Hash == entry.Hash) Assert.Equal(known.Entry.State, Assert.IsType<EnqueueOutcome.AlreadyPresent>(outcome).Entry.State);
        else Assert.Equal((known.Entry.Hash, entry.Hash), (Assert.IsType<EnqueueOutcome.Conflict>(outcome).Existing, ((EnqueueOutcome.Conflict)outcome).Offered));
    }

    private async Task<IReadOnlyList<LeasedEntry>> LeaseBothAsync(Random random, SortedDictionary<string, Modelled> model, Instant now)
    {
        var max = random.Next(1, 4);
        var due = model.Values.Where(m => m.Entry.State is OutboxState.Issued or OutboxState.Leased or OutboxState.Submitted or OutboxState.Unknown && (m.Until is not { } until || until <= now) && !(m.Entry.NextAttempt > now))
            .OrderBy(m => m.Entry.Deadline.WorkTo).ThenBy(m => m.Entry.Key.ToString(), StringComparer.Ordinal).Take(max).ToList();
        var leased = await Store.LeaseAsync(Specimen.Request(now, max), Cancel);
        Assert.Equal(due.Select(m => m.Entry.Key), leased.Select(l => l.Entry.Key));
        foreach (var (m, lease) in due.Zip(leased))
        {
            Assert.True(lease.Fence > m.Fence);
            (m.Fence, m.Until, m.Entry) = (lease.Fence, lease.Until, m.Entry with { State = lease.Entry.State });
            Assert.Equal(now + Specimen.Lease, lease.Until);
        }
        return leased;
    }

    private async Task CommitBothAsync(Random random, SortedDictionary<string, Modelled> model, List<LeasedEntry> hands, Instant now)
    {
        var at = random.Next(hands.Count);
        var lease = hands[at];
        var modelled = model[lease.Entry.Key.ToString()];
        OutboxEvent happened = random.Next(5) switch
        {
            0 => Specimen.Sending(lease, now),
            1 => Specimen.Accepted(lease, now, random.Next(1, 1000)),
            2 => new OutboxEvent.Answered(now, "worker 1", new GatewayOutcome.Pending(lease.Entry.Key, new SubmissionReference("S-1", "I-1"), now + Duration.FromMinutes(1)), now + Duration.FromMinutes(1)),
            3 => new OutboxEvent.LeaseEnded(now, "worker 1", now + Duration.FromSeconds(random.Next(60))),
            _ => new OutboxEvent.Held(now, "Anna", "to be looked at"),
        };
        if (!EntryTransitions.TryApply(lease.Entry, happened, out var transition, out _)) return;
        var holds = modelled.IsHeldBy(lease);
        Assert.Equal([holds], await Store.CommitAsync([new LeaseCommit(lease, transition)], now, Cancel));
        if (!holds) return;
        (modelled.Entry, modelled.Evidence) = (transition.After, modelled.Evidence + transition.Evidence.Count);
        if (transition.KeepLease) hands[at] = lease with { Entry = transition.After };
        else modelled.Until = null;
    }

    /// <summary>What a store must know of an entry, and no more.</summary>
    private sealed class Modelled
    {
        public required OutboxEntry Entry { get; set; }

        public required int Evidence { get; set; }

        public long Fence { get; set; }

        public Instant? Until { get; set; }

        public bool IsHeldBy(LeasedEntry lease) => Fence == lease.Fence && Until is not null;
    }
}
