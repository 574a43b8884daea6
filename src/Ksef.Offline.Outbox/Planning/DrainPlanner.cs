using System.Globalization;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Outbox.Planning;

/// <summary>Decides from queue, limits and time left what goes interactively and what by batch, and answers: will everything arrive before its deadline? Pure; thread-safe.</summary>
/// <remarks>The dispatcher sends by the same plan.</remarks>
public static class DrainPlanner
{
    private static readonly Duration LongestFreeze = Duration.FromDays(31);

    /// <summary>Forecasts the draining of one taxpayer's queue.</summary>
    /// <param name="queue">What is to be sent, the most urgent first. Bytes may be left out; then each invoice counts 10,000.</param>
    /// <param name="assumptions">Start, limits, pace.</param>
    public static DrainForecast Forecast(IReadOnlyList<OutboxEntry> queue, DrainAssumptions assumptions)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(assumptions);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(assumptions.DecidedPerSecond, nameof(assumptions));
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(assumptions.UploadedPerSecond, nameof(assumptions));
        var arrivals = Run(queue, Plan(queue, assumptions), assumptions);
        var ends = arrivals.Count == 0 ? assumptions.Start : arrivals.Max(a => a.DecidedAt);
        var atRisk = arrivals.Count(a => a.IsAtRisk);
        return new DrainForecast(arrivals, ends, atRisk == 0 ? [] : Advise(queue, assumptions, arrivals, atRisk));
    }

    /// <summary>Decides, from queue, limits and time left, what goes interactively and what by batch: by the rules, and below their number by batch what would else come too late.</summary>
    /// <param name="queue">What is to be sent, the most urgent first.</param>
    /// <param name="assumptions">Start, limits, pace, rules.</param>
    /// <returns>Every entry exactly once; the consignment with the most urgent entry first.</returns>
    internal static IReadOnlyList<PlannedConsignment> Plan(IReadOnlyList<OutboxEntry> queue, DrainAssumptions assumptions)
    {
        ArgumentNullException.ThrowIfNull(queue);
        ArgumentNullException.ThrowIfNull(assumptions);
        var usual = ConsignmentPlanner.Plan(queue, assumptions.Consignments);
        if (assumptions.Consignments.BatchFrom is 1 or int.MaxValue || Late(usual) is var late && late == 0) return usual;
        var batched = ConsignmentPlanner.Plan(queue, assumptions.Consignments with { BatchFrom = 1 });
        return Late(batched) < late ? batched : usual;

        int Late(IReadOnlyList<PlannedConsignment> planned) => Run(queue, planned, assumptions).Count(a => a.IsAtRisk);
    }

    private static List<DrainArrival> Run(IReadOnlyList<OutboxEntry> queue, IReadOnlyList<PlannedConsignment> planned, DrainAssumptions a)
    {
        var start = Allowed(a, a.Start);
        var (single, openings) = (new Windows(a.InteractiveSends), new Windows(a.BatchOpenings));
        var (lineFree, uploadFree) = (start, start);
        var decided = new Dictionary<OutboxEntry, (SendingWay Way, Instant Sent, Instant Decided)>(ReferenceEqualityComparer.Instance);
        foreach (var consignment in planned)
        {
            var bytes = consignment.Entries.Sum(e => e.Bytes.Length == 0 ? 10_000L : e.Bytes.Length);
            var begun = (consignment.Way == SendingWay.Batch ? openings : single).Next(start, at => Allowed(a, at));
            // One line to KSeF: what is sent together shares it.
            var sent = uploadFree = Instant.Max(begun, uploadFree) + Duration.FromSeconds(bytes / a.UploadedPerSecond);
            foreach (var entry in consignment.Entries)
            {
                lineFree = Instant.Max(lineFree, sent) + Duration.FromSeconds(1 / a.DecidedPerSecond);
                decided[entry] = (consignment.Way, sent, lineFree);
            }
        }
        return [.. queue.Select(e => new DrainArrival(e.Key, decided[e].Way, decided[e].Sent, decided[e].Decided, e.Deadline.Deadline.ActUntil))];
    }

    /// <summary>The first moment from which the schedule lets through; after a month of waiting it is not asked any more.</summary>
    private static Instant Allowed(DrainAssumptions a, Instant from)
    {
        var at = from;
        while (!a.Schedule.MaySend(at) && at - a.Start < LongestFreeze) at += Duration.FromMinutes(1);
        return at;
    }

    private static List<DrainAdvice> Advise(IReadOnlyList<OutboxEntry> queue, DrainAssumptions a, List<DrainArrival> arrivals, int atRisk)
    {
        var (advice, together, tried) = (new List<DrainAdvice>(), a, 0);
        void Try(Func<DrainAssumptions, DrainAssumptions> change, string text, string textPl)
        {
            var other = change(a);
            var then = Run(queue, Plan(queue, other), other).Count(x => x.IsAtRisk);
            (together, tried) = (change(together), tried + 1);
            if (then < atRisk) advice.Add(new DrainAdvice(text, textPl, then));
        }
        if (a.Consignments.BatchFrom > 1)
            Try(x => x with { Consignments = x.Consignments with { BatchFrom = 1 } }, "Send everything that may go by batch.", "Wysłać sesją wsadową wszystko, co może nią iść.");
        if (arrivals.Exists(x => x.IsAtRisk) && a.Schedule != Dispatching.SendSchedule.Always)
            Try(x => x with { Schedule = Dispatching.SendSchedule.Always }, "Lift the freeze or widen the window of sending.", "Znieść wstrzymanie wysyłki albo poszerzyć jej okno.");
        Try(x => x with { InteractiveSends = Times(x.InteractiveSends, 4), BatchOpenings = Times(x.BatchOpenings, 4) }, "Ask KSeF for higher limits (four times were tried here).", "Wystąpić do KSeF o wyższe limity (tu sprawdzono czterokrotne).");
        // Beginning earlier helps only what was not overdue when the sending began.
        if (arrivals.Where(x => x.IsAtRisk && x.Until > a.Start).Select(x => (Duration?)(x.SentAt - x.Until!.Value)).Max() is { } late)
        {
            // Rounded up: what is said must be enough.
            var hours = Math.Floor(late.TotalHours * 10) / 10 + 0.1;
            var text = hours.ToString("0.0", CultureInfo.InvariantCulture);
            Try(x => x with { Start = x.Start - Duration.FromHours(hours) }, $"Begin {text} h earlier.", $"Zacząć {text.Replace('.', ',')} h wcześniej.");
        }
        var best = advice.Count == 0 ? atRisk : advice.Min(x => x.AtRiskThen);
        if (best > 0 && tried > 1 && Run(queue, Plan(queue, together), together).Count(x => x.IsAtRisk) is var all && all < best)
            advice.Add(new DrainAdvice("All of it together: batch, no freeze, higher limits, an earlier beginning.", "Wszystko naraz: sesja wsadowa, bez wstrzymania, wyższe limity, wcześniejszy początek.", all));
        return [.. advice.OrderBy(x => x.AtRiskThen)];
    }

    private static RateLimit Times(RateLimit limit, int factor) => new(limit.PerSecond * factor, limit.PerMinute * factor, limit.PerHour * factor);

    /// <summary>The earliest instants that three sliding windows let through.</summary>
    private sealed class Windows(RateLimit limit)
    {
        private readonly List<Instant> _taken = [];

        public Instant Next(Instant from, Func<Instant, Instant> allowed)
        {
            var at = _taken.Count == 0 ? from : Instant.Max(from, _taken[^1]);
            at = After(at, limit.PerSecond, Duration.FromSeconds(1));
            at = After(at, limit.PerMinute, Duration.FromMinutes(1));
            at = allowed(After(at, limit.PerHour, Duration.FromHours(1)));
            _taken.Add(at);
            return at;
        }

        private Instant After(Instant at, int most, Duration window) => _taken.Count < most ? at : Instant.Max(at, _taken[^most] + window);
    }
}
