using Ksef.Offline;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Panel.Queue;

/// <summary><c>/</c>: the queue by deadline.</summary>
internal static class QueueEndpoints
{
    public static void MapQueue(this IEndpointRouteBuilder routes) => routes.MapGet(
        "/", async (string? show, string? mode, string? seller, string? text, string? page, StandingBoard board, CancellationToken cancellationToken) =>
            new RazorComponentResult<QueuePage>(new
            {
                // What cannot be read is not asked for: a mistyped address shows the whole queue.
                View = new QueueView(
                    await board.ReadAsync(cancellationToken), Enum.TryParse<QueueShow>(show, out var part) && Enum.IsDefined(part) ? part : QueueShow.All,
                    Enum.TryParse<InvoicingMode>(mode, out var legal) && Enum.IsDefined(legal) ? legal : null, seller, text, int.TryParse(page, out var number) ? number : 1),
            }));
}
