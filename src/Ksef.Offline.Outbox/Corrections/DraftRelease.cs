using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Corrections;

/// <summary>Issues the drafts whose originals have their numbers. Called by the dispatcher now and then; idempotent, thread-safe.</summary>
/// <param name="store">The entries.</param>
/// <param name="evidence">The evidence.</param>
/// <param name="builder">Makes the files.</param>
/// <param name="engine">The rules of deadlines.</param>
/// <param name="taxpayer">Only the drafts in this queue; null for all.</param>
public sealed class DraftRelease(IOutboxStore store, IEvidenceLog evidence, ICorrectionBuilder builder, DeadlineEngine engine, string? taxpayer = null)
{
    /// <summary>Looks at every draft. What cannot be built keeps waiting; the reason is returned.</summary>
    /// <param name="announcements">The announcements known.</param>
    /// <param name="now">When.</param>
    /// <param name="actor">Who.</param>
    /// <param name="cancellationToken">Stops between drafts.</param>
    public async Task<IReadOnlyList<OperatorOutcome>> RunAsync(BookPage announcements, Instant now, string actor, CancellationToken cancellationToken)
    {
        var outcomes = new List<OperatorOutcome>();
        var person = new OutboxOperator(store, evidence);
        await foreach (var draft in store.ReadAsync(new OutboxQuery { Taxpayer = taxpayer, States = [OutboxState.Blocked], WithBytes = true }, cancellationToken).ConfigureAwait(false))
        {
            if (draft.Behind is not { } behind || await store.FindAsync(behind, cancellationToken).ConfigureAwait(false) is not { Acceptance.Number: var number }) continue;
            Invoices.IssuedInvoice invoice;
            try
            {
                invoice = builder.Build(draft, number, WarsawTime.DateOf(now));
            }
            catch (FormatException unusable)
            {
                outcomes.Add(new OperatorOutcome(draft, OutboxFindings.DraftUnusable(draft, unusable.Message), []));
                continue;
            }
            outcomes.Add(await person.IssueDraftAsync(draft.Key, invoice, number, engine, announcements, actor, now, cancellationToken).ConfigureAwait(false));
        }
        return outcomes;
    }
}
