using Ksef.Offline.Calendars;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>Everything that is asked of a large outbox again and again: each once.</summary>
internal static class HotOperations
{
    private static readonly OutboxQuery[] Queries =
    [
        new() { Number = "FV/1" },
        new() { Hash = InvoiceHash.Of([1]) },
        new() { KsefNumber = KsefNumber.Create(Nip.Parse("5261040828"), new LocalDate(2026, 11, 20), 1) },
        new() { Reference = new OffReference("OFF/2026", 7) },
        new() { Behind = SmallEntry.Key("FV/0") },
        new() { IssuedFrom = new LocalDate(2026, 11, 20), IssuedTo = new LocalDate(2026, 11, 20) },
        new() { States = [OutboxState.Held] },
        new() { Taxpayer = "shop", States = [OutboxState.Blocked], WithBytes = true },
        new() { Taxpayer = "shop", States = [OutboxState.Issued, OutboxState.Leased, OutboxState.Submitted, OutboxState.Unknown], Max = 1000 },
        new() { States = [OutboxState.Issued, OutboxState.Leased, OutboxState.AwaitingCorrection] },
        new() { States = [OutboxState.Issued, OutboxState.Leased, OutboxState.Rejected, OutboxState.Held], TimelineVersionBelow = 5, Max = 100 },
        new() { Taxpayer = "shop", States = [OutboxState.Accepted], MissingUpo = true, Max = 40 },
        new() { After = SmallEntry.Key("FV/5"), Max = 500 },
    ];

    public static async Task RunAsync(SqlOutbox outbox, CancellationToken cancellationToken)
    {
        var (store, now) = (outbox.Store, SmallEntry.Noon);
        await store.EnqueueAsync(SmallEntry.Prepared("FV/conflict"), cancellationToken);
        await store.EnqueueAsync(SmallEntry.Prepared("FV/conflict", [1]), cancellationToken);
        var request = new LeaseRequest("shop", now, Duration.FromMinutes(2), 10, "worker");
        await store.LeaseAsync(request with { SettleOnly = true }, cancellationToken);
        await store.LeaseAsync(request, cancellationToken);
        var numbered = SmallEntry.Prepared("FV/numbered");
        await store.EnqueueAsync(numbered with { Entry = numbered.Entry with { Reference = new OffReference("OFF/2027", 0) } }, cancellationToken);
        var named = await store.LeaseAsync(request with { Keys = [numbered.Entry.Key] }, cancellationToken);
        await store.RenewAsync(named, now, Duration.FromMinutes(2), cancellationToken);
        await store.CommitAsync([new LeaseCommit(named[0], new Transition(named[0].Entry with { Note = "seen" }, [SmallEntry.Draft("seen")], []))], now, cancellationToken);
        await store.RescheduleAsync([new DeadlineUpdate(numbered.Entry.Key, numbered.Entry.Deadline with { TimelineVersion = 9 }, [], [])], cancellationToken);
        await store.RecordDeliveryAsync(numbered.Entry.Key, new Delivery(now, null, null), SmallEntry.Draft("printed"), cancellationToken);
        await store.FindAsync(numbered.Entry.Key, cancellationToken);
        foreach (var query in Queries) await store.ReadAsync(query, cancellationToken).Take(1).ToListAsync(cancellationToken);
        await outbox.Evidence.ReadAsync(EvidenceChains.Of(numbered.Entry.Key), cancellationToken).ToListAsync(cancellationToken);
        await outbox.Evidence.AppendAsync(EvidenceChains.Of(numbered.Entry.Key), [SmallEntry.Draft("attached")], cancellationToken);
        await outbox.Evidence.ReadHeadsAsync(cancellationToken).Take(1).ToListAsync(cancellationToken);
        await outbox.Maintenance.EraseAsync(new LocalDate(2026, 1, 2), 10, cancellationToken);
        await outbox.Maintenance.AfterRestoreAsync(SmallEntry.Draft("restored"), 0, cancellationToken);
    }
}
