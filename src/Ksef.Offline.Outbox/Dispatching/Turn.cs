using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>One turn of a worker at one taxpayer's queue: take a portion, settle what is uncertain, decide modes, send, commit.</summary>
/// <param name="context">What all share.</param>
/// <param name="lane">The queue.</param>
/// <param name="worker">Who works, for leases and evidence.</param>
/// <param name="maySend">Whether the operators let anything through now; asked before each consignment.</param>
/// <param name="isLong">Whether the turn has lasted so long that another taxpayer should have it.</param>
internal sealed class Turn(DispatcherContext context, TaxpayerLane lane, string worker, Func<Task<bool>> maySend, Func<bool> isLong)
{
    private readonly DispatcherOptions _options = context.Options;

    /// <summary>Runs the turn. Returns how many entries were in hand, and the earliest next attempt among them.</summary>
    /// <param name="stopping">No new work after this.</param>
    /// <param name="abort">Stop what is under way; comes after <paramref name="stopping"/> and a grace.</param>
    public async Task<(int Worked, Instant? Soonest)> RunAsync(CancellationToken stopping, CancellationToken abort)
    {
        var settleOnly = !await maySend().ConfigureAwait(false);
        var request = new LeaseRequest(lane.Context.Taxpayer, context.Now, _options.LeaseDuration, _options.Portion, worker, SettleOnly: settleOnly);
        return await RunAsync(request, stopping, abort).ConfigureAwait(false);
    }

