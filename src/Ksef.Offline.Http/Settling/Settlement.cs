using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Keys;
using Ksef.Offline.Http.Sessions;
using Ksef.Offline.Outbox.Sending;
using Microsoft.Extensions.Logging;
using NodaTime;

namespace Ksef.Offline.Http.Settling;

/// <summary>Finds out what became of invoices, by the cheapest way that decides: the invoice, its session, the sessions of the time, the register of accepted invoices.</summary>
internal sealed class Settlement(SessionQueries queries, InvoiceVerdict verdict, PublicKeys keys, KsefGatewayOptions options, ILogger logger)
{
    private const int AskOneByOneUpTo = 3;
    private static readonly Duration Lookback = Duration.FromMinutes(10);

    /// <summary>One outcome for each item, in their order. What stops the asking leaves the rest as it was.</summary>
    public async Task<IReadOnlyList<GatewayOutcome>> FindAsync(IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken)
    {
        var outcomes = new Dictionary<ConsignmentItem, GatewayOutcome>(ReferenceEqualityComparer.Instance);
        string? stopped = null;
        Instant? later = null;
        try
        {
            foreach (var group in items.Where(i => i.Reference.Session is not null).GroupBy(i => i.Reference.Session!, StringComparer.Ordinal))
                await InSessionAsync(group.Key, [.. group], outcomes, cancellationToken).ConfigureAwait(false);
            await WithoutSessionAsync([.. items.Where(i => !outcomes.ContainsKey(i))], outcomes, cancellationToken).ConfigureAwait(false);
        }
        catch (KsefException e)
        {
            stopped = e.Message;
            later = (e as KsefUnavailableException)?.RetryAfter;
            Log.SettlingStopped(logger, e.Message);
        }
        return [.. items.Select(i => outcomes.TryGetValue(i, out var o) ? o : AsItWas(i, stopped ?? "", later))];
    }

    private GatewayOutcome AsItWas(ConsignmentItem item, string reason, Instant? later) => item.Reference.Invoice is not null
        ? new GatewayOutcome.Pending(item.Key, item.Reference, later ?? verdict.AskAfter(item))
        : new GatewayOutcome.Unknown(item.Key, reason, item.Reference);

    private async Task InSessionAsync(string session, List<ConsignmentItem> items, Dictionary<ConsignmentItem, GatewayOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (items.Count <= AskOneByOneUpTo && items.TrueForAll(i => i.Reference.Invoice is not null))
        {
            foreach (var item in items)
                if (await queries.InvoiceAsync(session, item.Reference.Invoice!, cancellationToken).ConfigureAwait(false) is { } state)
                    outcomes[item] = await verdict.OfAsync(item, session, state, cancellationToken).ConfigureAwait(false);
            items = [.. items.Where(i => !outcomes.ContainsKey(i))];
            if (items.Count == 0) return;
        }
        var status = await queries.SessionAsync(session, cancellationToken).ConfigureAwait(false);
        if (status is null) return;
        if (StatusMeaning.BlamesKey(status.Status.Code)) keys.Forget();
        var batch = SessionQueries.KindOf(session) == SessionKind.Batch;
        if (batch && !status.IsDecided && !await IsClosedAsync(session, status, items, outcomes, cancellationToken).ConfigureAwait(false)) return;
        if (batch && !status.IsDecided)
        {
            foreach (var item in items) outcomes[item] = new GatewayOutcome.Pending(item.Key, item.Reference, verdict.AskAfter(item));
            return;
        }
        await MatchAsync(session, items, outcomes, cancellationToken).ConfigureAwait(false);
        foreach (var item in items.Where(i => !outcomes.ContainsKey(i)))
            outcomes[item] = StatusMeaning.FailedWhole(status.Status.Code)
                ? new GatewayOutcome.NotSent(item.Key, $"KSeF cancelled the session {session} ({status.Status}).")
                : Absent(item, $"the session {session} ({status.Status}) does not hold it");
    }

