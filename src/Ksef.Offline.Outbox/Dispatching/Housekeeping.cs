using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>What is done now and then beside sending: announcements, deadlines, holds after a total failure, missing UPOs.</summary>
internal sealed class Housekeeping(DispatcherContext context, IReadOnlyList<TaxpayerLane> lanes, DraftRelease? drafts)
{
    private readonly string _worker = context.Options.Name + "/housekeeping";
    private long _recomputed = -1;
    private int _busy;
    private bool _holdsLeft;
    private Instant _next = Instant.MinValue;

    /// <summary>Does what is due; drafts also as soon as a number arrived. A second caller meanwhile does nothing. True where drafts were issued, which are now to be sent.</summary>
    public async Task<bool> RunAsync(bool always, CancellationToken cancellationToken)
    {
        if (Interlocked.Exchange(ref _busy, 1) == 1) return false;
        try
        {
            var now = context.Now;
            // A clock that jumped back must not put housekeeping off.
            if (!always && now < _next && _next - now <= context.Options.HousekeepingInterval)
                return drafts is not null && context.TakeNumbersArrived() && await ReleaseAsync(drafts, context.Announcements.Page, now, cancellationToken).ConfigureAwait(false);
            _next = now + context.Options.HousekeepingInterval;
            var page = await context.Announcements.RefreshAsync(cancellationToken).ConfigureAwait(false);
            if (page.Version != _recomputed)
            {
                var changed = await new DeadlineRecomputer(context.Store, context.Deadlines).RunAsync(page, now, _worker, new Listener(context), cancellationToken).ConfigureAwait(false);
                if (changed > 0) context.Logger.Recomputed(changed, page.Version);
                (_recomputed, _holdsLeft) = (page.Version, true);
            }
            if (_holdsLeft) _holdsLeft = await HoldAsync(cancellationToken).ConfigureAwait(false);
            var released = drafts is not null && await ReleaseAsync(drafts, page, now, cancellationToken).ConfigureAwait(false);
            foreach (var lane in lanes) await SettleAsync(lane, now, cancellationToken).ConfigureAwait(false);
            return released;
        }
        finally
        {
            Volatile.Write(ref _busy, 0);
        }
    }

    /// <summary>Sets aside what a total failure freed from the duty. True where something is still in other hands.</summary>
    private async Task<bool> HoldAsync(CancellationToken cancellationToken)
    {
        var query = new OutboxQuery { States = [OutboxState.Issued, OutboxState.Leased, OutboxState.AwaitingCorrection] };
        var left = false;
        await foreach (var entry in context.Store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (entry.Deadline.Kind != DeadlineKind.NoObligation) continue;
            var request = new LeaseRequest(entry.Taxpayer.Taxpayer, context.Now, context.Options.LeaseDuration, 1, _worker, [entry.Key]);
            var leased = await context.Store.LeaseAsync(request, cancellationToken).ConfigureAwait(false);
            left |= leased.Count == 0;
            if (leased.Count == 0) continue;
            var hands = new Hands(leased, _worker, context);
            await using var letGo = hands.ConfigureAwait(false);
            await hands.CommitAsync(
                [(entry.Key, new OutboxEvent.DutyLifted(hands.Now, _worker, "a total failure was announced: a person must decide (arts. 106nf(7), 106nh(3), 106nha)"))], CancellationToken.None).ConfigureAwait(false);
        }
        return left;
    }

    private async Task<bool> ReleaseAsync(DraftRelease drafts, BookPage page, Instant now, CancellationToken cancellationToken)
    {
        var released = false;
        foreach (var outcome in await drafts.RunAsync(page, now, _worker, cancellationToken).ConfigureAwait(false))
        {
            released |= outcome.Entry?.State == OutboxState.Issued;
            if (outcome.IsDone) context.Tell(outcome.Entry);
            else context.Logger.Refused(outcome.Refusal.Path, outcome.Refusal.Message);
        }
        return released;
    }

    /// <summary>Asks about what no lease by urgency brings up: numbers without a UPO, and what was on its way when a total failure lifted the duty.</summary>
    private async Task SettleAsync(TaxpayerLane lane, Instant now, CancellationToken cancellationToken)
    {
        var upos = new OutboxQuery { Taxpayer = lane.Context.Taxpayer, States = [OutboxState.Accepted], MissingUpo = true, Max = context.Options.Portion };
        var lifted = new OutboxQuery { Taxpayer = lane.Context.Taxpayer, States = [OutboxState.Submitted, OutboxState.Unknown] };
        var turn = new Turn(context, lane, _worker, () => Task.FromResult(false), () => false);
        if (await DueAsync(upos, now, _ => true, cancellationToken).ConfigureAwait(false) is { Count: > 0 } keys) await turn.SettleAsync(keys, cancellationToken).ConfigureAwait(false);
        if (!context.Announcements.Page.Timeline.Events.Any(e => e.Kind == AnnouncementKind.TotalFailure)) return;
        if (await DueAsync(lifted, now, e => e.Deadline.Kind == DeadlineKind.NoObligation, cancellationToken).ConfigureAwait(false) is not { Count: > 0 } caught) return;
        await turn.SettleAsync(caught, cancellationToken).ConfigureAwait(false);
        _holdsLeft = true;
    }

    private async Task<List<Invoices.InvoiceKey>> DueAsync(OutboxQuery query, Instant now, Func<Entries.OutboxEntry, bool> wanted, CancellationToken cancellationToken)
    {
        var keys = new List<Invoices.InvoiceKey>();
        await foreach (var entry in context.Store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
        {
            if (keys.Count < context.Options.Portion && wanted(entry) && (entry.NextAttempt is not { } next || next <= now)) keys.Add(entry.Key);
        }
        return keys;
    }

    private sealed class Listener(DispatcherContext context) : IProgress<Entries.OutboxEntry>
    {
        public void Report(Entries.OutboxEntry value) => context.Tell(value);
    }
}
