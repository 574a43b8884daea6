using System.Text.RegularExpressions;

namespace Ksef.Offline.Panel.Tests;

/// <summary>A queue of ten thousand: every invoice stands on exactly one page, the most urgent first.</summary>
public sealed partial class PagingTests
{
    [Fact]
    public async Task Ten_thousand_invoices_are_walked_through_page_by_page()
    {
        await using var panel = await RunningPanel.StartAsync(fill: outbox => Entries.AddManyAsync(outbox, 10_000));
        var (seen, days) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        var next = "/";
        var pages = 0;
        while (next.Length > 0)
        {
            var html = await panel.GetAsync(next);
            pages++;
            foreach (Match row in Row().Matches(html)) Assert.True(seen.Add(row.Groups["number"].Value));
            days.AddRange(Due().Matches(html).Select(m => m.Groups["day"].Value));
            next = System.Net.WebUtility.HtmlDecode(Next().Match(html).Groups["path"].Value);
        }
        Assert.Equal(200, pages);
        Assert.Equal(10_000, seen.Count);
        Assert.Equal(days.Order(StringComparer.Ordinal), days);
    }

    [Fact]
    public async Task The_other_pages_bear_ten_thousand_too()
    {
        await using var panel = await RunningPanel.StartAsync(fill: outbox => Entries.AddManyAsync(outbox, 10_000));
        foreach (var page in new[] { "/register", "/drain", "/drain?batch=10000", "/reports", "/reports/jpk?month=2026-11" }) Assert.Empty(HtmlShape.Errors(await panel.GetAsync(page)));
        Assert.Equal(10_001, (await panel.GetAsync("/register.csv")).Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        var (after, rows) = ("/register", 0);
        while (after.Length > 0)
        {
            var html = await panel.GetAsync(after);
            rows += Row().Count(html);
            after = System.Net.WebUtility.HtmlDecode(Next().Match(html).Groups["path"].Value);
        }
        Assert.Equal(10_000, rows);
    }

    [GeneratedRegex("role=\"rowheader\"[^>]*>\\s*<a href=\"/invoice[^\"]*\">(?<number>[^<]+)<")]
    private static partial Regex Row();

    [GeneratedRegex("<strong><time datetime=\"(?<day>[0-9-]+)\"")]
    private static partial Regex Due();

    [GeneratedRegex("rel=\"next\" href=\"(?<path>[^\"]+)\"")]
    private static partial Regex Next();
}
