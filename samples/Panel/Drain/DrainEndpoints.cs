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
    public static void MapDrain(this IEndpointRouteBuilder routes) => routes.MapGet("/drain", async (
        string? taxpayer, string? start, string? hourly, string? batch, IOutboxStore store, TimeProvider time, CancellationToken cancellationToken) =>
    {
        var waiting = new List<OutboxEntry>();
        await foreach (var entry in store.ReadAsync(new OutboxQuery { States = [OutboxState.Issued, OutboxState.Leased] }, cancellationToken))
            if (entry.Deadline.Kind != DeadlineKind.NoObligation) waiting.Add(entry);
        return new RazorComponentResult<DrainPage>(new { View = Forecast(waiting, taxpayer, start, hourly, batch, time.GetUtcNow().ToInstant()) });
    });

    internal static DrainView Forecast(List<OutboxEntry> waiting, string? taxpayer, string? start, string? hourly, string? batch, Instant now)
    {
        var unread = new List<string>();
        var by = waiting.GroupBy(e => e.Taxpayer.Taxpayer).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal).ToList();
        var chosen = by.Find(g => g.Key == taxpayer) ?? by.FirstOrDefault();
        var limits = new DrainAssumptions { Start = now };
        var perHour = Number("hourly", hourly, limits.InteractiveSends.PerHour, 1_000_000, unread);
        var assumptions = limits with
        {
            Start = Start(start, now, unread),
            InteractiveSends = new RateLimit(limits.InteractiveSends.PerSecond, Math.Max(limits.InteractiveSends.PerMinute, perHour / 6), perHour),
            Consignments = limits.Consignments with { BatchFrom = Number("batch", batch, limits.Consignments.BatchFrom, 10_000, unread) },
        };
        // The order in which workers lease: the date to work to, the last day, the key.
        var queue = (chosen ?? Enumerable.Empty<OutboxEntry>())
            .OrderBy(e => e.Deadline.WorkTo ?? LocalDate.MaxIsoValue).ThenBy(e => e.Deadline.Due ?? LocalDate.MaxIsoValue).ThenBy(e => e.Key.ToString(), StringComparer.Ordinal).ToList();
        var forecast = DrainPlanner.Forecast(queue, assumptions);
        var past = forecast.Arrivals.Count(a => a.Until <= now);
        return new DrainView([.. by.Select(g => g.Key)], chosen?.Key, assumptions, forecast, past, queue.Count == 0 ? null : DrainPicture.Of(forecast, assumptions.Start), unread);
    }

    private static Instant Start(string? text, Instant now, List<string> unread)
    {
        if (string.IsNullOrWhiteSpace(text)) return now;
        if (WarsawMoment.Read(text) is { } moment && moment < now + Duration.FromDays(366)) return Instant.Max(moment, now);
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