    /// <summary>A batch that was left open is not processed: its closing got lost, or its parts never all arrived. Closing again tells which.</summary>
    private async Task<bool> IsClosedAsync(string session, SessionState status, List<ConsignmentItem> items, Dictionary<ConsignmentItem, GatewayOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (status.Status.Code != 100) return true;
        try
        {
            await queries.CloseAsync(session, SessionKind.Batch, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (KsefRejectedException e) when (StatusMeaning.PackageLost(e.Code))
        {
            foreach (var item in items) outcomes[item] = new GatewayOutcome.NotSent(item.Key, $"The package of session {session} did not arrive whole, so KSeF processed nothing of it (code {e.Code}).");
            return false;
        }
    }

    private async Task WithoutSessionAsync(List<ConsignmentItem> items, Dictionary<ConsignmentItem, GatewayOutcome> outcomes, CancellationToken cancellationToken)
    {
        if (items.Count == 0) return;
        if (items.Min(i => i.LastAttemptAt) is { } first)
            foreach (var kind in new[] { SessionKind.Online, SessionKind.Batch })
                foreach (var session in await queries.SessionsSinceAsync(kind, first - Lookback, cancellationToken).ConfigureAwait(false))
                {
                    await MatchAsync(session, items, outcomes, cancellationToken).ConfigureAwait(false);
                    items = [.. items.Where(i => !outcomes.ContainsKey(i))];
                    if (items.Count == 0) return;
                }
        foreach (var item in items)
        {
            var accepted = await queries.AcceptedAsync(item.Key, item.IssueDate, cancellationToken).ConfigureAwait(false);
            outcomes[item] = accepted.FirstOrDefault(m => m.Hash == item.Hash) is { } ours
                ? await verdict.OfAsync(item, ours, SubmissionReference.None, null, cancellationToken).ConfigureAwait(false)
                : Absent(item, "neither the sessions since the attempt nor the register hold it");
        }
    }

    private async Task MatchAsync(string session, List<ConsignmentItem> items, Dictionary<ConsignmentItem, GatewayOutcome> outcomes, CancellationToken cancellationToken)
    {
        var wanted = items.Where(i => !outcomes.ContainsKey(i)).ToLookup(i => i.Hash);
        var missing = wanted.Count;
        if (missing == 0) return;
        var found = new List<(ConsignmentItem Item, InvoiceState State)>();
        await foreach (var state in queries.InvoicesAsync(session, cancellationToken).ConfigureAwait(false))
        {
            if (state.Hash is not { } hash || !wanted.Contains(hash)) continue;
            foreach (var item in wanted[hash])
                if (item.Reference.Invoice is null || item.Reference.Invoice == state.Reference) found.Add((item, state));
        }
        foreach (var (item, states) in Latest(found))
            outcomes[item] = await verdict.OfAsync(item, session, states, cancellationToken).ConfigureAwait(false);
    }

    // The same bytes may lie in a session twice; the one that was accepted is the one that counts, the other is its duplicate.
    private static IEnumerable<(ConsignmentItem Item, InvoiceState State)> Latest(List<(ConsignmentItem Item, InvoiceState State)> found) =>
        found.GroupBy(f => f.Item, ReferenceEqualityComparer.Instance).Select(g => (g.First().Item, g.OrderBy(f => f.State.Status.Code switch { StatusMeaning.Accepted => 0, < 200 => 1, StatusMeaning.Duplicate => 2, _ => 3 }).First().State));

    private GatewayOutcome Absent(ConsignmentItem item, string where)
    {
        var believed = item.LastAttemptAt is not { } at || queries.Now - at >= Duration.FromTimeSpan(options.AbsenceGrace);
        return believed
            ? new GatewayOutcome.NotSent(item.Key, $"KSeF does not have it: {where}.")
            : new GatewayOutcome.Unknown(item.Key, $"KSeF does not show it yet ({where}), but the attempt is younger than {(long)options.AbsenceGrace.TotalSeconds} s.", item.Reference);
    }
}
