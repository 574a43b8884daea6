using System.Net;
using System.Text.RegularExpressions;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.InMemory;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.TestKit;
using Panel.Queue;

namespace Ksef.Offline.Panel.Tests;

/// <summary>Each part of the queue, and each way to narrow it, shows the invoices that belong there and no other.</summary>
public sealed partial class QueueTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/?show=Overdue", "FV/C/001 FV/C/002 FV/C/003")]
    [InlineData("/?show=Soon", "FV/D/001 FV/D/002 FV/D/003 FV/D/004 FV/D/005 FV/D/006 K/2026/0418 K/2026/0419 FV/A/011 FV/A/012 FV/A/013 FV/A/014")]
    [InlineData("/?show=Person", "FV/C/002 FV/C/003 K/2026/0418 K/2026/0419")]
    [InlineData("/?show=Waiting", "FK/001 FV/E/001 FV/E/002 FV/E/003")]
    [InlineData("/?show=Rejected", "K/2026/0417")]
    [InlineData("/?mode=Emergency", "FV/A/011 FV/A/012 FV/A/013 FV/A/014")]
    [InlineData("/?seller=7740001454", "K/2026/0418 K/2026/0419")]
    [InlineData("/?text=+%2f003+", "FV/C/003 FV/D/003 FV/F/003 FV/E/003")]
    [InlineData("/?text=fv%2fd&show=Overdue", "")]
    public async Task A_part_shows_what_belongs_there_the_most_urgent_first(string path, string numbers)
    {
        await using var panel = await RunningPanel.StartAsync();
        Assert.Equal(numbers, string.Join(' ', Numbers(await panel.GetAsync(path))));
    }

    [Fact]
    public async Task The_tiles_count_what_they_lead_to()
    {
        await using var panel = await RunningPanel.StartAsync();
        var tiles = Tile().Matches(WebUtility.HtmlDecode(await panel.GetAsync("/"))).ToList();
        Assert.Equal(7, tiles.Count);
        foreach (var tile in tiles.Where(t => t.Groups["path"].Value.StartsWith("/?", StringComparison.Ordinal)))
            Assert.Equal(tile.Groups["count"].Value, Numbers(await panel.GetAsync(tile.Groups["path"].Value)).Count().ToString(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task The_first_words_name_the_nearest_term_and_a_cautious_reading_is_a_warning()
    {
        await using var panel = await RunningPanel.StartAsync();
        var html = WebUtility.HtmlDecode(await panel.GetAsync("/"));
        Assert.Contains("Po terminie: 3. Najpierw te. Najbliższy termin: FV/D/001, jeszcze 13 godz. 20 min.", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"badge warn\">termin ostrożny: dziś</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"badge warn\">wstrzymana</span>", html, StringComparison.Ordinal);
        Assert.Contains("<span class=\"badge bad\">konflikt numeru</span>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_looks_after_an_act_sees_what_it_did()
    {
        await using var panel = await RunningPanel.StartWithActionsAsync();
        await panel.SignInAsync();
        Assert.DoesNotContain("FV/D/001", Numbers(await panel.GetAsync("/?show=Person")));
        var key = Entries.Key("FV/D/001").ToString();
        await panel.ActAsync("/invoice?key=" + Uri.EscapeDataString(key), "/invoice/act", ("key", key), ("verb", "Hold"), ("reason", "because"));
        Assert.Contains("FV/D/001", Numbers(await panel.GetAsync("/?show=Person")));

        Assert.Contains("FV/E/001", Numbers(await panel.GetAsync("/?show=Waiting")));
        await panel.ActAsync("/incidents", "/incidents/announce", ("kind", "Maintenance"), ("source", "Bip"), ("start", "17.11.2026 07:40"), ("end", "17.11.2026 10:30"), ("event", "NIE-77"), ("version", "2"), ("note", "gov.pl"));
        Assert.DoesNotContain("FV/E/001", Numbers(await panel.GetAsync("/?show=Waiting")));
    }

    [Fact]
    public async Task The_outbox_is_read_once_for_all_who_look_within_three_seconds()
    {
        var (time, outbox, engine) = (new ManualTime(RunningPanel.Now), new InMemoryOutbox(), new DeadlineEngine());
        using var board = new StandingBoard(new OutboxReporter(outbox.Store, outbox.Register, engine, new JpkRules(engine)), time);
        var first = await board.ReadAsync(Token);
        time.Advance(TimeSpan.FromSeconds(2.9));
        Assert.Same(first, await board.ReadAsync(Token));
        time.Advance(TimeSpan.FromSeconds(0.2));
        var second = await board.ReadAsync(Token);
        Assert.NotSame(first, second);
        board.Forget();
        Assert.NotSame(second, await board.ReadAsync(Token));
    }

    private static IEnumerable<string> Numbers(string html) => Row().Matches(html).Select(m => WebUtility.HtmlDecode(m.Groups["number"].Value));

    [GeneratedRegex("role=\"rowheader\"[^>]*>\\s*<a href=\"/invoice[^\"]*\">(?<number>[^<]+)<")]
    private static partial Regex Row();

    [GeneratedRegex("<a class=\"tile [a-z]+\" href=\"(?<path>[^\"]+)\"[^>]*>\\s*<span class=\"count\">(?<count>[0-9]+)<")]
    private static partial Regex Tile();
}
