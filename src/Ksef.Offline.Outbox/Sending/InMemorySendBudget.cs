using NodaTime;

namespace Ksef.Offline.Outbox.Sending;

/// <summary>The allowance of one process, kept in memory: three sliding windows for each context and group.</summary>
/// <remarks>
/// Every window is held a little longer than KSeF's, because a call is counted there when it arrives, not when it leaves: a burst that was spread here may arrive
/// closer together. Share one instance between all gateways of a process that leave by the same address. Thread-safe.
/// </remarks>
public sealed class InMemorySendBudget : ISendBudget
{
    private static readonly Duration Second = Duration.FromMilliseconds(1200);
    private static readonly Duration Minute = Duration.FromSeconds(61);
    private static readonly Duration Hour = Duration.FromSeconds(3605);

    private readonly Lock _gate = new();
    private readonly Dictionary<(string Context, string Group), Account> _accounts = [];

    /// <inheritdoc />
    public Task<Instant?> TryTakeAsync(BudgetRequest request, Instant now, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentOutOfRangeException.ThrowIfLessThan(request.Calls, 1, nameof(request));
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate) return Task.FromResult(Of(request).TryTake(request, now));
    }

    /// <inheritdoc />
    public Task BlockAsync(BudgetRequest request, Instant until, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        cancellationToken.ThrowIfCancellationRequested();
        lock (_gate)
        {
            var account = Of(request);
            account.BlockedUntil = Instant.Max(account.BlockedUntil, until);
        }
        return Task.CompletedTask;
    }

    private Account Of(BudgetRequest request)
    {
        var key = (request.Context, request.Group);
        if (!_accounts.TryGetValue(key, out var account)) _accounts[key] = account = new Account();
        return account;
    }

    private sealed class Account
    {
        private readonly List<Instant> _calls = [];

        public Instant BlockedUntil { get; set; } = Instant.MinValue;

        public Instant? TryTake(BudgetRequest request, Instant now)
        {
            if (now < BlockedUntil) return BlockedUntil;
            _calls.RemoveRange(0, CountBefore(now - Hour));
            var free = Instant.Max(Free(request.Limit.PerSecond, Second), Instant.Max(Free(request.Limit.PerMinute, Minute), Free(request.Limit.PerHour, Hour)));
            if (free > now) return free;
            for (var i = 0; i < request.Calls; i++) Add(now);
            return null;

            // The moment from which the window has room: when the call that is too many for it has left.
            Instant Free(int limit, Duration window)
            {
                if (request.Calls > limit) throw new ArgumentException($"{request.Calls} calls never fit into a window of {limit} for '{request.Group}'.", nameof(request));
                var keep = limit - request.Calls;
                var inside = _calls.Count - CountBefore(now - window);
                return inside <= keep ? Instant.MinValue : _calls[_calls.Count - keep - 1] + window;
            }
        }

        // A clock that jumped back must not break the order that the counting lives on.
        private void Add(Instant now) => _calls.Add(_calls.Count > 0 ? Instant.Max(now, _calls[^1]) : now);

        private int CountBefore(Instant from)
        {
            int low = 0, high = _calls.Count;
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_calls[middle] <= from) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }
}
