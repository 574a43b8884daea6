using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Outbox.Tests.Samples;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Announcements;

public sealed class AnnouncementRecorderTests
{
    private static readonly Instant Morning = Instant.FromUtc(2026, 11, 23, 8, 0);
    private readonly House _house = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private AnnouncementRecorder Recorder => new(_house.Outbox.Announcements, _house.Outbox.Store, new DeadlineEngine());

    [Fact]
    public async Task An_announcement_moves_deadlines_once_with_evidence_and_a_notification()
    {
        await _house.EnqueueAsync(1);
        var file = new AnnouncementFile("bip.html", new byte[] { 1, 2, 3 });
        var outcome = await Recorder.RecordAsync(Failure(), file, "BIP of the Ministry", "clerk", Morning, Token);
        Assert.True(outcome.Added);
        Assert.Equal(new LocalDate(2026, 12, 2), Assert.Single(outcome.Changed).Deadline.Due);
        Assert.Equal(new LocalDate(2026, 12, 2), (await _house.EntryAsync(1)).Deadline.Due);
        Assert.Contains(await _house.EvidenceAsync(1), r => r.Kind == EvidenceKind.DeadlineComputed && r.Actor == "clerk");
        Assert.Single(await _house.Outbox.Notifications.TakeAsync(_house.Now, Duration.FromMinutes(1), 10, Token));

        var again = await Recorder.RecordAsync(Failure(), file, "seen once more", "clerk", Morning, Token);
        Assert.False(again.Added);
        Assert.Empty(again.Changed);
    }

    [Fact]
    public async Task An_older_version_is_kept_and_moves_nothing()
    {
        await _house.EnqueueAsync(1);
        await Recorder.RecordAsync(Failure() with { Version = 3 }, null, "BIP", "clerk", Morning, Token);
        var older = await Recorder.RecordAsync(Failure() with { Version = 2, End = Instant.FromUtc(2026, 11, 27, 9, 0) }, null, "BIP", "clerk", Morning, Token);
        Assert.True(older.Added);
        Assert.Empty(older.Changed);
    }

    [Fact]
    public async Task What_contradicts_itself_is_refused_and_nothing_is_stored()
    {
        var refused = await Recorder.RecordAsync(Failure() with { End = Instant.FromUtc(2026, 11, 20, 9, 0) }, null, "BIP", "clerk", Morning, Token);
        Assert.True(refused.IsRefused);
        Assert.Equal("KO3010", Assert.Single(refused.Findings).Code);
        Assert.Equal(0, (await new AnnouncementBook(_house.Outbox.Announcements).RefreshAsync(Token)).Version);
    }

    /// <summary>Old files are imported days later: what was announced between P_1 and the import counts, for the issue is P_1 (art. 106nda(10)).</summary>
    [Fact]
    public async Task An_invoice_taken_in_after_its_day_of_issue_has_no_known_moment_of_issue()
    {
        var entry = SampleEntries.Entry(1) with { IssuedAt = Instant.FromUtc(2026, 11, 25, 9, 0) };
        Assert.Null(entry.Question.IssuedAt);
        Assert.Equal(SampleEntries.Noon, SampleEntries.Entry(1).Question.IssuedAt);
        await _house.Outbox.Store.EnqueueAsync(new PreparedInvoice(entry, []), Token);
        await Recorder.RecordAsync(Failure(), null, "BIP", "clerk", Instant.FromUtc(2026, 11, 25, 9, 5), Token);
        Assert.Equal(new LocalDate(2026, 12, 2), (await _house.EntryAsync(1)).Deadline.Due);
        Assert.Null(ModeRules.Decide(entry, entry.IssuedAt, AnnouncementTimeline.From([Failure() with { Start = entry.IssuedAt - Duration.FromHours(1), End = null, Published = entry.IssuedAt - Duration.FromHours(1) }]), "worker"));
    }

    private static Announcement Failure() => new() { Kind = AnnouncementKind.Failure, EventId = "7", Start = Morning, End = Morning + Duration.FromHours(2), Published = Morning };
}
