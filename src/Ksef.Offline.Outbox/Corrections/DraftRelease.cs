using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>Issues the drafts whose invoices have their numbers. Called by the dispatcher now and then, and as soon as a number arrived there; idempotent, thread-safe.</summary>
/// <param name="store">The store of the entries.</param>
/// <param name="evidence">The evidence.</param>
/// <param name="builder">Makes the files.</param>
/// <param name="engine">The rules of deadlines.</param>
/// <param name="taxpayer">Only the drafts in this queue; null for all.</param>
public sealed class DraftRelease(IOutboxStore store, IEvidenceLog evidence, IDraftBuilder builder, DeadlineEngine engine, string? taxpayer = null)
{
    // A draft may be stored before the invoice that it waits for; after a day nobody will store that any more.
    private static readonly Duration Patience = Duration.FromDays(1);

    /// <summary>Looks at every draft. What cannot be built keeps waiting; the reason is returned. Of a draft that waits for an invoice which will get no number (refused, withdrawn) a person is told, once.</summary>
    /// <param name="announcements">The announcements known.</param>
    /// <param name="now">The present instant.</param>
    /// <param name="actor">Who acts, for the evidence.</param>
    /// <param name="cancellationToken">Stops between drafts.</param>
    public async Task<IReadOnlyList<OperatorOutcome>> RunAsync(BookPage announcements, Instant now, string actor, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(announcements);
        var outcomes = new List<OperatorOutcome>();
        await foreach (var draft in store.ReadAsync(new OutboxQuery { Taxpayer = taxpayer, States = [OutboxState.Blocked], WithBytes = true }, cancellationToken).ConfigureAwait(false))
        {
            if (await LookAsync(draft, announcements, now, actor, cancellationToken).ConfigureAwait(false) is { } outcome) outcomes.Add(outcome);
        }
        return outcomes;
    }

    /// <summary>What became of one draft; null where it goes on waiting.</summary>
    private async Task<OperatorOutcome?> LookAsync(OutboxEntry draft, BookPage announcements, Instant now, string actor, CancellationToken cancellationToken)
    {
        if (Ask(draft, () => builder.Awaits(draft), out var unusable) is not { } awaited) return unusable;
        var person = new OutboxOperator(store, evidence);
        var numbers = new Dictionary<InvoiceKey, KsefNumber>();
        foreach (var key in awaited)
        {
            var named = await store.FindAsync(key, cancellationToken).ConfigureAwait(false);
            if (named?.Acceptance is { } acceptance) numbers[key] = acceptance.Number;
            else if (InVain(draft, key, named, now) is { } reason)
                return draft.Note == reason ? null : await person.TellInVainAsync(draft.Key, reason, actor, now, cancellationToken).ConfigureAwait(false);
        }
        if (numbers.Count == 0 || awaited.Any(key => !numbers.ContainsKey(key))) return null;
        var today = WarsawTime.DateOf(now);
        // In a total failure nothing is issued for KSeF; the draft outlasts it.
        if (engine.Answer(new DeadlineQuestion(draft.Mode.Mode, today), announcements.Timeline).Kind == DeadlineKind.NoObligation) return null;
        if (Ask(draft, () => builder.Build(draft, numbers, today), out unusable) is not { } invoice) return unusable;
        return await person.IssueDraftAsync(draft.Key, invoice, numbers, engine, announcements, actor, now, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The builder is the application's: whatever it throws must keep neither the other drafts nor the sending from going on.</summary>
    private static T? Ask<T>(OutboxEntry draft, Func<T> builder, out OperatorOutcome? unusable)
        where T : class
    {
        unusable = null;
        try
        {
            return builder();
        }
        catch (Exception thrown) when (thrown is not OutOfMemoryException)
        {
            unusable = new OperatorOutcome(draft, OutboxFindings.DraftUnusable(draft, thrown.Message), []);
            return null;
        }
    }

    private static string? InVain(OutboxEntry draft, InvoiceKey key, OutboxEntry? named, Instant now) => named is null
        ? now - draft.IssuedAt < Patience ? null : $"waits in vain: {key} is not in this outbox"
        : named.State is OutboxState.Rejected or OutboxState.Withdrawn ? $"waits in vain: {key} is {named.State} and will get no KSeF number" : null;
}
