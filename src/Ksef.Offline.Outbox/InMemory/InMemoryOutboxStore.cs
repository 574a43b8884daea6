using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Ksef.Offline.Outbox.InMemory;

/// <summary>The entries of an <see cref="InMemoryOutbox"/>. Thread-safe.</summary>
public sealed class InMemoryOutboxStore : IOutboxStore
{
    private readonly InMemoryOutbox _outbox;

    internal InMemoryOutboxStore(InMemoryOutbox outbox) => _outbox = outbox;

    /// <inheritdoc/>
    public Task<EnqueueOutcome> EnqueueAsync(PreparedInvoice prepared, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(prepared);
        return _outbox.RunAsync<EnqueueOutcome>(() =>
        {
            var entry = prepared.Entry;
            if (_outbox.Rows.TryGetValue(entry.Key.ToString(), out var row))
            {
                // What a technical correction replaced is what was enqueued: its repetition is no other invoice.
                return (row.Entry.Hash == entry.Hash && row.Entry.Bytes.Span.SequenceEqual(entry.Bytes.Span)) || (row.Entry.Corrects is { } enqueued && enqueued == entry.Hash)
                    ? new EnqueueOutcome.AlreadyPresent(row.Entry)
                    : new EnqueueOutcome.Conflict(entry.Key, row.Entry.Hash, entry.Hash, row.Entry.State);
            }
            var stored = entry with { Reference = _outbox.Number(entry.Reference), Bytes = entry.Bytes.ToArray() };
            _outbox.Rows.Add(entry.Key.ToString(), new InMemoryOutbox.Row(stored));
            _outbox.Append(EvidenceChains.Of(entry.Key), prepared.Evidence);
            return new EnqueueOutcome.Added(stored);
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<LeasedEntry>> LeaseAsync(LeaseRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Max, 1, nameof(request));
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(request.Duration, Duration.Zero, nameof(request));
        return _outbox.RunAsync<IReadOnlyList<LeasedEntry>>(() =>
        {
            _outbox.See(request.Now);
            var keys = request.Keys?.Select(k => k.ToString()).ToHashSet(StringComparer.Ordinal);
            var free = _outbox.Rows.Values.Where(row =>
                string.Equals(row.Entry.Taxpayer.Taxpayer, request.Taxpayer, StringComparison.Ordinal)
                && (row.LeasedUntil is not { } until || until <= request.Now)
                && (keys?.Contains(row.Entry.Key.ToString()) ?? IsDue(row.Entry, request)));
            var chosen = free.OrderBy(row => row.Entry.Deadline.WorkTo ?? LocalDate.MaxIsoValue).ThenBy(row => row.Entry.Deadline.Due ?? LocalDate.MaxIsoValue)
                .ThenBy(row => row.Entry.Key.ToString(), StringComparer.Ordinal).Take(request.Max).ToList();
            return chosen.ConvertAll(row =>
            {
                row.Fence++;
                row.LeasedUntil = request.Now + request.Duration;
                row.Entry = row.Entry with { State = OutboxStateMachine.Next(row.Entry.State, OutboxEventKind.LeaseTaken)!.Value };
                return new LeasedEntry(row.Entry, row.Fence, row.LeasedUntil.Value);
            });
        }, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> RenewAsync(IReadOnlyList<LeasedEntry> leased, Instant now, Duration duration, CancellationToken cancellationToken) =>
        _outbox.RunAsync<IReadOnlyList<bool>>(() =>
        {
            _outbox.See(now);
            return leased.Select(lease =>
            {
                if (Held(lease) is not { } row) return false;
                row.LeasedUntil = now + duration;
                return true;
            }).ToList();
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> CommitAsync(IReadOnlyList<LeaseCommit> commits, Instant now, CancellationToken cancellationToken) =>
        _outbox.RunAsync<IReadOnlyList<bool>>(() =>
        {
            _outbox.See(now);
            return commits.Select(commit =>
            {
                if (Held(commit.Leased) is not { } row) return false;
                var after = commit.Transition.After;
                var leased = commit.Leased.Entry;
                var bytesChange = after.Hash != leased.Hash;
                row.Entry = row.Entry with
                {
                    State = after.State,
                    Attempts = after.Attempts,
                    NextAttempt = after.NextAttempt,
                    Submission = after.Submission,
                    LastSendingAt = after.LastSendingAt,
                    Corrects = after.Corrects,
                    Acceptance = after.Acceptance,
                    Refusal = after.Refusal,
                    Note = after.Note,
                    Mode = after.Mode,
                    Bytes = bytesChange ? after.Bytes.ToArray() : row.Entry.Bytes,
                    Hash = bytesChange ? after.Hash : row.Entry.Hash,
                    IssueDate = bytesChange ? after.IssueDate : row.Entry.IssueDate,
                    Deadline = after.Deadline != leased.Deadline ? after.Deadline : row.Entry.Deadline,
                };
                if (!commit.Transition.KeepLease) row.LeasedUntil = null;
                _outbox.Append(EvidenceChains.Of(after.Key), commit.Transition.Evidence);
                _outbox.Post(after.Key, commit.Transition.Notifications);
                return true;
            }).ToList();
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<bool>> RescheduleAsync(IReadOnlyList<DeadlineUpdate> updates, CancellationToken cancellationToken) =>
        _outbox.RunAsync<IReadOnlyList<bool>>(() => updates.Select(update =>
        {
            if (!_outbox.Rows.TryGetValue(update.Key.ToString(), out var row) || OutboxStateMachine.IsFinal(row.Entry.State)
                || row.Entry.Deadline.TimelineVersion >= update.Deadline.TimelineVersion) return false;
            row.Entry = row.Entry with { Deadline = update.Deadline };
            _outbox.Append(EvidenceChains.Of(update.Key), update.Evidence);
            _outbox.Post(update.Key, update.Notifications);
            return true;
        }).ToList(), cancellationToken);

    /// <inheritdoc/>
    public Task<bool> RecordDeliveryAsync(InvoiceKey key, Delivery delivery, EvidenceDraft evidence, CancellationToken cancellationToken) =>
        _outbox.RunAsync(() =>
        {
            if (!_outbox.Rows.TryGetValue(key.ToString(), out var row)) return false;
            row.Entry = row.Entry with { Delivery = row.Entry.Delivery.Merge(delivery) };
            _outbox.Append(EvidenceChains.Of(key), [evidence]);
            return true;
        }, cancellationToken);

    /// <inheritdoc/>
    public Task<OutboxEntry?> FindAsync(InvoiceKey key, CancellationToken cancellationToken) =>
        _outbox.RunAsync(() => _outbox.Rows.GetValueOrDefault(key.ToString())?.Entry, cancellationToken);

    /// <inheritdoc/>
    public IAsyncEnumerable<OutboxEntry> ReadAsync(OutboxQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return _outbox.ReadAsync(
            () => _outbox.Rows.Values.Select(row => row.Entry).Where(entry => InMemoryQuery.Matches(query, entry)).Take(query.Max ?? int.MaxValue)
                .Select(entry => query.WithBytes ? entry : entry with { Bytes = default }),
            cancellationToken);
    }

    private static bool IsDue(OutboxEntry entry, LeaseRequest request) =>
        (request.SettleOnly ? entry.State is OutboxState.Submitted or OutboxState.Unknown : OutboxStateMachine.IsWorkable(entry.State))
        && entry.Deadline.Kind != DeadlineKind.NoObligation && (entry.NextAttempt is not { } next || next <= request.Now);

    private InMemoryOutbox.Row? Held(LeasedEntry lease) =>
        _outbox.Rows.TryGetValue(lease.Entry.Key.ToString(), out var row) && row.Fence == lease.Fence && row.LeasedUntil is not null ? row : null;
}
