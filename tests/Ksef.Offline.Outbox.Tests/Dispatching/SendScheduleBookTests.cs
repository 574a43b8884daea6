using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.InMemory;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Dispatching;

public sealed class SendScheduleBookTests
{
    private const string Queue = "taxpayer";
    private static readonly Instant Noon = SampleEntries.Noon;
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private SendScheduleBook Book => new(_house.Outbox.Evidence);

    [Fact]
    public async Task A_freeze_stops_every_dispatcher_on_the_outbox_until_it_is_lifted()
    {
        var queue = SampleEntries.Taxpayer.Taxpayer;
        await _house.EnqueueAsync(1);
        await Book.FreezeAsync(queue, Noon, null, "stock-taking", "clerk", Noon, Token);
        Dispatcher[] dispatchers = [Dispatcher(), Dispatcher()];
        foreach (var dispatcher in dispatchers) await dispatcher.RunRoundAsync(Token);
        Assert.Equal(OutboxState.Issued, (await _house.EntryAsync(1)).State);
        _house.Time.Advance(TimeSpan.FromMinutes(1));
        await Book.LiftAsync(queue, "counted", "clerk", _house.Now, Token);
        await dispatchers[1].RunRoundAsync(Token);
        Assert.Equal(OutboxState.Accepted, (await _house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task A_freeze_of_one_queue_leaves_the_others_alone()
    {
        await Book.FreezeAsync("other", Noon, null, "closing", "clerk", Noon, Token);
        Assert.Equal(SendSchedule.Always, await Book.ReadAsync(Queue, Token));
    }

    [Fact]
    public async Task Each_change_says_who_when_and_why_in_an_unbroken_chain()
    {
        await Book.SetWindowsAsync(Queue, [new SendWindow(new LocalTime(22, 0), new LocalTime(5, 30))], "the line is slow by day", "admin", Noon, Token);
        await Book.FreezeAsync(Queue, Noon, Noon + Duration.FromHours(2), "month's closing", "clerk", Noon, Token);
        var records = await _house.Outbox.Evidence.ReadAsync(EvidenceChains.OfSchedule(Queue), Token).ToListAsync(Token);
        Assert.Equal(
            [
                ("admin", "sending is allowed in Warsaw at 22:00:00-05:30:00: the line is slow by day"),
                ("clerk", $"sending is frozen from {Noon} until {Noon + Duration.FromHours(2)}: month's closing"),
            ],
            records.Select(r => (r.Actor, r.Text)));
        Assert.Null(EvidenceChains.FirstBroken(records));
        var read = await Book.ReadAsync(Queue, Token);
        Assert.Equal([new SendWindow(new LocalTime(22, 0), new LocalTime(5, 30))], read.Windows);
        Assert.Equal([new SendFreeze(Noon, Noon + Duration.FromHours(2), "month's closing", "clerk")], read.Freezes);
    }

    [Fact]
    public async Task A_note_in_the_chain_changes_nothing_but_an_unreadable_change_stops_sending()
    {
        await _house.EnqueueAsync(1);
        var chain = EvidenceChains.OfSchedule(SampleEntries.Taxpayer.Taxpayer);
        await _house.Outbox.Evidence.AppendAsync(chain, [new EvidenceDraft(Noon, "clerk", EvidenceKind.Attachment, "a letter", new byte[] { 1 }, "letter.pdf")], Token);
        Assert.Equal(SendSchedule.Always, await Book.ReadAsync(SampleEntries.Taxpayer.Taxpayer, Token));
        await _house.Outbox.Evidence.AppendAsync(chain, [new EvidenceDraft(Noon, "clerk", EvidenceKind.Schedule, "?", "{\"change\":\"thaw\"}"u8.ToArray(), "schedule.json")], Token);
        var refused = await Assert.ThrowsAsync<InvalidDataException>(() => Dispatcher().RunRoundAsync(Token));
        Assert.Contains($"Record 2 of the chain '{chain}'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("thaw", refused.Message, StringComparison.Ordinal);
        Assert.Equal(OutboxState.Issued, (await _house.EntryAsync(1)).State);
    }

    [Fact]
    public async Task A_freeze_that_ends_before_it_begins_or_lacks_a_reason_is_refused()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => Book.FreezeAsync(Queue, Noon, Noon, "why", "who", Noon, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Book.FreezeAsync(Queue, Noon, null, " ", "who", Noon, Token));
        await Assert.ThrowsAsync<ArgumentException>(() => Book.LiftAsync(Queue, "why", "", Noon, Token));
        Assert.Equal(SendSchedule.Always, await Book.ReadAsync(Queue, Token));
    }

    /// <summary>What the book answers equals the plain reading of the changes: at each hour, is a freeze in force that was not lifted, and do the last windows hold?</summary>
    [Fact]
    public void The_book_adds_up_to_what_was_said()
    {
        var change = Gen.OneOf(
            from f in Gen.Choose(0, 48) from length in Gen.Choose(0, 24) select ("freeze", f, length),
            Gen.Constant(("lift", 0, 0)),
            from f in Gen.Choose(0, 23) from t in Gen.Choose(0, 23) select ("window", f, t));
        Prop.ForAll(Arb.From(Gen.ListOf(change)), changes => AgreesAsync([.. changes]).GetAwaiter().GetResult()).QuickCheckThrowOnFailure();
    }

    private static async Task<bool> AgreesAsync(List<(string What, int A, int B)> changes)
    {
        var book = new SendScheduleBook(new InMemoryOutbox().Evidence);
        var at = Noon;
        foreach (var (what, a, b) in changes)
        {
            at += Duration.FromHours(1);
            await (what switch
            {
                "freeze" => book.FreezeAsync(Queue, Hour(a), b == 0 ? null : Hour(a + b), "why", "who", at, CancellationToken.None),
                "lift" => book.LiftAsync(Queue, "why", "who", at, CancellationToken.None),
                _ => book.SetWindowsAsync(Queue, [Window(a, b)], "why", "who", at, CancellationToken.None),
            });
        }
        var schedule = await book.ReadAsync(Queue, CancellationToken.None);
        return Enumerable.Range(0, 80).Select(Hour).All(hour => schedule.MaySend(hour) == Plain(changes, hour));
    }

    private static bool Plain(List<(string What, int A, int B)> changes, Instant hour)
    {
        for (var i = 0; i < changes.Count; i++)
        {
            var (what, a, b) = changes[i];
            if (what != "freeze" || hour < Hour(a) || (b != 0 && hour >= Hour(a + b))) continue;
            var lifted = changes.FindIndex(i, c => c.What == "lift");
            if (lifted < 0 || hour < Noon + Duration.FromHours(lifted + 1)) return false;
        }
        var windows = changes.FindLast(c => c.What == "window");
        return windows.What is null || Window(windows.A, windows.B).Contains(hour.InZone(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).TimeOfDay);
    }

    private static SendWindow Window(int from, int to) => new(new LocalTime(from, 0), new LocalTime(to, 0));

    private static Instant Hour(int number) => Noon + Duration.FromHours(number);

    private Dispatcher Dispatcher() => new(
        _house.Outbox.Store, _house.Outbox.Announcements, [new TaxpayerLane(SampleEntries.Taxpayer, _house.Ksef)], _house.Options, _house.Time, new Random(1), schedules: Book);
}
