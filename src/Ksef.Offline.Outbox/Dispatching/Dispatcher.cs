using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Corrections;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>Brings what is in the outbox into KSeF: the most urgent first, each invoice once in effect, whatever dies in between.</summary>
/// <remarks>
/// Any number of dispatchers, in any number of processes, may work on one store. The only owner of a clock in this package. One run at a time per instance;
/// <see cref="Wake"/> and <see cref="Schedule"/> may be used from any thread.
/// </remarks>
public sealed class Dispatcher
{
    private const int EnoughToTell = 1000;

    private readonly DispatcherContext _context;
    private readonly IReadOnlyList<TaxpayerLane> _lanes;
    private readonly Rotation _rotation;
    private readonly Housekeeping _housekeeping;
    private readonly SendScheduleBook? _schedules;
    private volatile SendSchedule _schedule = SendSchedule.Always;

    /// <summary>Creates a dispatcher.</summary>
    /// <param name="store">The store of the entries.</param>
    /// <param name="announcements">The announcements that deadlines rest on.</param>
    /// <param name="lanes">The taxpayers; each is served in turn.</param>
    /// <param name="options">How to work; null for the defaults.</param>
    /// <param name="time">The clock; null for the machine's.</param>
    /// <param name="random">The source of jitter; null for an own one. A seeded one makes runs repeatable.</param>
    /// <param name="deadlines">The rules of deadlines; null for the default policies.</param>
    /// <param name="drafts">Issues correcting invoices whose originals got their numbers; null leaves that to the application.</param>
    /// <param name="progress">Told of each entry whose state or deadline changed, as it then is; null for nobody.</param>
    /// <param name="logger">Where to log; null for nowhere.</param>
    /// <param name="schedules">The windows and freezes that operators set for all processes; null for none but <see cref="Schedule"/>.</param>
    /// <exception cref="ArgumentException">The options cannot be used, or two queues have one name; the message names value and rule.</exception>
    public Dispatcher(
        IOutboxStore store, IAnnouncementStore announcements, IReadOnlyList<TaxpayerLane> lanes, DispatcherOptions? options = null, TimeProvider? time = null,
        Random? random = null, DeadlineEngine? deadlines = null, DraftRelease? drafts = null, IProgress<OutboxEntry>? progress = null, ILogger<Dispatcher>? logger = null,
        SendScheduleBook? schedules = null)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(announcements);
        ArgumentNullException.ThrowIfNull(lanes);
        options ??= new DispatcherOptions();
        if (options.Check() is { Count: > 0 } wrong) throw new ArgumentException(string.Join(" ", wrong), nameof(options));
        if (lanes.GroupBy(q => q.Context.Taxpayer, StringComparer.Ordinal).FirstOrDefault(g => g.Count() > 1) is { } twice)
            throw new ArgumentException($"Two queues are named '{twice.Key}'; a taxpayer has one queue.", nameof(lanes));
        _lanes = lanes;
        _schedules = schedules;
        _context = new DispatcherContext
        {
            Store = store,
            Announcements = new AnnouncementBook(announcements),
            Deadlines = deadlines ?? new DeadlineEngine(),
            Options = options,
            Time = time ?? TimeProvider.System,
            Random = random ?? new Random(),
            Progress = progress,
            Logger = logger ?? NullLogger<Dispatcher>.Instance,
        };
        _rotation = new Rotation(lanes, _context);
        _housekeeping = new Housekeeping(_context, lanes, drafts);
    }

    /// <summary>When this process may send, beside what operators set for all in the <see cref="SendScheduleBook"/>; both take effect with the next consignment.</summary>
    public SendSchedule Schedule
    {
        get => _schedule;
        set => _schedule = value ?? throw new ArgumentNullException(nameof(value));
    }

    /// <summary>Tells the workers that there is new work, so that they do not wait out their pause.</summary>
    public void Wake() => _rotation.Wake();

    /// <summary>One round: housekeeping, then one portion of each taxpayer, one after the other. For tests and for callers with a scheduler of their own.</summary>
    /// <param name="cancellationToken">Stops; an attempt under way is cancelled at once.</param>
    public async Task<DispatchRound> RunRoundAsync(CancellationToken cancellationToken)
    {
        await _housekeeping.RunAsync(always: true, cancellationToken).ConfigureAwait(false);
        var worked = 0;
        foreach (var lane in _lanes) worked += (await TurnAsync(lane, _context.Options.Name + "/round", cancellationToken, cancellationToken).ConfigureAwait(false)).Worked;
        var (pending, next) = await PendingAsync(cancellationToken).ConfigureAwait(false);
        return new DispatchRound(worked, pending, next);
    }

    /// <summary>Works until nothing is pending, waiting for later attempts and for the leases of dead processes. Held, blocked and refused entries wait for a person and are not pending.</summary>
    /// <param name="stoppingToken">Stops gracefully: nothing new is begun, what is under way has <see cref="DispatcherOptions.StopGrace"/>.</param>
    public async Task RunUntilDrainedAsync(CancellationToken stoppingToken)
    {
        do
        {
            using var drained = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            async Task WhenIdle()
            {
                if (!(await PendingAsync(drained.Token).ConfigureAwait(false)).Pending) await drained.CancelAsync().ConfigureAwait(false);
            }

            await RunAsync(WhenIdle, drained.Token).ConfigureAwait(false);
            stoppingToken.ThrowIfCancellationRequested();
            // Numbers that arrived may release drafts, which are then pending in their turn.
            await _housekeeping.RunAsync(always: true, stoppingToken).ConfigureAwait(false);
        }
        while ((await PendingAsync(stoppingToken).ConfigureAwait(false)).Pending);
    }

    /// <summary>Works until it is told to stop. A failure of the store pauses a worker; it never ends the run.</summary>
    /// <param name="stoppingToken">Stops gracefully: nothing new is begun, what is under way has <see cref="DispatcherOptions.StopGrace"/>. The task then ends without an exception.</param>
    public Task RunAsync(CancellationToken stoppingToken) => RunAsync(null, stoppingToken);

    private async Task RunAsync(Func<Task>? whenIdle, CancellationToken stopping)
    {
        using var abort = new CancellationTokenSource();
        var grace = _context.Time.CreateTimer(_ => abort.Cancel(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        await using var noGrace = grace.ConfigureAwait(false);
        await using var registration = stopping.Register(() => grace.Change(_context.Options.StopGrace.ToTimeSpan(), Timeout.InfiniteTimeSpan)).ConfigureAwait(false);
        await Task.WhenAll(Enumerable.Range(1, _context.Options.Workers).Select(number => WorkAsync($"{_context.Options.Name}/{number}", whenIdle, stopping, abort.Token))).ConfigureAwait(false);
    }

    private async Task WorkAsync(string worker, Func<Task>? whenIdle, CancellationToken stopping, CancellationToken abort)
    {
        await Task.Yield();
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                if (await _housekeeping.RunAsync(always: false, stopping).ConfigureAwait(false)) _rotation.Wake();
                if (_rotation.Next(_context.Now) is { } lane)
                {
                    var (worked, soonest) = (0, (Instant?)null);
                    try
                    {
                        (worked, soonest) = await TurnAsync(lane, worker, stopping, abort).ConfigureAwait(false);
                    }
                    finally
                    {
                        _rotation.Done(lane, rest: worked == 0, soonest, _context.Now);
                    }
                    continue;
                }
                if (whenIdle is not null) await whenIdle().ConfigureAwait(false);
                await _rotation.WaitAsync(stopping).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                _context.Logger.WorkerFailed(failed);
                try
                {
                    await Task.Delay(_context.Options.IdleDelay.ToTimeSpan(), _context.Time, stopping).ConfigureAwait(false);
                }
                catch (OperationCanceledException)
                {
                    return;
                }
            }
        }
    }

    private async Task<(int Worked, Instant? Soonest)> TurnAsync(TaxpayerLane lane, string worker, CancellationToken stopping, CancellationToken abort)
    {
        var began = _context.Now;
        var turn = new Turn(_context, lane, worker, () => MaySendAsync(lane, stopping), () => _context.Now - began >= _context.Options.TurnTime && _rotation.OthersWait(lane, _context.Now));
        return await turn.RunAsync(stopping, abort).ConfigureAwait(false);
    }

    /// <summary>Whether windows and freezes, those of this process and those of all, let a taxpayer's invoices through at this moment.</summary>
    private async Task<bool> MaySendAsync(TaxpayerLane lane, CancellationToken cancellationToken)
    {
        var common = _schedules is null ? SendSchedule.Always : await _schedules.ReadAsync(lane.Context.Taxpayer, cancellationToken).ConfigureAwait(false);
        var now = _context.Now;
        return _schedule.MaySend(now) && common.MaySend(now);
    }

    private async Task<(bool Pending, Instant? Next)> PendingAsync(CancellationToken cancellationToken)
    {
        var (pending, now, next) = (false, _context.Now, Instant.MaxValue);
        foreach (var lane in _lanes)
        {
            var query = new OutboxQuery { Taxpayer = lane.Context.Taxpayer, States = [.. OutboxStateMachine.States.Where(OutboxStateMachine.IsWorkable)] };
            var seen = 0;
            await foreach (var entry in _context.Store.ReadAsync(query, cancellationToken).ConfigureAwait(false))
            {
                if (entry.Deadline.Kind == DeadlineKind.NoObligation) continue;
                pending = true;
                next = Instant.Min(next, entry.NextAttempt ?? now);
                // Of a long queue a part tells enough: whether there is anything, and about when.
                if (++seen == EnoughToTell) break;
            }
        }
        return (pending, pending && next > now ? next : null);
    }
}
