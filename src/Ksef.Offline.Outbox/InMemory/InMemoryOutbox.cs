using System.Runtime.CompilerServices;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.InMemory;

/// <summary>An outbox that lives as long as the process: for tests, trials and samples, under the same laws as the durable ones. Nothing survives a restart.</summary>
/// <remarks>One gate guards everything, as one database transaction would. Thread-safe.</remarks>
public sealed class InMemoryOutbox
{
    private Instant _greatestNow = Instant.MinValue;

    /// <summary>Creates an empty outbox.</summary>
    /// <param name="clockTolerance">How far a caller's clock may lie behind the greatest instant seen; one minute by default.</param>
    public InMemoryOutbox(Duration? clockTolerance = null)
    {
        ClockTolerance = clockTolerance ?? Duration.FromMinutes(1);
        ArgumentOutOfRangeException.ThrowIfLessThan(ClockTolerance, Duration.Zero, nameof(clockTolerance));
        Store = new InMemoryOutboxStore(this);
        Evidence = new InMemoryEvidenceLog(this);
        Notifications = new InMemoryNotificationFeed(this);
        Register = new InMemoryRegister(this);
        Announcements = new InMemoryAnnouncementStore(this);
    }

    /// <summary>The entries.</summary>
    public InMemoryOutboxStore Store { get; }

    /// <summary>The evidence.</summary>
    public InMemoryEvidenceLog Evidence { get; }

    /// <summary>The notifications.</summary>
    public InMemoryNotificationFeed Notifications { get; }

    /// <summary>The documents of a total failure.</summary>
    public InMemoryRegister Register { get; }

    /// <summary>The announcements.</summary>
    public InMemoryAnnouncementStore Announcements { get; }

    internal Duration ClockTolerance { get; }

    private Lock Gate { get; } = new();

    internal SortedDictionary<string, Row> Rows { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<string, List<EvidenceRecord>> Chains { get; } = new(StringComparer.Ordinal);

    internal SortedDictionary<long, Posted> Feed { get; } = [];

    internal List<OutsideDocument> Outside { get; } = [];

    internal List<RecordedAnnouncement> Recorded { get; } = [];

    internal long LastNotification { get; set; }

    private Dictionary<string, long> Counters { get; } = new(StringComparer.Ordinal);

    /// <summary>Looks at a caller's clock; call it before anything is changed.</summary>
    internal void See(Instant now)
    {
        if (_greatestNow > now && _greatestNow - now > ClockTolerance) throw new OutboxClockException(now, _greatestNow, ClockTolerance);
        if (now > _greatestNow) _greatestNow = now;
    }

    internal OffReference Number(OffReference wanted)
    {
        if (wanted.Scope is null || wanted.Number != 0) return wanted;
        var next = Counters.GetValueOrDefault(wanted.Scope) + 1;
        Counters[wanted.Scope] = next;
        return wanted with { Number = next };
    }

    internal IReadOnlyList<EvidenceRecord> Append(string chain, IReadOnlyList<EvidenceDraft> drafts)
    {
        if (drafts.Count == 0) return [];
        if (!Chains.TryGetValue(chain, out var records)) Chains[chain] = records = [];
        var added = new List<EvidenceRecord>(drafts.Count);
        foreach (var draft in drafts)
        {
            var head = records.Count == 0 ? new EvidenceHead(chain, 0, default) : new EvidenceHead(chain, records[^1].Sequence, records[^1].Hash);
            records.Add(EvidenceChains.Seal(head, draft));
            added.Add(records[^1]);
        }
        return added;
    }

    internal void Post(InvoiceKey key, IReadOnlyList<NotificationDraft> drafts)
    {
        foreach (var draft in drafts)
        {
            LastNotification++;
            Feed.Add(LastNotification, new Posted(new Notification(LastNotification, key, draft.Kind, draft.At, draft.Text)));
        }
    }

    /// <summary>Does something as one transaction would: alone, and not at all where it was cancelled before. A clock that jumped back fails the task.</summary>
    internal Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested) return Task.FromCanceled<T>(cancellationToken);
        try
        {
            lock (Gate) return Task.FromResult(work());
        }
        catch (OutboxClockException jumped)
        {
            return Task.FromException<T>(jumped);
        }
    }

    /// <summary>Reads what stands at this moment; whoever writes meanwhile is not held up.</summary>
    internal async IAsyncEnumerable<T> ReadAsync<T>(Func<IEnumerable<T>> select, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var one in await RunAsync(() => select().ToList(), cancellationToken).ConfigureAwait(false))
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return one;
        }
    }

    internal sealed class Row(OutboxEntry entry)
    {
        public OutboxEntry Entry { get; set; } = entry;

        public long Fence { get; set; }

        public Instant? LeasedUntil { get; set; }
    }

    internal sealed class Posted(Notification notification)
    {
        public Notification Notification { get; } = notification;

        public Instant? HiddenUntil { get; set; }
    }
}
