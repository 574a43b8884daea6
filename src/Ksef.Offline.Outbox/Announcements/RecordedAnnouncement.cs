using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Outbox.Announcements;

/// <summary>An announcement as it was recorded: never changed, never removed; a correction is another one with a higher version.</summary>
/// <param name="TimelineVersion">The version of the timeline that begins with it, from 1; 0 before it is stored.</param>
/// <param name="Announcement">What it says.</param>
/// <param name="RecordedAt">When it came here.</param>
/// <param name="Actor">Who recorded it: the watcher of Latarnia, or a person.</param>
public sealed record RecordedAnnouncement(long TimelineVersion, Announcement Announcement, Instant RecordedAt, string Actor);