    /// <summary>Asks KSeF again about certain entries, in whatever state they are: missing UPOs, and what a total failure caught on its way.</summary>
    public async Task<int> SettleAsync(IReadOnlyList<InvoiceKey> keys, CancellationToken abort)
    {
        var request = new LeaseRequest(lane.Context.Taxpayer, context.Now, _options.LeaseDuration, keys.Count, worker, keys);
        var leased = await context.Store.LeaseAsync(request, abort).ConfigureAwait(false);
        if (leased.Count == 0) return 0;
        var hands = new Hands(leased, worker, context);
        await using var letGo = hands.ConfigureAwait(false);
        using var attempt = CancellationTokenSource.CreateLinkedTokenSource(abort, hands.Lost);
        try
        {
            await SettleAsync(hands, [.. leased.Select(l => l.Entry)], attempt.Token).ConfigureAwait(false);
        }
        finally
        {
            await hands.GiveBackAsync(null, CancellationToken.None).ConfigureAwait(false);
        }
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
            notBefore = await SendAllAsync(hands, ready, stopping, attempt.Token).ConfigureAwait(false);
        }
        finally
        {
            await hands.GiveBackAsync(notBefore, CancellationToken.None).ConfigureAwait(false);
        }
        return (leased.Count, hands.Soonest);
    }

    /// <summary>Sends consignment by consignment, each looked at anew: midnight, an announcement or a freeze may come between two. Returns the moment before which nothing more should be sent, or null.</summary>
    private async Task<Instant?> SendAllAsync(Hands hands, IReadOnlyList<OutboxEntry> ready, CancellationToken stopping, CancellationToken cancellationToken)
    {
        var waiting = new LinkedList<PlannedConsignment>(context.Suspects.Divide(ready, _options.Portion).SelectMany(Plan));
        for (var first = true; waiting.First is { Value: var planned }; first = false)
        {
            if (stopping.IsCancellationRequested || cancellationToken.IsCancellationRequested) return null;
            if (!first && (isLong() || !await maySend().ConfigureAwait(false))) return null;
            waiting.RemoveFirst();
            var present = await ReadyAsync(hands, planned.Entries, cancellationToken).ConfigureAwait(false);
            if (present.Count < planned.Entries.Count || present.Any(e => e.IsOffline != planned.Offline))
            {
                foreach (var again in Plan(present).Reverse()) waiting.AddFirst(again);
                continue;
            }
            if (await SendAsync(hands, planned with { Entries = present }, cancellationToken).ConfigureAwait(false) is { } notBefore) return notBefore;
        }
        return null;
    }

    /// <summary>Suspects never meet the others, not even as a batch.</summary>
    private IReadOnlyList<PlannedConsignment> Plan(IReadOnlyList<OutboxEntry> party) =>
        DrainPlanner.Plan(party, new DrainAssumptions { Start = context.Now, Consignments = _options.Consignments });

    /// <summary>Asks KSeF what became of entries whose outcome is pending or unknown.</summary>
    private async Task SettleAsync(Hands hands, IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        foreach (var party in context.Suspects.Divide(entries, _options.Portion).ToList())
        {
            var broken = false;
            IReadOnlyList<GatewayOutcome> outcomes;
            try
            {
                using var limited = Limit(_options.AttemptTimeout + (Duration.FromMilliseconds(100) * party.Count), cancellationToken);
                outcomes = await lane.Gateway.FindAsync(lane.Context, [.. party.Select(Item)], limited.Token).ConfigureAwait(false);
            }
            catch (Exception failed) when (!cancellationToken.IsCancellationRequested)
            {
                context.Logger.GatewayFailed(failed, lane.Context.Taxpayer);
                broken = failed is not OperationCanceledException;
                outcomes = [.. party.Select(e => new GatewayOutcome.Unknown(e.Key, $"the search failed ({failed.GetType().Name})", e.Submission))];
            }
            await CommitAsync(hands, outcomes, broken, searched: true).ConfigureAwait(false);
        }
    }

    /// <summary>Drops what must not be sent (bytes touched by hand, duty lifted), decides the modes anew, and returns what is ready.</summary>
    private async Task<IReadOnlyList<OutboxEntry>> ReadyAsync(Hands hands, IReadOnlyList<OutboxEntry> entries, CancellationToken cancellationToken)
    {
        var events = new List<(InvoiceKey, OutboxEvent)>();
        var now = hands.Now;
        foreach (var entry in entries)
        {
            if (BeforeSending.Check(entry, now, context.Announcements.Page, context.Deadlines, worker) is not { } happened) continue;
            events.Add((entry.Key, happened));
        }
        await hands.CommitAsync(events, cancellationToken).ConfigureAwait(false);
        return [.. entries.Select(e => hands.Find(e.Key)).OfType<OutboxEntry>()];
    }

    /// <summary>Sends one consignment and commits the outcomes. Returns the moment before which nothing more should be sent, or null.</summary>
    private async Task<Instant?> SendAsync(Hands hands, PlannedConsignment planned, CancellationToken cancellationToken)
    {
        var consignment = new Consignment(lane.Context, planned.Way, planned.Offline, [.. planned.Entries.Select(Item)]);
        var (outcomes, broken) = await SubmitAsync(hands, consignment, cancellationToken).ConfigureAwait(false);
        await CommitAsync(hands, outcomes, broken, searched: false).ConfigureAwait(false);
        var refused = outcomes.OfType<GatewayOutcome.NotSent>().FirstOrDefault(n => n.NeedsPerson || n.RetryAfter > hands.Now);
        return refused is null ? null : refused.NeedsPerson ? hands.Now + _options.BackOff.Greatest : refused.RetryAfter;
    }

    private async Task<(IReadOnlyList<GatewayOutcome> Outcomes, bool Broken)> SubmitAsync(Hands hands, Consignment consignment, CancellationToken cancellationToken)
    {
        try
        {
            using var limited = Limit(consignment.Way == SendingWay.Batch ? _options.BatchTimeout : _options.AttemptTimeout, cancellationToken);
            return (await lane.Gateway.SubmitAsync(consignment, new AttemptLog(hands), limited.Token).ConfigureAwait(false), false);
        }
        catch (Exception failed)
        {
            // Whatever it was: the marks tell what may have happened.
            context.Logger.GatewayFailed(failed, lane.Context.Taxpayer);
            var stopped = failed is OperationCanceledException or LeaseLostException;
            return ([.. consignment.Items.Select(item => Interrupted(hands, item, failed.GetType().Name, stopped))], !stopped);
        }
    }

    private static GatewayOutcome Interrupted(Hands hands, ConsignmentItem item, string exception, bool stopped)
    {
        if (hands.Find(item.Key) is { State: OutboxState.Unknown } entry)
            return new GatewayOutcome.Unknown(item.Key, $"the attempt was interrupted ({exception})", entry.Submission);
        return new GatewayOutcome.NotSent(item.Key, stopped ? "stopped before sending" : $"the attempt failed before sending ({exception})");
    }

    /// <summary>Commits what became of an attempt, also when it was told to stop: what is known must be stored. An entry alone with which the gateway broke too often is set aside.</summary>
    private async Task CommitAsync(Hands hands, IReadOnlyList<GatewayOutcome> outcomes, bool broken, bool searched)
    {
        // One chance for all: who failed together comes back together, or a batch would fall apart into single sendings.
        var (now, chance) = (hands.Now, context.Chance());
        if (broken) context.Suspects.Add(outcomes.Select(o => o.Key));
        var events = new List<(InvoiceKey, OutboxEvent)>(outcomes.Count);
        foreach (var outcome in outcomes)
        {
            if (hands.Find(outcome.Key) is not { } entry) continue;
            var poisoned = broken && outcomes.Count == 1 && context.Suspects.Of(outcome.Key) >= _options.PoisonAfter;
            var reason = outcome is GatewayOutcome.NotSent n ? n.Reason : ((outcome as GatewayOutcome.Unknown)?.Reason ?? "");
            // A number stays a number: where no more was learned of it, it is only asked about again later.
            if (entry.State == OutboxState.Accepted && outcome is not GatewayOutcome.Accepted) events.Add((outcome.Key, new OutboxEvent.LeaseEnded(now, worker, Look(entry, now, chance))));
            else events.Add((outcome.Key, poisoned
                ? new OutboxEvent.Held(now, worker, $"set aside after {context.Suspects.Of(outcome.Key)} attempts: {reason}")
                : new OutboxEvent.Answered(now, worker, outcome, NextAttempt(entry, outcome, now, chance))));
            // That a search finds nothing of it does not clear what broke the sending.
            if (poisoned || (!broken && !(searched && outcome is GatewayOutcome.NotSent or GatewayOutcome.Unknown))) context.Suspects.Clear(outcome.Key);
        }
        await hands.CommitAsync(events, CancellationToken.None).ConfigureAwait(false);
    }

    private Instant? NextAttempt(OutboxEntry entry, GatewayOutcome outcome, Instant now, double chance)
    {
        var look = Look(entry, now, chance);
        return outcome switch
        {
            GatewayOutcome.Pending p => Later(p.AskAfter, look),
            GatewayOutcome.Unknown => look,
            GatewayOutcome.NotSent { NeedsPerson: true } => now + _options.BackOff.Greatest,
            // Proven absent after a search: nothing stands against sending at once.
            GatewayOutcome.NotSent n when entry.State != OutboxState.Leased && entry.Attempts <= 1 => n.RetryAfter,
            // KSeF, or the shared budget, said when: waiting longer would let the less urgent pass.
            GatewayOutcome.NotSent { RetryAfter: { } wanted } when wanted > now => wanted,
            GatewayOutcome.NotSent n => Later(n.RetryAfter, now + _options.BackOff.After(entry.Attempts + 1, chance)),
            GatewayOutcome.Accepted { Upo: null or { Length: 0 } } => look,
            _ => null,
        };
    }

    private Instant Look(OutboxEntry entry, Instant now, double chance) => now + _options.BackOff.Look(now - (entry.LastSendingAt ?? now), chance);

    private static Instant Later(Instant? wanted, Instant own) => wanted is { } instant && instant > own ? instant : own;

    private static ConsignmentItem Item(OutboxEntry entry) =>
        new(entry.Key, entry.Bytes, entry.Hash, entry.IssueDate, entry.Corrects, entry.Submission, entry.LastSendingAt);

    private LimitedAttempt Limit(Duration time, CancellationToken cancellationToken) => new(time, context.Time, cancellationToken);
}
