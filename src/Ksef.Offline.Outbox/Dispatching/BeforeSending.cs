using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>What is looked at just before an invoice is sent. Pure.</summary>
internal static class BeforeSending
{
    /// <summary>What happened to the entry by looking: set aside, duty lifted, another mode; null when it is sent as it is.</summary>
    public static OutboxEvent? Check(OutboxEntry entry, Instant now, BookPage announcements, DeadlineEngine engine, string worker)
    {
        if (InvoiceHash.Of(entry.Bytes.Span) != entry.Hash)
            return new OutboxEvent.Held(now, worker, "KO5006 the stored bytes no longer have the hash they were issued with: they were changed by hand, and are not sent");
        var present = engine.Answer(entry.Question, announcements.Timeline).Deadline;
        if (present.Kind == DeadlineKind.NoObligation)
            return new OutboxEvent.DutyLifted(now, worker, "a total failure was announced: nothing is sent before a person decides (arts. 106nf(7), 106nh(3), 106nha)");
        if (ModeRules.Decide(entry, now, announcements.Timeline, worker) is not { } decision) return null;
        var deadline = engine.Answer((entry with { Mode = decision }).Question, announcements.Timeline).Deadline;
        return new OutboxEvent.ModeDecided(decision, new EntryDeadline(deadline, announcements.Version));
    }
}
