using Ksef.Offline.Calendars;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Stores;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime.Extensions;
using Panel.Shared;

namespace Panel.Incidents;

/// <summary><c>/incidents</c>: what was announced; <c>/incident</c>: one of them against the invoices issued in it.</summary>
internal static class IncidentEndpoints
{
    public static void MapIncidents(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/incidents", async (AnnouncementBook book, CancellationToken cancellationToken) =>
            new RazorComponentResult<IncidentsPage>(new { (await book.RefreshAsync(cancellationToken)).Timeline }));
        routes.MapGet("/incident", ShowAsync);
        routes.MapGet("/incident.zip", async (string? id, AnnouncementBook book, EvidenceExport export, CancellationToken cancellationToken) =>
            id is { Length: > 0 } && (await book.RefreshAsync(cancellationToken)).Timeline.Events.Any(e => e.EventId == id)
                ? Results.File(await export.OfIncidentAsync(id, cancellationToken), "application/zip", FileName.Of($"evidence-{id}.zip"))
                : Results.NotFound());
    }

    private static async Task<IResult> ShowAsync(string? id, AnnouncementBook book, OutboxReporter reporter, IOutboxStore store, IEvidenceLog evidence, TimeProvider time, CancellationToken cancellationToken)
    {
        var (page, now) = (await book.RefreshAsync(cancellationToken), time.GetUtcNow().ToInstant());
        if (string.IsNullOrWhiteSpace(id) || await reporter.IncidentAsync(id, page, now, cancellationToken) is not { } report) return Results.NotFound();
        var (keys, entries, history) = (report.Issued.Select(l => l.Key).ToHashSet(), new List<OutboxEntry>(), new List<EvidenceRecord>());
        var days = new OutboxQuery { IssuedFrom = WarsawTime.DateOf(report.Event.Start), IssuedTo = WarsawTime.DateOf(report.Event.End ?? now) };
        await foreach (var entry in store.ReadAsync(days, cancellationToken))
            if (keys.Contains(entry.Key)) entries.Add(entry);
        await foreach (var record in evidence.ReadAsync(EvidenceChains.OfIncident(id), cancellationToken)) history.Add(record);
        var messages = page.Timeline.Messages.Where(m => m.EventId == id).OrderBy(m => m.Published ?? m.Start).ThenBy(m => m.Version).ToList();
        return new RazorComponentResult<IncidentPage>(new { View = new IncidentView(report, messages, entries, history) });
    }
}
