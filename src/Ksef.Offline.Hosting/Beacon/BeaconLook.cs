using Ksef.Offline.Deadlines;
using Ksef.Offline.Http.Latarnia;

namespace Ksef.Offline.Hosting.Beacon;

/// <summary>What one look at the beacon (<i>Latarnia</i>) changed.</summary>
/// <param name="Snapshot">What it showed.</param>
/// <param name="News">The announcements that were not known before, as they were recorded.</param>
/// <param name="Recomputed">How many deadlines they changed.</param>
public sealed record BeaconLook(LatarniaSnapshot Snapshot, IReadOnlyList<Announcement> News, int Recomputed);
