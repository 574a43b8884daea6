using System.Globalization;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;

namespace Ksef.Offline.Panel.Tests.Browser;

/// <summary>The pages on a wide and on a narrow screen, in light and in dark: nothing to scroll sideways, nothing small, nothing faint, no word in the console. The pictures lie beside the tests.</summary>
public sealed class ScreenTests
{
    public static readonly (string Name, string Path)[] Screens =
    [
        ("list", "/"), ("invoice", "/invoice?key=5261040828%2FVAT%2FFV%2FC%2F002"), ("invoice-emergency", "/invoice?key=5261040828%2FVAT%2FFV%2FA%2F011"), ("invoice-accepted", "/invoice?key=5261040828%2FVAT%2FFV%2FA%2F001"),
        ("incident", "/incident?id=AWR-1042"), ("incidents", "/incidents"), ("drain", "/drain"), ("drain-undecided", "/drain?taxpayer=zrodlo"), ("drain-late", "/drain?start=2026-11-19+22%3A00&hourly=4&batch=10000"), ("register", "/register"), ("reports", "/reports"),
        ("jpk", "/reports/jpk?month=2026-11&filed=2026-12-20"), ("nothing", "/register?q=nothing"),
    ];

    private const string Spaced = "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }";

    public static string Folder { get; } = Directory.CreateDirectory(Path.Combine(AppContext.BaseDirectory, "screenshots")).FullName;

    [Theory]
    [InlineData("pl", 1280, "light")]
    [InlineData("pl", 400, "light")]
    [InlineData("en", 1280, "dark")]
    [InlineData("en", 400, "dark")]
    [InlineData("pl", 320, "dark")]
    [InlineData("pl", 640, "light")] // 1280 at twice the size
    [InlineData("en", 860, "light")]
    public async Task A_page_fits_its_screen_and_can_be_read(string language, int width, string scheme)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(width, scheme);
        await page.GoAsync(new Uri(panel.Address, "/language/" + language));
        var wrong = new List<string>();
        foreach (var (name, path) in Screens.Append(("sign-in", "/sign-in"))) await LookAsync(name, path);
        await KeyboardWalkTests.SignInAsync(page, panel.Address);
        foreach (var (name, path) in new[] { ("acts", "/invoice?key=5261040828%2FVAT%2FFV%2FC%2F003"), ("correct", "/invoice?key=5261040828%2FVAT%2FFV%2FC%2F002"), ("announce", "/incidents") }) await LookAsync(name, path);
        Assert.Equal("", string.Join('\n', wrong));
        Assert.Empty(page.Complaints);

        async Task LookAsync(string name, string path)
        {
            await page.GoAsync(new Uri(panel.Address, path));
            await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
            if (width is 1280 or 400) await page.ScreenshotAsync(Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{width}-{scheme}-{language}.png")));
            foreach (var (what, probe) in new[] { ("wider than the screen", Probe.Wide), ("under 12 px", Probe.Small), ("faint", Probe.Faint), ("hard to hit", Probe.Tiny) })
                if (await page.TextAsync(probe) is { Length: > 0 } found) wrong.Add($"{name}: {what}: {found}");
        }
    }

