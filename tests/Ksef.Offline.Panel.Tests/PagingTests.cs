using System.Net;
using System.Text.RegularExpressions;

namespace Ksef.Offline.Panel.Tests;

/// <summary>A queue of ten thousand: every invoice stands on exactly one page, the most urgent first, and no page breaks under it.</summary>
public sealed partial class PagingTests
{
    private const int Many = 10_000;

    [Fact]
    public async Task Ten_thousand_invoices_are_walked_through_page_by_page()
    {
        await using var panel = await RunningPanel.StartAsync(fill: outbox => Entries.AddManyAsync(outbox, Many));
        var (pages, queue) = await WalkAsync(panel, "/");
        Assert.Equal(Many / 50, pages);
        Assert.Equal(queue.Select(r => r.Day).Order(StringComparer.Ordinal), queue.Select(r => r.Day));
        var (_, register) = await WalkAsync(panel, "/register");
        Assert.Equal(queue.Select(r => r.Number).Order(StringComparer.Ordinal), register.Select(r => r.Number));

        foreach (var page in new[] { "/drain", "/drain?batch=10000", "/reports", "/reports/jpk?month=2026-11" }) Assert.Empty(HtmlShape.Errors(await panel.GetAsync(page)));
        Assert.Equal(Many + 1, (await panel.GetAsync("/register.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    private static async Task<(int Pages, List<(string Number, string Day)> Rows)> WalkAsync(RunningPanel panel, string next)
    {
        var (pages, rows) = (0, new List<(string Number, string Day)>());
        for (; next.Length > 0; pages++)
        {
            var html = await panel.GetAsync(next);
            var days = Due().Matches(html);
            rows.AddRange(Row().Matches(html).Select((row, i) => (row.Groups["number"].Value, i < days.Count ? days[i].Groups["day"].Value : "")));
            next = WebUtility.HtmlDecode(Next().Match(html).Groups["path"].Value);
        }
        Assert.Equal(Many, rows.Select(r => r.Number).Distinct().Count());
        Assert.Equal(Many, rows.Count);
        return (pages, rows);
    }

    [GeneratedRegex("role=\"rowheader\"[^>]*>\\s*<a href=\"/invoice[^\"]*\">(?<number>[^<]+)<")]
    private static partial Regex Row();

    [GeneratedRegex("<strong><time datetime=\"(?<day>[0-9-]+)\"")]
    private static partial Regex Due();

    [GeneratedRegex("rel=\"next\" href=\"(?<path>[^\"]+)\"")]
    private static partial Regex Next();
}
