using Ksef.Offline.Calendars;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Stores;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;
using Panel.Queue;
using Panel.Shared;

namespace Panel.Reports;

/// <summary><c>/reports</c>: what an accountant files away: standing, volumes, and the JPK_V7 markers of a month.</summary>
internal static class ReportEndpoints
{
    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports", async (StandingBoard board, CancellationToken cancellationToken) => new RazorComponentResult<ReportsPage>(new { Report = await board.ReadAsync(cancellationToken) }));
        routes.MapGet("/reports/jpk", async (string? month, string? filed, OutboxReporter reporter, AnnouncementBook book, TimeProvider time, CancellationToken cancellationToken) =>
        {
            var today = WarsawTime.DateOf(time.GetUtcNow().ToInstant());
            var of = Typed.Month(month) ?? today.ToYearMonth();
            var on = Typed.Day(filed) ?? today;
            var lines = new List<JpkLine>();
            var query = new OutboxQuery { IssuedFrom = of.OnDayOfMonth(1), IssuedTo = of.ToDateInterval().End };
            await foreach (var line in reporter.JpkAsync(on, await book.RefreshAsync(cancellationToken), query, cancellationToken)) lines.Add(line);
            return new RazorComponentResult<JpkPage>(new { Month = of, FiledOn = on, Lines = (IReadOnlyList<JpkLine>)lines });
        });
    }
}
