using Ksef.Offline.Deadlines;
using NodaTime;

namespace Ksef.Offline.Http.Latarnia;

/// <summary>What one look at the beacon brought. Immutable, thread-safe.</summary>
public sealed record LatarniaSnapshot
{
    /// <summary>When the look was taken.</summary>
    public required Instant At { get; init; }

    /// <summary>The status as told; <see cref="LatarniaStatus.Unknown"/> where the beacon could not be asked or understood.</summary>
    public required LatarniaStatus Status { get; init; }

    /// <summary>Every message that could be read, of <c>/status</c> and <c>/messages</c> together: for an announcement timeline. After a failed look those of the last good one.</summary>
    public required IReadOnlyList<Announcement> Announcements { get; init; }

    /// <summary>What is missing, unknown or broken in the answers; the rest is used all the same.</summary>
    public IReadOnlyList<Finding> Findings { get; init; } = [];

    /// <summary>The answers as they came, for the evidence; none after a failed look.</summary>
    public IReadOnlyList<LatarniaDocument> Documents { get; init; } = [];

    /// <summary>Why the beacon could not be asked or understood; null when all went well.</summary>
    public string? Trouble { get; init; }

    /// <summary>When <see cref="Announcements"/> were last confirmed by the beacon; null where they never were.</summary>
    public Instant? ConfirmedAt { get; init; }

    /// <summary>The announcements known from the beacon that it no longer shows, although it keeps them for about thirty days: perhaps withdrawn. Keep the stricter deadline and ask a person.</summary>
    /// <param name="known">What was recorded before.</param>
    /// <returns>Each of them marked <see cref="Announcement.Withdrawn"/>; none after a failed look.</returns>
    public IReadOnlyList<Announcement> MissingFrom(IEnumerable<Announcement> known)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (Trouble is not null || Documents.Count == 0) return [];
        var shown = Announcements.Select(a => a.MessageId).ToHashSet(StringComparer.Ordinal);
        var oldest = At - Duration.FromDays(28);
        return [.. known.Where(a => a is { Source: AnnouncementSource.Latarnia, Withdrawn: false, MessageId: not null } && (a.Published ?? a.Start) > oldest && !shown.Contains(a.MessageId)).Select(a => a with { Withdrawn = true })];
    }
}
