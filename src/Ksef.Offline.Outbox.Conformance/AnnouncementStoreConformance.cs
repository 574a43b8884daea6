using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using NodaTime;
using Xunit;

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>What every store of announcements must do.</summary>
public abstract class AnnouncementStoreConformance : OutboxConformance
{
    /// <summary>Every member comes back, in the order of recording, each with its evidence.</summary>
    [Fact]
    public async Task Announcements_come_back_in_order_with_their_evidence()
    {
        var full = Said(1) with
        {
            End = Specimen.Noon + Duration.FromTicks(7),
            Published = Specimen.Noon,
            EventId = "E-1",
            Version = 3,
            Part = Enum.GetValues<AnnouncementPart>()[^1],
            MessageId = "M-1",
            Source = Enum.GetValues<AnnouncementSource>()[^1],
            KindText = "AWARIA",
            Confirmed = true,
            Withdrawn = true,
        };
        var first = await RecordAsync(full);
        var second = await RecordAsync(Said(2));
        Assert.Equal([(1L, true), (2L, true)], [(first.Stored.TimelineVersion, first.Added), (second.Stored.TimelineVersion, second.Added)]);
        var read = await Outbox.Announcements.ReadAsync(0, Cancel).ToListAsync(Cancel);
        Assert.Equal([first.Stored, second.Stored], read);
        Assert.Equal(full, read[0].Announcement);
        Assert.Equal([second.Stored], await Outbox.Announcements.ReadAsync(1, Cancel).ToListAsync(Cancel));
        var evidence = await Outbox.Evidence.ReadAsync(EvidenceChains.Announcements, Cancel).ToListAsync(Cancel);
        Assert.Equal(2, evidence.Count);
        Assert.Null(EvidenceChains.FirstBroken(evidence));
    }

    /// <summary>The very same announcement again writes nothing; one that differs in any member is another.</summary>
    [Fact]
    public async Task The_same_announcement_again_writes_nothing()
    {
        var first = await RecordAsync(Said(1));
        Assert.Equal((first.Stored, false), await RecordAsync(Said(1)));
        Assert.True((await RecordAsync(Said(1) with { Version = 2 })).Added);
        Assert.Equal(2, (await Outbox.Evidence.ReadAsync(EvidenceChains.Announcements, Cancel).ToListAsync(Cancel)).Count);
    }

    /// <summary>Many watchers at once: one record of each announcement, versions without gap.</summary>
    [Fact]
    public async Task Many_watchers_at_once_record_each_announcement_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => Task.Run(() => RecordAsync(Said(i % 10)), Cancel)));
        var read = await Outbox.Announcements.ReadAsync(0, Cancel).ToListAsync(Cancel);
        Assert.Equal(Enumerable.Range(1, 10).Select(n => (long)n), read.Select(r => r.TimelineVersion));
        Assert.Equal(10, read.Select(r => r.Announcement).Distinct().Count());
    }

    private static Announcement Said(int minute) => new() { Kind = AnnouncementKind.Failure, Start = Specimen.Noon + Duration.FromMinutes(minute) };

    private Task<(RecordedAnnouncement Stored, bool Added)> RecordAsync(Announcement said) =>
        Outbox.Announcements.RecordAsync(new RecordedAnnouncement(0, said, Specimen.Noon, "watcher"), Specimen.Draft("announced", EvidenceKind.Announcement), Cancel);
}
