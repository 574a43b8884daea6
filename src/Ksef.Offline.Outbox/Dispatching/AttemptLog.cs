using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>Stores the marks of one attempt durably, under the leases of its entries. A mark before sending leaves the entry Unknown until the outcome is committed.</summary>
internal sealed class AttemptLog(Hands hands) : IAttemptLog
{
    public async Task RecordAsync(AttemptMark mark, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(mark);
        await hands.EnsureAsync(mark.Invoices, cancellationToken).ConfigureAwait(false);
        var events = new List<(InvoiceKey, OutboxEvent)>(mark.Invoices.Count);
        foreach (var key in mark.Invoices)
        {
            // A repeated mark of one attempt (a part of a package, a second try of the same call) changes no state.
            var repeated = mark.Step == AttemptStep.Sending && hands.Find(key)?.State == OutboxState.Unknown;
            events.Add((key, new OutboxEvent.Marked(repeated ? mark with { Step = AttemptStep.SessionOpened, Detail = "sending again in the same attempt; " + mark.Detail } : mark, hands.Worker)));
        }
        var lost = await hands.CommitAsync(events, cancellationToken).ConfigureAwait(false);
        if (lost.Count > 0) throw new LeaseLostException($"The mark of {lost[0]} could not be stored; the call must not be made.");
    }
}
