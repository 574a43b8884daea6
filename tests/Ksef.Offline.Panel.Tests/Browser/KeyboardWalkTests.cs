using Ksef.Offline.Outbox.States;
using Panel.Demo;

namespace Ksef.Offline.Panel.Tests.Browser;

/// <summary>Everything by keyboard alone: each page is walked through with Tab, and every action is reached, filled in and fired from the start page to its result, with the focus visible all the way.</summary>
public sealed class KeyboardWalkTests
{
    private const int MostTabs = 400;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1280)]
    [InlineData(400)]
    public async Task Tab_reaches_everything_that_can_be_used_and_the_focus_is_seen(int width)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(width, "light");
        await SignInAsync(page, panel.Address);
        foreach (var (name, path) in ScreenTests.Screens)
        {
            await page.GoAsync(new Uri(panel.Address, path));
            var expected = (await page.EvaluateAsync(Probe.Expect)).GetInt32();
            Assert.True(expected > 5, name);
            for (var tabs = 0; tabs < MostTabs; tabs++)
            {
                await page.PressAsync("Tab");
                var focus = await page.TextAsync(Probe.Focus);
                if (focus.Length == 0) break; // round once
                Assert.False(focus.StartsWith("INVISIBLE", StringComparison.Ordinal), $"{name}: {focus}");
            }
            Assert.Equal("", await page.TextAsync(Probe.Missed));
        }
    }

    [Theory]
    [InlineData("Release", "5261040828/VAT/FV/C/003", OutboxState.Issued)]
    [InlineData("Hold", "5261040828/VAT/FV/D/001", OutboxState.Held)]
    [InlineData("Withdraw", "5261040828/VAT/FV/D/002", OutboxState.Withdrawn)]
    [InlineData("Reexamine", "7740001454/VAT/K/2026/0418", OutboxState.Unknown)]
    [InlineData("HandOver", "5261040828/VAT/FV/D/003", OutboxState.Issued)]
    [InlineData("Attach", "5261040828/VAT/FV/D/004", OutboxState.Issued)]
    [InlineData("Correct", "5261040828/VAT/FV/C/002", OutboxState.Issued)]
    public async Task A_decision_goes_from_the_queue_to_its_result_by_keys(string verb, string text, OutboxState after)
    {
        Assert.True(Invoices.InvoiceKey.TryParse(text, out var key));
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(1280, "light");
        await page.GoAsync(panel.Address);

        // Not signed in yet: the invoice leads to the sign-in, and that leads back.
        await page.LoadAsync(() => FireAsync(page, $"document.activeElement.innerText === '{key.Number}'", "Enter"));
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.matches('main a.button[href^=\"/sign-in\"]')", "Enter"));
        await FillAsync(page, "name", "Anna Nowak");
        await FillAsync(page, "password", RunningPanel.Password);
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.matches('main button')", "Enter"));
        Assert.Contains(key.Number, await page.TextAsync("document.querySelector('h1').innerText"), StringComparison.Ordinal);

        // The form opens by the space bar, is filled in and fired.
        await FireAsync(page, $"document.activeElement.matches('summary') && document.activeElement.parentElement.querySelector('[name=verb]').value === '{verb}'", " ");
        await FillAsync(page, verb.ToLowerInvariant() + "-reason", "bo tak trzeba");
        if (verb is "Attach" or "Correct") await ChooseAsync(page, panel, key, verb.ToLowerInvariant() + "-file");
        if (verb == "Withdraw") await FireAsync(page, "document.activeElement.id === 'sure'", " ");
        await page.LoadAsync(() => FireAsync(page, $"document.activeElement.matches('button') && document.activeElement.form.verb?.value === '{verb}'", " "));
        Assert.Contains(key.Number, await page.TextAsync("document.querySelector('[role=status]').innerText"), StringComparison.Ordinal);
        Assert.Contains("bo tak trzeba", await page.TextAsync("document.querySelector('.history').innerText"), StringComparison.Ordinal);
        Assert.Equal(after, (await panel.Outbox.Store.FindAsync(key, Token))!.State);
        Assert.Empty(page.Complaints);
    }

    [Fact]
    public async Task An_announcement_is_recorded_by_keys()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(400, "dark");
        await SignInAsync(page, panel.Address);
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.getAttribute('href') === '/incidents'", "Enter"));
        await FireAsync(page, "document.activeElement.id === 'kind'", "ArrowDown"); // from failure to unavailability
        await FillAsync(page, "start", "2026-11-17 07:40");
        await FillAsync(page, "end", "2026-11-17 10:30");
        await FillAsync(page, "event", "NIE-77");
        await FillAsync(page, "version", "2");
        await FillAsync(page, "note", "gov.pl");
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.matches('form.grid button')", "Enter"));
        Assert.Contains("NIE-77", await page.TextAsync("document.querySelector('[role=status]').innerText"), StringComparison.Ordinal);
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.matches('a[href$=\"NIE-77\"]')", "Enter"));
        await FireAsync(page, "document.activeElement.matches('summary')", " ");
        await FillAsync(page, "note", "zgłoszenie 4711");
        await page.LoadAsync(() => page.PressAsync("Enter"));
        Assert.Contains("NIE-77", await page.TextAsync("document.querySelector('[role=status]').innerText"), StringComparison.Ordinal);
        Assert.Equal(new NodaTime.LocalDate(2026, 11, 18), (await panel.Outbox.Store.FindAsync(Entries.Key("FV/E/001"), Token))!.Deadline.Due);
    }

    [Fact]
    public async Task Looking_searching_and_downloading_go_by_keys()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(1280, "light");
        await page.GoAsync(new Uri(panel.Address, "/language/pl"));

        // The first stop skips what every page repeats.
        await page.PressAsync("Tab");
        await page.PressAsync("Enter");
        await page.PressAsync("Tab");
        Assert.Equal("True", await page.TextAsync("document.activeElement.closest('main') !== null"), ignoreCase: true);

        await FillAsync(page, "text", "FV/D");
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.matches('.filter button')", "Enter"));
        Assert.Equal("6", await page.TextAsync("document.querySelectorAll('tbody tr').length"));
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.matches('a[hreflang=en]')", "Enter"));
        Assert.Equal("en", await page.TextAsync("document.documentElement.lang"));
        Assert.Equal("6", await page.TextAsync("document.querySelectorAll('tbody tr').length")); // still where one was
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.getAttribute('href') === '/register'", "Enter"));
        await FillAsync(page, "q", "FV/A/001");
        await page.LoadAsync(() => page.PressAsync("Enter"));
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.innerText === 'FV/A/001'", "Enter"));
        var folder = Directory.CreateTempSubdirectory("panel-downloads-");
        Assert.EndsWith(".zip", await page.DownloadAsync(folder.FullName, () => FireAsync(page, "document.activeElement.matches('a[href^=\"/evidence.zip\"]')", "Enter")), StringComparison.Ordinal);
        folder.Delete(recursive: true);

        await page.LoadAsync(() => FireAsync(page, "document.activeElement.getAttribute('href') === '/drain'", "Enter"));
        await FillAsync(page, "hourly", "5");
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.matches('form.grid button')", "Enter"));
        Assert.Equal("5", await page.TextAsync("document.getElementById('hourly').value"));
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.getAttribute('href') === '/reports'", "Enter"));
        await FillAsync(page, "filed", "2026-12-20");
        await page.LoadAsync(() => page.PressAsync("Enter"));
        Assert.Contains("JPK", await page.TextAsync("document.title"), StringComparison.Ordinal);

        await SignInAsync(page, panel.Address);
        await page.LoadAsync(() => FireAsync(page, "document.activeElement.matches('.who button')", "Enter"));
        Assert.Equal("0", await page.TextAsync("document.querySelectorAll('.person').length"));
        Assert.Empty(page.Complaints);
    }

    internal static async Task SignInAsync(BrowserPage page, Uri address)
    {
        await page.GoAsync(new Uri(address, "/sign-in"));
        await FillAsync(page, "name", "Anna Nowak");
        await FillAsync(page, "password", RunningPanel.Password);
        await page.LoadAsync(() => page.PressAsync("Enter"));
        Assert.Equal("Anna Nowak", await page.TextAsync("document.querySelector('.person').innerText"));
    }

    private static async Task FillAsync(BrowserPage page, string id, string text)
    {
        await ReachAsync(page, $"document.activeElement.id === '{id}'");
        await page.TypeAsync(text);
        Assert.Equal(text, await page.TextAsync($"document.getElementById('{id}').value"));
    }

    /// <summary>The window in which the system lets one choose a file is not part of the page: its answer is given in its place, to a field reached by keys.</summary>
    private static async Task ChooseAsync(BrowserPage page, RunningPanel panel, Invoices.InvoiceKey key, string id)
    {
        await ReachAsync(page, $"document.activeElement.id === '{id}'", shift: true);
        var entry = (await panel.Outbox.Store.FindAsync(key, Token))!;
        var file = Path.Combine(Path.GetDirectoryName(panel.File)!, "mended.xml");
        await File.WriteAllBytesAsync(file, DemoInvoices.Issue(DemoInvoices.Garden, key.Number, entry.IssueDate, entry.IssuedAt + NodaTime.Duration.FromDays(3)).Bytes, Token);
        await page.ChooseFileAsync(id, file);
    }

    private static async Task FireAsync(BrowserPage page, string isThere, string key)
    {
        await ReachAsync(page, isThere);
        await page.PressAsync(key);
    }

    /// <summary>Tab until the focus is where it should be; nothing else moves it.</summary>
    private static async Task ReachAsync(BrowserPage page, string isThere, bool shift = false)
    {
        for (var tabs = 0; tabs <= MostTabs; tabs++)
        {
            if (await page.TextAsync($"!!({isThere})") is "True" or "true")
            {
                var focus = await page.TextAsync(Probe.Focus);
                Assert.False(focus.StartsWith("INVISIBLE", StringComparison.Ordinal), focus);
                return;
            }
            await page.PressAsync("Tab", shift);
        }
        Assert.Fail($"{MostTabs} times Tab never led to: {isThere}");
    }
}
