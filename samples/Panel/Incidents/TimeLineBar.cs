using Ksef.Offline.Deadlines;
using NodaTime;

namespace Panel.Incidents;

/// <summary>An announced period on a time line.</summary>
public sealed record TimeLineBar(string Label, AnnouncementKind Kind, Instant Start, Instant? End);