    /// <summary>Letters twice as large (1.4.4 of WCAG 2.2), and the spacing of 1.4.12, set by the reader and not by the page.</summary>
    [Theory]
    [InlineData(1280, "html { font-size: 200% }")]
    [InlineData(1280, Spaced)]
    [InlineData(400, Spaced)]
    public async Task Letters_twice_as_large_or_wide_apart_still_fit(int width, string wish)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(width, "light");
        foreach (var (name, path) in Screens)
        {
            await page.GoAsync(new Uri(panel.Address, path));
            await page.EvaluateAsync($"(() => {{ const s = new CSSStyleSheet(); s.replaceSync('{wish}'); document.adoptedStyleSheets = [s]; }})()");
            Assert.Equal(name + " ", $"{name} {await page.TextAsync(Probe.Wide)}");
        }
    }

    [Fact]
    public async Task Nothing_moves()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        foreach (var (name, path) in Screens)
        {
            await page.GoAsync(new Uri(panel.Address, path));
            Assert.Equal($"{name} 0", name + " " + await page.TextAsync("document.getAnimations().length + [...document.querySelectorAll('*')].filter(e => ['transitionDuration', 'animationDuration'].some(p => parseFloat(getComputedStyle(e)[p]) > 0)).length"));
        }
    }

    /// <summary>In the reader's own colours a state keeps its frame and its shape, lines are drawn in the colour of letters, and a code stays black on white.</summary>
    [Fact]
    public async Task Colours_of_the_readers_own_lose_nothing()
    {
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(1280, "dark", forced: true);
        foreach (var (name, path) in Screens)
        {
            await page.GoAsync(new Uri(panel.Address, path));
            await page.ScreenshotAsync(Path.Combine(Folder, $"{name}-1280-forced.png"));
            Assert.Equal(name + " ", $"{name} {await page.TextAsync("""[...document.querySelectorAll(".badge, .lead, .finding, .notice")].filter(e => parseFloat(getComputedStyle(e).borderTopWidth) < 1).map(e => e.outerHTML).join("; ")""")}");
            Assert.Equal(name + " ", $"{name} {await page.TextAsync("""[...document.querySelectorAll("svg line:not(.now), svg .waiting, svg .allowed, svg .mark, svg .column, svg .span")].filter(e => { const s = getComputedStyle(e), ink = getComputedStyle(document.querySelector("h1")).color, is = c => c === ink; return !is(s.stroke) && !is(s.fill); }).map(e => e.outerHTML).join("; ")""")}");
            Assert.Equal(name + " ", $"{name} {await page.TextAsync("""(() => { const plain = document.body.appendChild(document.createElement("button")); plain.style.all = "revert"; const face = getComputedStyle(plain).backgroundColor; return [...document.querySelectorAll("button")].filter(e => getComputedStyle(e).backgroundColor !== face).map(e => e.outerHTML).join("; "); })()""")}");
            Assert.Equal(name + " ", $"{name} {await page.TextAsync("""[...document.querySelectorAll(".codes img")].filter(e => getComputedStyle(e).backgroundColor !== "rgb(255, 255, 255)").map(e => e.outerHTML).join("; ")""")}");
        }
    }

    /// <summary>A sheet of paper is narrow and white: tables stay tables, and what only a screen can use is not printed.</summary>
    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task On_paper_stand_tables_black_on_white(string scheme)
    {
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(720, scheme, media: "print");
        foreach (var (name, path) in Screens)
        {
            await page.GoAsync(new Uri(panel.Address, path));
            Assert.Equal(name + " ", $"{name} {await page.TextAsync(Probe.Wide)}");
            Assert.Equal(name + " ", $"{name} {await page.TextAsync(Probe.Faint)}");
            Assert.Equal("rgb(255, 255, 255)", await page.TextAsync("getComputedStyle(document.body).backgroundColor"));
            Assert.Equal(name + " 0", $"{name} {await page.TextAsync("[...document.querySelectorAll('table')].filter(t => getComputedStyle(t).display !== 'table').length + [...document.querySelectorAll('nav, form, button, .button')].filter(e => e.checkVisibility()).length")}");
            await page.PrintAsync(Path.Combine(Folder, $"{name}-{scheme}.pdf"));
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(400)]
    public async Task A_crowded_incident_fits(int width)
    {
        var now = NodaTime.Instant.FromDateTimeOffset(RunningPanel.Now);
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartAsync(fill: async outbox =>
        {
            var failure = new Announcement { Kind = AnnouncementKind.Failure, Start = now - NodaTime.Duration.FromHours(50), End = now - NodaTime.Duration.FromHours(6), EventId = "AWR-7", Published = now - NodaTime.Duration.FromHours(49) };
            await new AnnouncementRecorder(outbox.Announcements, outbox.Store, new DeadlineEngine()).RecordAsync(failure, null, "read", "watch", now - NodaTime.Duration.FromHours(5), TestContext.Current.CancellationToken);
            // More by day than by night.
            foreach (var i in Enumerable.Range(0, 900))
            {
                var at = now - NodaTime.Duration.FromMinutes(360 + (i * i * 7 % 2600));
                if (WarsawTime.ToLocal(at).Hour is >= 7 and < 21 || i % 5 == 0) await Entries.AddAsync(outbox, string.Create(CultureInfo.InvariantCulture, $"C/{i}"), WarsawTime.DateOf(at), issuedAt: at);
            }
        });
        var page = await chromium.OpenAsync();
        await page.ViewAsync(width, "light");
        foreach (var (name, path) in new[] { ("crowded-incident", "/incident?id=AWR-7"), ("crowded-drain", "/drain"), ("crowded-drain-late", "/drain?batch=10000&hourly=20") })
        {
            await page.GoAsync(new Uri(panel.Address, path));
            await page.ScreenshotAsync(Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{name}-{width}.png")));
            Assert.Equal("", await page.TextAsync(Probe.Wide) + await page.TextAsync(Probe.Small));
        }
    }

    [Theory]
    [InlineData(1280)]
    [InlineData(400)]
    public async Task Numbers_and_reasons_of_any_length_fit(int width)
    {
        var (number, day) = (new string('W', 256), new NodaTime.LocalDate(2026, 11, 16));
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync(async outbox =>
        {
            await Entries.AddAsync(outbox, number, day, note: new string('x', 400), actor: new string('y', 100));
            await Entries.AddAsync(outbox, "FV/1", day);
        });
        var page = await chromium.OpenAsync();
        await page.ViewAsync(width, "light");
        foreach (var path in new[] { "/", "/register", "/reports", "/reports/jpk", "/drain", "/invoice?key=" + Uri.EscapeDataString(Entries.Key(number).ToString()) })
        {
            await page.GoAsync(new Uri(panel.Address, path));
            Assert.Equal(path + " ", $"{path} {await page.TextAsync(Probe.Wide)}");
        }
    }
}
