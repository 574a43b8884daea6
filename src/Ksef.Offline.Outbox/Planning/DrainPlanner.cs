using System.Globalization;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Sending;
using NodaTime;

namespace Ksef.Offline.Outbox.Planning;

/// <summary>Answers from queue, limits and time left: will everything arrive before its deadline? Pure; thread-safe.</summary>
/// <remarks>The same planner of consignments as the dispatcher's decides what goes interactively and what by batch.</remarks>
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
        var arrivals = Run(queue, assumptions);
        var ends = arrivals.Count == 0 ? assumptions.Start : arrivals.Max(a => a.DecidedAt);
        var atRisk = arrivals.Count(a => a.IsAtRisk);
        return new DrainForecast(arrivals, ends, atRisk == 0 ? [] : Advise(queue, assumptions, arrivals, atRisk));
    }

    private static List<DrainArrival> Run(IReadOnlyList<OutboxEntry> queue, DrainAssumptions a)
    {
        var start = FirstAllowed(a);
        var (single, openings) = (new Windows(a.InteractiveSends), new Windows(a.BatchOpenings));
        var (lineFree, decided) = (start, new Dictionary<OutboxEntry, (SendingWay Way, Instant Sent, Instant Decided)>(ReferenceEqualityComparer.Instance));
        foreach (var consignment in ConsignmentPlanner.Plan(queue, a.Consignments))
        {
            var bytes = consignment.Entries.Sum(e => e.Bytes.Length == 0 ? 10_000L : e.Bytes.Length);
            var sent = (consignment.Way == SendingWay.Batch ? openings : single).Next(start) + Duration.FromSeconds(bytes / a.UploadedPerSecond);
            foreach (var entry in consignment.Entries)
            {
                lineFree = Instant.Max(lineFree, sent) + Duration.FromSeconds(1 / a.DecidedPerSecond);
                decided[entry] = (consignment.Way, sent, lineFree);
            }
        }
        return [.. queue.Select(e => new DrainArrival(e.Key, decided[e].Way, decided[e].Sent, decided[e].Decided, e.Deadline.Deadline.ActUntil))];
    }

    private static Instant FirstAllowed(DrainAssumptions a)
    {
        var at = a.Start;
        while (!a.Schedule.MaySend(at) && at - a.Start < LongestFreeze) at += Duration.FromMinutes(1);
        return at;
    }

    private static List<DrainAdvice> Advise(IReadOnlyList<OutboxEntry> queue, DrainAssumptions a, List<DrainArrival> arrivals, int atRisk)
    {
        var advice = new List<DrainAdvice>();
        void Try(DrainAssumptions other, string text, string textPl)
        {
            var then = Run(queue, other).Count(x => x.IsAtRisk);
            if (then < atRisk) advice.Add(new DrainAdvice(text, textPl, then));
        }
        if (a.Consignments.BatchFrom > 1)
            Try(a with { Consignments = a.Consignments with { BatchFrom = 1 } }, "Send everything that may go by batch.", "Wysłać sesją wsadową wszystko, co może nią iść.");
        if (FirstAllowed(a) > a.Start) Try(a with { Schedule = Dispatching.SendSchedule.Always }, "Lift the freeze or widen the window of sending.", "Znieść wstrzymanie wysyłki albo poszerzyć jej okno.");
        Try(a with { InteractiveSends = Times(a.InteractiveSends, 4), BatchOpenings = Times(a.BatchOpenings, 4) }, "Ask KSeF for higher limits (four times were tried here).", "Wystąpić do KSeF o wyższe limity (tu sprawdzono czterokrotne).");
        // Beginning earlier helps only what was not overdue when the sending began.
        if (arrivals.Where(x => x.IsAtRisk && x.Until > a.Start).Select(x => (Duration?)(x.SentAt - x.Until!.Value)).Max() is { } late)
            Try(a with { Start = a.Start - late }, string.Create(CultureInfo.InvariantCulture, $"Begin {late.TotalHours:0.0} h earlier."), string.Create(CultureInfo.InvariantCulture, $"Zacząć {late.TotalHours:0.0} h wcześniej."));
        return [.. advice.OrderBy(x => x.AtRiskThen)];
    }

    private static RateLimit Times(RateLimit limit, int factor) => new(limit.PerSecond * factor, limit.PerMinute * factor, limit.PerHour * factor);

    /// <summary>The earliest instants that three sliding windows let through.</summary>
    private sealed class Windows(RateLimit limit)
    {
        private readonly List<Instant> _taken = [];

        public Instant Next(Instant from)
        {
            var at = _taken.Count == 0 ? from : Instant.Max(from, _taken[^1]);
            at = After(at, limit.PerSecond, Duration.FromSeconds(1));
            at = After(at, limit.PerMinute, Duration.FromMinutes(1));
            at = After(at, limit.PerHour, Duration.FromHours(1));
            _taken.Add(at);
            return at;
        }

        private Instant After(Instant at, int most, Duration window) => _taken.Count < most ? at : Instant.Max(at, _taken[^most] + window);
    }
}
