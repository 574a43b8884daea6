using Ksef.Offline.Calendars;
using NodaTime;

namespace Ksef.Offline.Deadlines;

/// <summary>An event as it counts, with its instants already turned into Warsaw days, so that answering needs no time zone.</summary>
internal sealed class AnnouncedPeriod
{
    public AnnouncedPeriod(Announcement announcement)
    {
        Announcement = announcement;
        Start = announcement.Start;
        End = announcement.End;
        Moment = announcement.Published is { } published && published > Start ? published : Start;
        StartDay = WarsawTime.DateOf(Start);
        MomentDay = WarsawTime.DateOf(Moment);
        StartsWithItsDay = WarsawTime.StartOf(StartDay) >= Start;
        EndDay = End is { } end ? WarsawTime.LastDayBefore(end) : LocalDate.MaxIsoValue;
        EndsWithItsDay = End is not { } e || WarsawTime.DateOf(e) > EndDay;
    }

    public Announcement Announcement { get; }

    public bool IsWithdrawn => Announcement.Withdrawn;

    public bool IsConfirmed => Announcement.Published is not null || Announcement.Confirmed;

    public Instant Start { get; }

    public Instant? End { get; }

    /// <summary>The start or, where known and later, the publication.</summary>
    public Instant Moment { get; }

    public LocalDate StartDay { get; }

    public LocalDate MomentDay { get; }

    /// <summary>The last day of the period; the end of time while it lasts.</summary>
    public LocalDate EndDay { get; }

    private bool StartsWithItsDay { get; }

    private bool EndsWithItsDay { get; }

    public bool Covers(in DeadlineQuestion question) => question.IssuedAt is { } at
        ? Start <= at && (End is not { } end || at < end)
        : StartDay <= question.IssueDate && question.IssueDate <= EndDay;

    /// <summary>With the instant of issue, coverage is always proven; with the day alone, only where the period fills that day.</summary>
    public bool ProvesCoverage(in DeadlineQuestion question) => question.IssuedAt is not null || Fills(question.IssueDate);

    public bool IsOverAtIssue(in DeadlineQuestion question) => question.IssuedAt is { } at ? End is { } end && end <= at : EndDay <= question.IssueDate;

    /// <summary>Whether this period ends later than another; one that still lasts ends after all that have an end.</summary>
    public bool EndsAfter(AnnouncedPeriod other) => other.End is { } end && (End is not { } own || own > end);

    /// <summary>Whether the period is in progress when the day ends.</summary>
    public bool LastsThroughEndOf(LocalDate day) => StartDay <= day && (EndDay > day || (EndDay == day && EndsWithItsDay));

    private bool Fills(LocalDate day) => (StartDay < day || (StartDay == day && StartsWithItsDay)) && LastsThroughEndOf(day);
}
