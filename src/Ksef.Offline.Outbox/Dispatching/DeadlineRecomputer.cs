using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Notifications;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>Recomputes the deadlines of everything unsent after new announcements, in batches that can be interrupted and resumed: what is done carries the new version.</summary>
/// <param name="store">The store of the entries.</param>
/// <param name="engine">The rules.</param>
public sealed class DeadlineRecomputer(IOutboxStore store, DeadlineEngine engine)
{
    private const int Batch = 500;

    private static readonly OutboxState[] Open = [.. OutboxStateMachine.States.Where(s => !OutboxStateMachine.IsFinal(s))];

    /// <summary>Recomputes. Reports each entry whose answer changed, as it is after the change.</summary>
    /// <param name="announcements">The announcements known.</param>
    /// <param name="now">When, for the evidence.</param>
    /// <param name="actor">Who, for the evidence.</param>
    /// <param name="changed">Told of each entry whose answer changed; null for nobody.</param>
    /// <param name="cancellationToken">Stops between batches.</param>
    /// <returns>How many answers changed.</returns>
    public async Task<int> RunAsync(BookPage announcements, Instant now, string actor, IProgress<OutboxEntry>? changed, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announcements);
        var query = new OutboxQuery { States = Open, TimelineVersionBelow = announcements.Version, Max = Batch };
        var count = 0;
        while (true)
        {
            var entries = new List<OutboxEntry>();
            await foreach (var entry in store.ReadAsync(query, cancellationToken).ConfigureAwait(false)) entries.Add(entry);
            if (entries.Count == 0) return count;
            var updates = entries.ConvertAll(entry => Update(entry, announcements, now, actor));
            var written = await store.RescheduleAsync(updates, cancellationToken).ConfigureAwait(false);
            for (var i = 0; i < updates.Count; i++)
            {
                if (!written[i] || updates[i].Evidence.Count == 0) continue;
                count++;
                changed?.Report(entries[i] with { Deadline = updates[i].Deadline });
            }
            query = query with { After = entries[^1].Key };
        }
    }

    private DeadlineUpdate Update(OutboxEntry entry, BookPage announcements, Instant now, string actor)
    {
        // A blocked draft is not issued yet: its term has not begun, only the version moves on.
        if (entry.State == OutboxState.Blocked) return new DeadlineUpdate(entry.Key, entry.Deadline with { TimelineVersion = announcements.Version }, [], []);
        var answer = engine.Answer(entry.Question, announcements.Timeline);
        var deadline = new EntryDeadline(answer.Deadline, announcements.Version);
        if (deadline.Deadline == entry.Deadline.Deadline) return new DeadlineUpdate(entry.Key, deadline, [], []);
        var alarm = deadline.WorkTo < entry.Deadline.WorkTo ? "EARLIER than before; " : "";
        var text = $"{alarm}{entry.Deadline.Deadline} becomes {deadline.Deadline}";
        var steps = string.Join(" | ", answer.Steps.Select(step => step.ToString()));
        return new DeadlineUpdate(
            entry.Key, deadline, [new EvidenceDraft(now, actor, EvidenceKind.DeadlineComputed, $"{text}; timeline {announcements.Version}; {steps}")],
            [new NotificationDraft(NotificationKind.DeadlineChanged, now, text)]);
    }
}
