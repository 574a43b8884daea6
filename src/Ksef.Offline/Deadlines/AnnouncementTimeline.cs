using System.Collections.Immutable;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>Everything announced that is known: an immutable set of messages, merged into events. The same messages in any order give the same timeline.</summary>
/// <remarks>
/// Of one event the highest version counts, never the latest end. Nothing is thrown away: messages without effect stay in <see cref="Messages"/> and are
/// reported in <see cref="Findings"/>. Build it when announcements change and keep it; asking it allocates nothing. Immutable, thread-safe.
/// </remarks>
public sealed class AnnouncementTimeline : IEquatable<AnnouncementTimeline>
{
    private readonly ImmutableArray<Announcement> _messages;

    private AnnouncementTimeline(IEnumerable<Announcement> messages)
    {
        _messages = [.. messages.Distinct().Order(AnnouncementOrder.Instance)];
        var merge = new TimelineMerge(_messages);
        var periods = merge.Periods;
        Events = [.. periods.Select(p => p.Announcement)];
        HasWithdrawn = periods.Any(p => p.IsWithdrawn);
        Findings = merge.Findings;
        Maintenance = [.. periods.Where(p => p.Announcement.Kind == AnnouncementKind.Maintenance).OrderBy(p => p.Start)];
        Failures = [.. periods.Where(p => p.Announcement.Kind == AnnouncementKind.Failure).OrderBy(p => p.Moment)];
        TotalFailures = [.. periods.Where(p => p.Announcement.Kind == AnnouncementKind.TotalFailure).OrderBy(p => p.Moment)];
    }

    /// <summary>Nothing announced.</summary>
    public static AnnouncementTimeline Empty { get; } = new([]);

    /// <summary>Every message given, without repetitions, in a fixed order.</summary>
    public IReadOnlyList<Announcement> Messages => _messages;

    /// <summary>The events as they count: one announcement each, the highest version completed by the message of its end, and <see cref="Announcement.Withdrawn"/> if the newest version says so. Unusable and unknown ones are not among them.</summary>
    public IReadOnlyList<Announcement> Events { get; }

    /// <summary>What is wrong or doubtful in the messages: an end before its start, contradictions, unknown kinds.</summary>
    public IReadOnlyList<Finding> Findings { get; }

    /// <summary>Maintenance in order of start.</summary>
    internal ImmutableArray<AnnouncedPeriod> Maintenance { get; }

    /// <summary>Failures in order of their moment.</summary>
    internal ImmutableArray<AnnouncedPeriod> Failures { get; }

    /// <summary>Total failures in order of their moment.</summary>
    internal ImmutableArray<AnnouncedPeriod> TotalFailures { get; }

    /// <summary>Whether any event that counts is reported as withdrawn.</summary>
    public bool HasWithdrawn { get; }

    /// <summary>A timeline of messages, in any order, also repeated.</summary>
    /// <param name="announcements">The messages.</param>
    public static AnnouncementTimeline From(IEnumerable<Announcement> announcements)
    {
        ArgumentNullException.ThrowIfNull(announcements);
        return new AnnouncementTimeline(announcements);
    }

    /// <summary>This timeline and more messages: new events, new versions, ends, withdrawals.</summary>
    /// <param name="announcements">The messages to add.</param>
    public AnnouncementTimeline With(params IEnumerable<Announcement> announcements)
    {
        ArgumentNullException.ThrowIfNull(announcements);
        return new AnnouncementTimeline(_messages.Concat(announcements));
    }

    /// <summary>Whether one of <see cref="Events"/> is reported as withdrawn.</summary>
    /// <param name="announcement">One of <see cref="Events"/>.</param>
    /// <exception cref="ArgumentNullException"><paramref name="announcement"/> is null.</exception>
    public bool IsWithdrawn(Announcement announcement)
    {
        ArgumentNullException.ThrowIfNull(announcement);
        return HasWithdrawn && announcement.Withdrawn;
    }

    /// <summary>What was known at an instant: messages whose publication (their start where it is unknown) came later are left out.</summary>
    /// <param name="instant">The instant.</param>
    public AnnouncementTimeline KnownAt(Instant instant) => new(_messages.Where(m => (m.Published ?? m.Start) <= instant));

    /// <summary>Equal messages.</summary>
    /// <param name="other">The timeline to compare with.</param>
    public bool Equals(AnnouncementTimeline? other) => other is not null && _messages.SequenceEqual(other._messages);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AnnouncementTimeline);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var message in _messages) hash.Add(message);
        return hash.ToHashCode();
    }
}
