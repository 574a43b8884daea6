using System.Globalization;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Planning;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;
using Panel.Shared;

namespace Panel.Drain;

/// <summary><c>/drain</c>: will everything that waits arrive in time, from when on and under which limits one asks?</summary>
internal static class DrainEndpoints
{
    /// <summary>Whose term runs while nobody sends them: a person has to decide first.</summary>
    private static readonly OutboxState[] Undecided = [OutboxState.Held, OutboxState.AwaitingCorrection, OutboxState.DuplicateConflict];

    public static void MapDrain(this IEndpointRouteBuilder routes) => routes.MapGet("/drain", async (
        string? taxpayer, string? start, string? hourly, string? batch, IOutboxStore store, TimeProvider time, CancellationToken cancellationToken) =>
    {
        var pending = new List<OutboxEntry>();
        await foreach (var entry in store.ReadAsync(new OutboxQuery { States = [OutboxState.Issued, OutboxState.Leased, .. Undecided] }, cancellationToken))
            if (entry.Deadline.Kind != DeadlineKind.NoObligation) pending.Add(entry);
        return new RazorComponentResult<DrainPage>(new { View = Forecast(pending, taxpayer, start, hourly, batch, time.GetUtcNow().ToInstant()) });
    });

    internal static DrainView Forecast(List<OutboxEntry> pending, string? taxpayer, string? start, string? hourly, string? batch, Instant now)
    {
        var unread = new List<string>();
        var limits = new DrainAssumptions { Start = now };
        var perHour = Number("hourly", hourly, limits.InteractiveSends.PerHour, 1_000_000, unread);
        var assumptions = limits with
        {
            Start = Start(start, now, unread),
            InteractiveSends = new RateLimit(limits.InteractiveSends.PerSecond, Math.Max(limits.InteractiveSends.PerMinute, perHour / 6), perHour),
            Consignments = limits.Consignments with { BatchFrom = Number("batch", batch, limits.Consignments.BatchFrom, 10_000, unread) },
        };
        var all = pending.GroupBy(e => e.Taxpayer.Taxpayer).Select(of => Of(of.Key, [.. of], assumptions, now)).ToList();
        // Those in trouble first: who looks once must see them.
        all = [.. all.OrderByDescending(t => t.Drain.Late).ThenByDescending(t => t.Drain.Count).ThenBy(t => t.Drain.Name, StringComparer.Ordinal)];
        var chosen = all.FindIndex(t => t.Drain.Name == taxpayer);
        var (drain, forecast) = all.Count == 0 ? (null, DrainPlanner.Forecast([], assumptions)) : all[Math.Max(0, chosen)];
        return new DrainView([.. all.Select(t => t.Drain)], drain, assumptions, forecast, forecast.Arrivals.Count == 0 ? null : DrainPicture.Of(forecast, assumptions.Start), unread);
    }

    private static (TaxpayerDrain Drain, DrainForecast Forecast) Of(string name, List<OutboxEntry> pending, DrainAssumptions assumptions, Instant now)
    {
        // The order in which workers lease: the date to work to, the last day, the key.
        var queue = pending.Where(e => !Undecided.Contains(e.State))
            .OrderBy(e => e.Deadline.WorkTo ?? LocalDate.MaxIsoValue).ThenBy(e => e.Deadline.Due ?? LocalDate.MaxIsoValue).ThenBy(e => e.Key.ToString(), StringComparer.Ordinal).ToList();
        var forecast = DrainPlanner.Forecast(queue, assumptions);
        var past = forecast.Arrivals.Count(a => a.Until <= now);
        return (new TaxpayerDrain(name, queue.Count, forecast.AtRisk - past, past, pending.Count - queue.Count), forecast);
    }

    private static Instant Start(string? text, Instant now, List<string> unread)
    {
        if (string.IsNullOrWhiteSpace(text)) return now;
        if (Typed.Moment(text) is { } moment && moment < now + Duration.FromDays(366)) return Instant.Max(moment, now);
        unread.Add("start");
        return now;
    }

    private static int Number(string name, string? text, int otherwise, int most, List<string> unread)
    {
        if (string.IsNullOrWhiteSpace(text)) return otherwise;
        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= 1 && number <= most) return number;
        unread.Add(name);
        return otherwise;
    }
}
