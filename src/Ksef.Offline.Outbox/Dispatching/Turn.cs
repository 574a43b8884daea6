using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>One turn of a worker at one taxpayer's queue: take a portion, settle what is uncertain, decide modes, send, commit.</summary>
internal sealed class Turn(DispatcherContext context, TaxpayerLane lane, string worker, BookPage announcements, bool settleOnly)
{
    private readonly DispatcherOptions _options = context.Options;

    /// <summary>Runs the turn. Returns how many entries were in hand, and the earliest next attempt among them.</summary>
    /// <param name="stopping">No new work after this.</param>
    /// <param name="abort">Stop what is under way; comes after <paramref name="stopping"/> and a grace.</param>
    public async Task<(int Worked, Instant? Soonest)> RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var now = context.Now;
        var request = new LeaseRequest(lane.Context.Taxpayer, now, _options.LeaseDuration, _options.Portion, worker, SettleOnly: settleOnly);
        return await RunAsync(request, stopping, abort).ConfigureAwait(false);
    }

    /// <summary>Asks KSeF again about certain entries, in whatever state they are: missing UPOs.</summary>
    public async Task<int> SettleAsync(IReadOnlyList<InvoiceKey> keys, CancellationToken abort)
    {
        var request = new LeaseRequest(lane.Context.Taxpayer, context.Now, _options.LeaseDuration, keys.Count, worker, keys);
        var leased = await context.Store.LeaseAsync(request, abort).ConfigureAwait(false);
        if (leased.Count == 0) return 0;
        var hands = new Hands(leased, worker, context);
        await using var letGo = hands.ConfigureAwait(false);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(abort, hands.Lost);
        await SettleAsync(hands, [.. leased.Select(l => l.Entry)], attempt.Token).ConfigureAwait(false);
        await hands.GiveBackAsync(null, CancellationToken.None).ConfigureAwait(false);
        return leased.Count;
    }

    private async Task<(int Worked, Instant? Soonest)> RunAsync(LeaseRequest request, CancellationToken stopping, CancellationToken abort)
    {
        var leased = await context.Store.LeaseAsync(request, stopping).ConfigureAwait(false);
        if (leased.Count == 0) return (0, null);
        context.Logger.InHand(lane.Context.Taxpayer, leased.Count, worker);
        var hands = new Hands(leased, worker, context);
        await using var letGo = hands.ConfigureAwait(false);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(abort, hands.Lost);
        Instant? notBefore = null;
        try
        {
            await SettleAsync(hands, [.. leased.Select(l => l.Entry).Where(e => e.State is OutboxState.Submitted or OutboxState.Unknown)], attempt.Token).ConfigureAwait(false);
            var ready = await ReadyAsync(hands, [.. leased.Select(l => l.Entry).Where(e => e.State == OutboxState.Leased)], attempt.Token).ConfigureAwait(false);
            foreach (var planned in ConsignmentPlanner.Plan(ready, _options.Consignments))
            {
                if (stopping.IsCancellationRequested || attempt.IsCancellationRequested) break;
                notBefore = await SendAsync(hands, planned, attempt.Token).ConfigureAwait(false);
                if (notBefore is not null) break;
            }
        }
        finally
        {
            await hands.GiveBackAsync(notBefore, CancellationToken.None).ConfigureAwait(false);
        }
        return (leased.Count, hands.Soonest);
    }

    /// <summary>Asks KSeF what became of entries whose outcome is pending or unknown.</summary>
    private async Task SettleAsync(Hands hands, IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        if (entries.Count == 0) return;
        IReadOnlyList<GatewayOutcome> outcomes;
        try
        {
            using var limited = Limit(_options.AttemptTimeout + (Duration.FromMilliseconds(100) * entries.Count), cancellationToken);
            outcomes = await lane.Gateway.FindAsync(lane.Context, [.. entries.Select(Item)], limited.Token).ConfigureAwait(false);
        }
        catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
        {
            context.Logger.GatewayFailed(failed, lane.Context.Taxpayer);
            outcomes = [.. entries.Select(e => new GatewayOutcome.Unknown(e.Key, $"the search failed ({failed.GetType().Name})", e.Submission))];
        }
        await CommitAsync(hands, outcomes).ConfigureAwait(false);
    }

    /// <summary>Drops what must not be sent (bytes touched by hand, duty lifted), decides the modes anew, and returns what is ready.</summary>
    private async Task<IReadOnlyList<OutboxEntry>> ReadyAsync(Hands hands, IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        var events = new List<(InvoiceKey, OutboxEvent)>();
        var now = hands.Now;
        foreach (var entry in entries)
        {
            if (BeforeSending.Check(entry, now, announcements, context.Deadlines, worker) is not { } happened) continue;
            events.Add((entry.Key, happened));
        }
        await hands.CommitAsync(events, cancellationToken).ConfigureAwait(false);
        return [.. entries.Select(e => hands.Find(e.Key)).OfType<OutboxEntry>()];
    }

    /// <summary>Sends one consignment and commits the outcomes. Returns the moment before which nothing more should be sent, or null.</summary>
    private async Task<Instant?> SendAsync(Hands hands, PlannedConsignment planned, CancellationToken cancellationToken)
    {
        var consignment = new Consignment(lane.Context, planned.Way, planned.Offline, [.. planned.Entries.Select(Item)]);
        var (outcomes, broke) = await SubmitAsync(hands, consignment, cancellationToken).ConfigureAwait(false);
        await CommitAsync(hands, outcomes, broke).ConfigureAwait(false);
        var refused = outcomes.OfType<GatewayOutcome.NotSent>().FirstOrDefault(n => n.NeedsPerson || n.RetryAfter > hands.Now);
        return refused is null ? null : refused.NeedsPerson ? hands.Now + _options.BackOff.Greatest : refused.RetryAfter;
    }

    /// <summary>The outcomes of one consignment, and whether the gateway broke: threw what it should have told.</summary>
    private async Task<(IReadOnlyList<GatewayOutcome> Outcomes, bool Broke)> SubmitAsync(Hands hands, Consignment consignment, CancellationToken cancellationToken)
    {
        try
        {
            using var limited = Limit(consignment.Way == SendingWay.Batch ? _options.BatchTimeout : _options.AttemptTimeout, cancellationToken);
            return (await lane.Gateway.SubmitAsync(consignment, new AttemptLog(hands), limited.Token).ConfigureAwait(false), Broke: false);
        }
        catch (Exception failed)
        {
            // Whatever it was: the marks tell what may have happened.
            context.Logger.GatewayFailed(failed, lane.Context.Taxpayer);
            var stopped = failed is OperationCanceledException or LeaseLostException;
            return ([.. consignment.Items.Select(item => Interrupted(hands, item, failed.GetType().Name, stopped))], Broke: !stopped);
        }
    }

    private static GatewayOutcome Interrupted(Hands hands, ConsignmentItem item, string exception, bool stopped)
    {
        if (hands.Find(item.Key) is { State: OutboxState.Unknown } entry)
            return new GatewayOutcome.Unknown(item.Key, $"the attempt was interrupted ({exception})", entry.Submission);
        return new GatewayOutcome.NotSent(item.Key, stopped ? "stopped before sending" : $"the attempt failed before sending ({exception})");
    }

    /// <summary>Commits what became of an attempt, also when it was told to stop: what is known must be stored. What the gateway broke at too often is set aside.</summary>
    private async Task CommitAsync(Hands hands, IReadOnlyList<GatewayOutcome> outcomes, bool broke = false)
    {
        var now = hands.Now;
        var events = new List<(InvoiceKey, OutboxEvent)>(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            if (hands.Find(outcome.Key) is not { } entry) continue;
            events.Add((outcome.Key, broke && outcome is GatewayOutcome.NotSent { Reason: var reason } && entry.Attempts + 1 >= _options.PoisonAfter
                ? new OutboxEvent.Held(now, worker, $"set aside after {entry.Attempts + 1} attempts: {reason}")
                : new OutboxEvent.Answered(now, worker, outcome, NextAttempt(entry, outcome, now))));
        }
        await hands.CommitAsync(events, CancellationToken.None).ConfigureAwait(false);
    }

    private Instant? NextAttempt(OutboxEntry entry, GatewayOutcome outcome, Instant now)
    {
        var look = now + _options.BackOff.Look(now - (entry.LastSendingAt ?? now), context.Chance());
        return outcome switch
        {
            GatewayOutcome.Pending p => Later(p.AskAfter, look),
            GatewayOutcome.Unknown => look,
            GatewayOutcome.NotSent { NeedsPerson: true } => now + _options.BackOff.Greatest,
            // Proven absent after a search: nothing stands against sending at once.
            GatewayOutcome.NotSent n when entry.State != OutboxState.Leased && entry.Attempts <= 1 => n.RetryAfter,
            GatewayOutcome.NotSent n => Later(n.RetryAfter, now + _options.BackOff.After(entry.Attempts + 1, context.Chance())),
            GatewayOutcome.Accepted { Upo: null or { Length: 0 } } => look,
            _ => null,
        };
    }

    private static Instant Later(Instant? wanted, Instant own) => wanted is { } instant && instant > own ? instant : own;

    private static ConsignmentItem Item(OutboxEntry entry) =>
        new(entry.Key, entry.Bytes, entry.Hash, entry.IssueDate, entry.Corrects, entry.Submission, entry.LastSendingAt);

    private LimitedAttempt Limit(Duration time, CancellationToken cancellationToken) => new(time, context.Time, cancellationToken);
}
