using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Tests.Deadlines;

/// <summary>Short words for tests of the deadline room. Times are wall-clock times in Warsaw.</summary>
internal static class Say
{
    public static Instant At(string warsaw) => HardCase.Warsaw(warsaw);

    public static LocalDate Day(string date) => NodaTime.Text.LocalDatePattern.Iso.Parse(date).Value;

    public static DeadlineQuestion Ask(InvoicingMode mode, string issueDate, string? issuedAt = null) => new(mode, Day(issueDate), issuedAt is null ? null : At(issuedAt));

    public static Announcement Failure(string start, string? end = null, string? published = null, string? id = null, int version = 1) =>
        Announce(AnnouncementKind.Failure, start, end, published, id, version);

    public static Announcement TotalFailure(string start, string? end = null, string? published = null, string? id = null) => Announce(AnnouncementKind.TotalFailure, start, end, published, id, 1);

    public static Announcement Maintenance(string start, string? end = null, string? id = null, int version = 1) => Announce(AnnouncementKind.Maintenance, start, end, null, id, version);

    public static AnnouncementTimeline Timeline(params Announcement[] announcements) => AnnouncementTimeline.From(announcements);

    private static Announcement Announce(AnnouncementKind kind, string start, string? end, string? published, string? id, int version) => new()
    {
        Kind = kind,
        Start = At(start),
        End = end is null ? null : At(end),
        Published = published is null ? null : At(published),
        EventId = id,
        Version = version,
    };
}
