using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Deadlines;

/// <summary>One message about a failure, a total failure or a maintenance period of KSeF (<i>komunikat</i>). The announcement decides, never the outage one feels.</summary>
/// <remarks>Plain data; what it is worth is judged by <see cref="AnnouncementTimeline"/>. Immutable, thread-safe.</remarks>
public sealed record Announcement
{
    /// <summary>What is announced.</summary>
    public required AnnouncementKind Kind { get; init; }

    /// <summary>The instant at which the period begins.</summary>
    public required Instant Start { get; init; }

    /// <summary>The instant at which the period ends, exclusive; null while it lasts or while the end is unknown.</summary>
    public Instant? End { get; init; }

    /// <summary>The instant of publication; null where it is not known.</summary>
    public Instant? Published { get; init; }

    /// <summary>The event (<i>Latarnia</i>: <c>eventId</c>): messages with one id speak of one event. Null: an event of its own.</summary>
    public string? EventId { get; init; }

    /// <summary>The version of the message, from 1; of one event the highest version counts.</summary>
    public int Version { get; init; } = 1;

    /// <summary>What the message says of its event.</summary>
    public AnnouncementPart Part { get; init; }

    /// <summary>The message's own id (<i>Latarnia</i>: <c>id</c>), for the evidence; null where there is none.</summary>
    public string? MessageId { get; init; }

    /// <summary>Where it was read.</summary>
    public AnnouncementSource Source { get; init; }

    /// <summary>The text of a kind that is <see cref="AnnouncementKind.Unknown"/>, as it was read.</summary>
    public string? KindText { get; init; }

    /// <summary>A person has confirmed it in the BIP or the media. The strict reading ignores failures with neither a known publication nor this.</summary>
    public bool Confirmed { get; init; }

    /// <summary>The message is reported as withdrawn: of the answers with and without its event the stricter one is kept and a person is asked.</summary>
    public bool Withdrawn { get; init; }

    /// <summary>One line for a log: kind, period and ids.</summary>
    public override string ToString()
    {
        var end = End is { } e ? InstantPattern.General.Format(e) : "...";
        var id = EventId is null && MessageId is null ? "" : $" [{MessageId ?? EventId}]";
        return string.Create(CultureInfo.InvariantCulture, $"{Kind} {InstantPattern.General.Format(Start)} - {end} v{Version}{id}");
    }
}
