using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.InMemory;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.TestKit;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Outbox.Tests.Samples;

/// <summary>An outbox in memory, a clock that tests move, a model of KSeF, and dispatchers on them.</summary>
internal sealed class House
{
    private readonly Random? _trouble;

    public House(int? troubleSeed = null)
    {
        _trouble = troubleSeed is { } seed ? new Random(seed) : null;
        Ksef = new ModelKsef(_trouble, () => Now);
    }

    public ManualTime Time { get; } = new(SampleEntries.Noon.ToDateTimeOffset());

    public InMemoryOutbox Outbox { get; } = new();

    public ModelKsef Ksef { get; }

    public DispatcherOptions Options { get; set; } = new();

    public Instant Now => Time.GetCurrentInstant();

    public Dispatcher Dispatcher(IOutboxStore? store = null, params string[] taxpayers) => new(
        store ?? Outbox.Store, Outbox.Announcements, [.. (taxpayers is [] ? ["acme"] : taxpayers).Select(t => new TaxpayerLane(SampleEntries.Taxpayer with { Taxpayer = t }, Ksef))],
        Options, Time, new Random(1));

    public async Task EnqueueAsync(params int[] numbers)
    {
        foreach (var number in numbers) await Outbox.Store.EnqueueAsync(SampleEntries.Prepared(number), Token);
    }

    /// <summary>The same, with the evidence that the preparer gives.</summary>
    public async Task IssueAsync(params int[] numbers)
    {
        foreach (var number in numbers) await Outbox.Store.EnqueueAsync(SampleEntries.Issued(SampleEntries.Entry(number)), Token);
    }

    /// <summary>Rounds until nothing is pending, the clock moved to each next attempt. Returns how many rounds it took.</summary>
    public async Task<int> DrainAsync(Dispatcher dispatcher, int atMost = 200)
    {
        for (var round = 1; round <= atMost; round++)
        {
            var done = await dispatcher.RunRoundAsync(Token);
            if (!done.Pending) return round;
            var next = (done.NextAttempt ?? Now + Duration.FromSeconds(1)) - Now;
            Time.Advance(Duration.Max(next, Duration.FromSeconds(1)).ToTimeSpan());
        }
        throw new InvalidOperationException($"Still pending after {atMost} rounds.");
    }

    /// <summary>Moves the clock on, second by second, until something has come to pass.</summary>
    public async Task PassTimeUntilAsync(Task awaited)
    {
        for (var second = 0; !awaited.IsCompleted; second++)
        {
            if (second > 20_000) throw new TimeoutException("It did not come to pass.");
            Time.Advance(TimeSpan.FromSeconds(1));
            await Task.WhenAny(awaited, Task.Delay(1, Token));
        }
        await awaited;
    }

    public async Task<OutboxEntry> EntryAsync(int number) => (await Outbox.Store.FindAsync(SampleEntries.Key(number), Token))!;

    public async Task<List<EvidenceRecord>> EvidenceAsync(int number)
    {
        var records = new List<EvidenceRecord>();
        await foreach (var record in Outbox.Evidence.ReadAsync(EvidenceChains.Of(SampleEntries.Key(number)), Token)) records.Add(record);
        return records;
    }

    public Task AnnounceAsync(AnnouncementKind kind, Instant start, Instant? end = null, string eventId = "1", int version = 1) => Outbox.Announcements.RecordAsync(
        new RecordedAnnouncement(0, new Announcement { Kind = kind, Start = start, End = end, Published = start, EventId = eventId, Version = version }, Now, "clerk"),
        new EvidenceDraft(Now, "clerk", EvidenceKind.Announcement, "from the BIP"), Token);

    private static CancellationToken Token => TestContext.Current.CancellationToken;
}
