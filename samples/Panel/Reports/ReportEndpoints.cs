using Ksef.Offline.Calendars;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Stores;
using Microsoft.AspNetCore.Http.HttpResults;
using NodaTime;
using NodaTime.Extensions;
using NodaTime.Text;
using Panel.Queue;

namespace Panel.Reports;

/// <summary><c>/reports</c>: what an accountant files away: standing, volumes, and the JPK_V7 markers of a month.</summary>
internal static class ReportEndpoints
{
    private static readonly YearMonthPattern Month = YearMonthPattern.Iso;

    public static void MapReports(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/reports", async (StandingBoard board, CancellationToken cancellationToken) => new RazorComponentResult<ReportsPage>(new { Report = await board.ReadAsync(cancellationToken) }));
        routes.MapGet("/reports/jpk", async (string? month, string? filed, OutboxReporter reporter, AnnouncementBook book, TimeProvider time, CancellationToken cancellationToken) =>
        {
            var today = WarsawTime.DateOf(time.GetUtcNow().ToInstant());
            var of = Month.Parse(month ?? "") is { Success: true, Value: var asked } && asked.Year is >= 1901 and <= 2298 ? asked : today.ToYearMonth();
            var on = LocalDatePattern.Iso.Parse(filed ?? "") is { Success: true, Value: var day } && day.Year is >= 1901 and <= 2298 ? day : today;
            var lines = new List<JpkLine>();
            var query = new OutboxQuery { IssuedFrom = of.OnDayOfMonth(1), IssuedTo = of.ToDateInterval().End };
            await foreach (var line in reporter.JpkAsync(on, await book.RefreshAsync(cancellationToken), query, cancellationToken)) lines.Add(line);
            return new RazorComponentResult<JpkPage>(new { Month = of, FiledOn = on, Lines = (IReadOnlyList<JpkLine>)lines });
        });
    }
}
