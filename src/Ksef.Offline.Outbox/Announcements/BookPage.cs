using Ksef.Offline.Deadlines;

namespace Ksef.Offline.Outbox.Announcements;

/// <summary>The announcements known at some moment.</summary>
/// <param name="Timeline">What was announced.</param>
/// <param name="Version">The version of the timeline; 0 when nothing was ever recorded.</param>
public sealed record BookPage(AnnouncementTimeline Timeline, long Version);
