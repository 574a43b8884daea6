using System.Diagnostics.CodeAnalysis;
using Ksef.Offline.Outbox.Entries;

namespace Ksef.Offline.Outbox.Announcements;

/// <summary>What came of recording an announcement.</summary>
/// <param name="Stored">The announcement as stored; null where it was refused.</param>
/// <param name="Added">True where it is new; false where it was there, to the letter.</param>
/// <param name="Changed">The entries whose deadline changed, as they are now.</param>
/// <param name="Findings">What is wrong or doubtful in it (KO301x); an error means that it was refused.</param>
public sealed record AnnouncementOutcome(RecordedAnnouncement? Stored, bool Added, IReadOnlyList<OutboxEntry> Changed, IReadOnlyList<Finding> Findings)
{
    /// <summary>True where the announcement was refused and nothing was stored.</summary>
    [MemberNotNullWhen(false, nameof(Stored))]
    public bool IsRefused => Stored is null;
}
