using Ksef.Offline.Calendars;

namespace Ksef.Offline.Deadlines;

/// <summary>Merges messages into events: the highest version counts, the message of an end completes that of the beginning, bad data becomes findings.</summary>
internal sealed class TimelineMerge
{
    private readonly List<AnnouncedPeriod> _periods = [];
    private readonly List<Finding> _findings = [];

    /// <param name="messages">Distinct and in the order of <see cref="AnnouncementOrder"/>.</param>
    public TimelineMerge(IEnumerable<Announcement> messages)
    {
        var alone = 0;
        foreach (var messagesOfEvent in messages.GroupBy(m => m.EventId is { } id ? (id, 0) : ("", ++alone))) Merge([.. messagesOfEvent]);
    }

    public IReadOnlyList<AnnouncedPeriod> Periods => _periods;

    public IReadOnlyList<Finding> Findings => _findings;

    private void Merge(List<Announcement> messages)
    {
        var newest = messages.Max(m => m.Version);
        var withdrawn = messages.Any(m => m.Withdrawn && m.Version == newest);
        var usable = messages.Where(IsUsable).ToList();
        var opening = Highest(usable.Where(m => m.Part != AnnouncementPart.End));
        var closing = Highest(usable.Where(m => m.Part == AnnouncementPart.End && m.End is not null));
        if (Joined(opening, closing) is not { } joined) return;
        var published = usable.Where(m => m.Part != AnnouncementPart.End && m.Kind == joined.Kind).Min(m => m.Published);
        _periods.Add(new AnnouncedPeriod(joined with { Published = published, Confirmed = joined.Confirmed || closing is { Confirmed: true }, Withdrawn = withdrawn }));
    }

    private bool IsUsable(Announcement message)
    {
        if (message.Kind is AnnouncementKind.Unknown || !Enum.IsDefined(message.Kind))
        {
            _findings.Add(DeadlineFindings.UnknownKind(message));
            return false;
        }
        if (message.End is not { } end)
        {
            if (message.Part == AnnouncementPart.End) _findings.Add(DeadlineFindings.EndWithoutInstant(message));
            return true;
        }
        if (end <= message.Start) _findings.Add(DeadlineFindings.EndNotAfterStart(message));
        else if (!PolishCalendar.Covers(WarsawTime.LastDayBefore(end))) _findings.Add(DeadlineFindings.EndOutsideCalendar(message));
        else return true;
        return false;
    }

    /// <summary>The highest version; where one version says two things, that is reported and the more cautious one, first in order, is taken.</summary>
    private Announcement? Highest(IEnumerable<Announcement> messages)
    {
        Announcement? highest = null;
        foreach (var message in messages)
        {
            if (highest is null)
            {
                highest = message;
                continue;
            }
            if (message.Version == highest.Version)
            {
                if (message.Kind != highest.Kind || message.Start != highest.Start || message.End != highest.End) _findings.Add(DeadlineFindings.Contradiction(highest, message));
                continue;
            }
            if (message.End is { } end && (highest.End is { } before ? end < before : false)) _findings.Add(DeadlineFindings.EndMovedEarlier(message, highest));
            highest = message;
        }
        return highest;
    }

    private Announcement? Joined(Announcement? opening, Announcement? closing)
    {
        if (opening is null) return closing;
        if (closing is null || (opening.End is not null && opening.Version > closing.Version)) return opening;
        if (closing.End > opening.Start) return opening with { End = closing.End, Version = Math.Max(opening.Version, closing.Version), MessageId = closing.MessageId ?? opening.MessageId };
        _findings.Add(DeadlineFindings.EndNotAfterStart(closing));
        return opening;
    }
}
