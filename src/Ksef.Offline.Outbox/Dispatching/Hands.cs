using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Microsoft.Extensions.Logging;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>The entries that a worker holds: renews their leases while it works, commits what happened to them, gives back the rest.</summary>
internal sealed class Hands : IAsyncDisposable
{
    private readonly IOutboxStore _store;
    private readonly DispatcherOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly DispatcherContext _context;
    private readonly Lock _gate = new();
    private readonly Dictionary<InvoiceKey, LeasedEntry> _held;
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _done = new();
    private readonly Task _renewal;

    public Hands(IReadOnlyList<LeasedEntry> leased, string worker, DispatcherContext context)
    {
        (_store, _options, _time, _logger, _context, Worker) = (context.Store, context.Options, context.Time, context.Logger, context, worker);
        _held = leased.ToDictionary(l => l.Entry.Key);
        _renewal = RenewAsync(_done.Token);
    }

    public string Worker { get; }

    /// <summary>Cancelled when a lease could not be renewed: whatever runs must stop.</summary>
    public CancellationToken Lost => _lost.Token;

    /// <summary>The earliest next attempt among what was given back; null when none was.</summary>
    public Instant? Soonest { get; private set; }

    public Instant Now => _time.GetCurrentInstant();

    /// <summary>The entry as last committed, or null when it is no longer held.</summary>
    public OutboxEntry? Find(InvoiceKey key)
    {
        lock (_gate) return _held.GetValueOrDefault(key)?.Entry;
    }

    /// <summary>Commits one event for each of some entries, in one transaction. The keys that could not be committed are returned; they are no longer held.</summary>
    public async Task<IReadOnlyList<InvoiceKey>> CommitAsync(IReadOnlyList<(InvoiceKey Key, OutboxEvent Happened)> events, CancellationToken cancellationToken)
    {
        var commits = new List<LeaseCommit>(events.Count);
        var gone = new List<InvoiceKey>();
        foreach (var (key, happened) in events)
        {
            LeasedEntry? leased;
            lock (_gate) leased = _held.GetValueOrDefault(key);
            if (leased is null) gone.Add(key);
            else if (Apply(leased.Entry, happened) is { } transition) commits.Add(new LeaseCommit(leased, transition));
        }
        gone.AddRange(await CommitAsync(commits, cancellationToken).ConfigureAwait(false));
        return gone;
    }

    public async Task<IReadOnlyList<InvoiceKey>> CommitAsync(IReadOnlyList<LeaseCommit> commits, CancellationToken cancellationToken)
    {
        if (commits.Count == 0) return [];
        var lost = new List<InvoiceKey>();
        var results = await _store.CommitAsync(commits, Now, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < results.Count; i++)
        {
            var (before, after) = (commits[i].Leased.Entry, commits[i].Transition.After);
            lock (_gate)
            {
                if (results[i] && after.NextAttempt is { } next && OutboxStateMachine.IsWorkable(after.State) && !(next >= Soonest)) Soonest = next;
                if (!results[i] || !commits[i].Transition.KeepLease) _held.Remove(after.Key);
                else _held[after.Key] = _held[after.Key] with { Entry = after };
            }
            if (!results[i])
            {
                lost.Add(after.Key);
                _logger.LeaseLost(after.Key.ToString());
            }
            else if (before.State != after.State)
            {
                _logger.Moved(after.Key.ToString(), before.State, after.State, after.Note is { } note ? ": " + note : "");
                if (after.State == OutboxState.Accepted) _context.NumberArrived();
                _context.Tell(after);
            }
        }
        return lost;
    }

    /// <summary>Makes sure that the leases of some entries outlast the clock skew, or throws.</summary>
    public async Task EnsureAsync(IReadOnlyList<InvoiceKey> keys, CancellationToken cancellationToken)
    {
        LeasedEntry[] leased;
        lock (_gate) leased = [.. keys.Select(k => _held.GetValueOrDefault(k)).OfType<LeasedEntry>()];
        if (leased.Length < keys.Count) throw new LeaseLostException("An entry is no longer held; the call must not be made.");
        if (leased.All(l => l.Until - Now > _options.LeaseDuration / 3)) return;
        if (!await RenewAsync(leased, cancellationToken).ConfigureAwait(false)) throw new LeaseLostException("A lease was lost; the call must not be made.");
    }

    /// <summary>Gives back everything that is still held.</summary>
    public async Task GiveBackAsync(Instant? nextAttempt, CancellationToken cancellationToken)
    {
        InvoiceKey[] keys;
        lock (_gate) keys = [.. _held.Keys];
        await CommitAsync([.. keys.Select(k => (k, (OutboxEvent)new OutboxEvent.LeaseEnded(Now, Worker, nextAttempt)))], cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await _done.CancelAsync().ConfigureAwait(false);
        await _renewal.ConfigureAwait(false);
        _done.Dispose();
        _lost.Dispose();
    }

    /// <summary>The transition of an event; where it is refused the entry is set aside with the reason, or left as it is.</summary>
    private Transition? Apply(OutboxEntry entry, OutboxEvent happened)
    {
        if (EntryTransitions.TryApply(entry, happened, out var transition, out var refusal)) return transition;
        _logger.Refused(entry.Key.ToString(), refusal.ToString());
        return EntryTransitions.TryApply(entry, new OutboxEvent.Held(happened.At, happened.Actor, refusal.ToString()), out var held, out _)
            ? held
            : EntryTransitions.Apply(entry, new OutboxEvent.LeaseEnded(happened.At, happened.Actor, entry.NextAttempt));
    }

    private async Task RenewAsync(CancellationToken done)
    {
        try
        {
            while (true)
            {
                await Task.Delay((_options.LeaseDuration / 3).ToTimeSpan(), _time, done).ConfigureAwait(false);
                LeasedEntry[] leased;
                lock (_gate) leased = [.. _held.Values];
                if (leased.Length == 0) continue;
                if (!await RenewAsync(leased, done).ConfigureAwait(false)) await _lost.CancelAsync().ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (done.IsCancellationRequested)
        {
        }
        catch (Exception failed)
        {
            // The store cannot be reached, or gave up by itself (a driver's time-out is a cancellation too): the attempt must not go on under a lease that nobody can prolong.
            _logger.WorkerFailed(failed);
            await _lost.CancelAsync().ConfigureAwait(false);
        }
    }

    private async Task<bool> RenewAsync(LeasedEntry[] leased, CancellationToken cancellationToken)
    {
        var now = Now;
        var renewed = await _store.RenewAsync(leased, now, _options.LeaseDuration, cancellationToken).ConfigureAwait(false);
        lock (_gate)
        {
            for (var i = 0; i < leased.Length; i++)
            {
                var key = leased[i].Entry.Key;
                // What was committed and given back in the meantime is not lost.
                if (!_held.TryGetValue(key, out var held)) continue;
                if (!renewed[i]) return false;
                _held[key] = held with { Until = now + _options.LeaseDuration };
            }
        }
        return true;
    }
}
