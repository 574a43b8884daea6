using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>Whose turn it is: taxpayers in a circle, so that a large queue cannot starve a small one, nor a slow one all others; those without work rest for a while.</summary>
internal sealed class Rotation(IReadOnlyList<TaxpayerLane> lanes, DispatcherContext context)
{
    // Where there are several taxpayers one worker never joins another at a queue: a slow one cannot bind them all.
    private readonly int _most = lanes.Count > 1 ? Math.Max(1, context.Options.Workers - 1) : int.MaxValue;
    private readonly Lock _gate = new();
    private readonly Instant[] _restUntil = new Instant[lanes.Count];
    private readonly Instant?[] _soonest = new Instant?[lanes.Count];
    private readonly int[] _workers = new int[lanes.Count];
    private TaskCompletionSource _woken = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _last = -1;

    /// <summary>The next taxpayer who does not rest, or null; one at whom nobody works before one at whom somebody does.</summary>
    public TaxpayerLane? Next(Instant now)
    {
        lock (_gate)
        {
            var circle = Enumerable.Range(1, lanes.Count).Select(step => (_last + step) % lanes.Count).Where(i => !Rests(i, now) && _workers[i] < _most);
            if (circle.OrderBy(i => _workers[i]).Select(i => (int?)i).FirstOrDefault() is not { } index) return null;
            _last = index;
            _workers[index]++;
            return lanes[index];
        }
    }

    /// <summary>Whether some other taxpayer has nobody working for him and does not rest: then a long turn should end.</summary>
    public bool OthersWait(TaxpayerLane lane, Instant now)
    {
        lock (_gate) return Enumerable.Range(0, lanes.Count).Any(i => !ReferenceEquals(lanes[i], lane) && _workers[i] == 0 && !Rests(i, now));
    }

    /// <summary>A turn is over. A taxpayer without work rests, but not beyond the next attempt that is known of.</summary>
    public void Done(TaxpayerLane lane, bool rest, Instant? soonest, Instant now)
    {
        lock (_gate)
        {
            for (var i = 0; i < lanes.Count; i++)
            {
                if (!ReferenceEquals(lanes[i], lane)) continue;
                _workers[i]--;
                if (_soonest[i] <= now) _soonest[i] = null;
                if (soonest is not null && !(soonest >= _soonest[i])) _soonest[i] = soonest;
                var pause = now + context.Options.IdleDelay;
                _restUntil[i] = !rest ? default : _soonest[i] is { } known ? Instant.Min(known, pause) : pause;
                // Somebody may wait for exactly this place.
                if (_workers[i] == _most - 1) Pulse();
            }
        }
    }

    public void Wake()
    {
        lock (_gate)
        {
            Array.Fill(_restUntil, default);
            Pulse();
        }
    }

    /// <summary>Waits until the first rest ends, a place becomes free or somebody wakes the workers.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        Task woken;
        TimeSpan pause;
        lock (_gate)
        {
            woken = _woken.Task;
            var now = context.Now;
            var open = Enumerable.Range(0, lanes.Count).Where(i => _workers[i] < _most).Select(i => _restUntil[i]).ToList();
            var rest = open.Count == 0 ? context.Options.IdleDelay : open.Min() - now;
            pause = Duration.Max(Duration.FromMilliseconds(1), Duration.Min(rest, context.Options.IdleDelay)).ToTimeSpan();
        }
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var delay = Task.Delay(pause, context.Time, waiting.Token);
        await Task.WhenAny(woken, delay).ConfigureAwait(false);
        await waiting.CancelAsync().ConfigureAwait(false);
        cancellationToken.ThrowIfCancellationRequested();
    }

    // A rest that lies further ahead than one can be was set before the clock jumped back.
    private bool Rests(int index, Instant now) => _restUntil[index] > now && _restUntil[index] - now <= context.Options.IdleDelay;

    private void Pulse()
    {
        _woken.TrySetResult();
        _woken = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
