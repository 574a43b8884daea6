using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Entries;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>How the legal mode is decided anew just before sending; the bytes stay. Pure.</summary>
internal static class ModeRules
{
    /// <summary>The new mode, or null where the present one stays.</summary>
    /// <remarks>
    /// An online invoice that is sent later than <c>P_1</c> is treated as offline24 (art. 106nda(16)). An online or offline24 invoice whose issue lies in a failure that had
    /// been published, or confirmed by a person, by then was issued in the emergency mode (art. 106nf). Nothing but an announcement ever changes the mode, and never towards online.
    /// </remarks>
    /// <param name="entry">The entry.</param>
    /// <param name="now">The moment before sending.</param>
    /// <param name="timeline">The announcements known.</param>
    /// <param name="actor">Who decides, for the evidence.</param>
    public static ModeDecision? Decide(OutboxEntry entry, Instant now, AnnouncementTimeline timeline, string actor)
    {
        ArgumentNullException.ThrowIfNull(entry);
        ArgumentNullException.ThrowIfNull(timeline);
        if (entry.Mode.Mode is not (InvoicingMode.Online or InvoicingMode.Offline24)) return null;
        // Where the moment of issue is not known, no failure can be shown to have been going on at it.
        var failure = entry.Question.IssuedAt is not { } issued ? null : timeline.Events.FirstOrDefault(e => e.Kind == AnnouncementKind.Failure && !timeline.IsWithdrawn(e)
            && e.Start <= issued && (e.End is not { } end || issued < end)
            && (e.Confirmed || (e.Published is { } published && published <= issued)));
        if (failure is not null)
            return new ModeDecision(InvoicingMode.Emergency, $"issued during the announced failure {failure}: art. 106nf", actor, now);
        return entry.Mode.Mode == InvoicingMode.Online && WarsawTime.DateOf(now) > entry.IssueDate
            ? new ModeDecision(InvoicingMode.Offline24, "sent later than its date of issue (P_1): art. 106nda(16)", actor, now)
            : null;
    }
}
