using System.Text.Json;

namespace Ksef.Offline.Panel.Tests.Browser;

/// <summary>What axe-core, the checker that others check with, finds serious or critical: nothing. KSEF_OFFLINE_AXE names its file (axe.min.js); without it the test is skipped, visibly.</summary>
public sealed class AxeTests
{
    [Theory]
    [InlineData("pl", 1280, "light")]
    [InlineData("pl", 400, "dark")]
    [InlineData("en", 1280, "dark")]
    [InlineData("en", 400, "light")]
    public async Task Nothing_serious_or_critical_is_found(string language, int width, string scheme)
    {
        var file = Environment.GetEnvironmentVariable("KSEF_OFFLINE_AXE");
        if (string.IsNullOrEmpty(file)) Assert.Skip("KSEF_OFFLINE_AXE does not name axe.min.js");
        var axe = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await using var chromium = await Chromium.StartAsync();
        await using var panel = await RunningPanel.StartWithActionsAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(width, scheme);
        await page.GoAsync(new Uri(panel.Address, "/language/" + language));
        var found = new List<string>();
        var paths = ScreenTests.Screens.Select(s => s.Path).Append("/sign-in").Append("/nothing-here").ToList();
        foreach (var path in paths) found.AddRange(await JudgeAsync(page, axe, panel.Address, path));
        await KeyboardWalkTests.SignInAsync(page, panel.Address);
        foreach (var path in paths) found.AddRange(await JudgeAsync(page, axe, panel.Address, path));
        Assert.Equal("", string.Join('\n', found));
    }

    private static async Task<IEnumerable<string>> JudgeAsync(BrowserPage page, string axe, Uri address, string path)
    {
        await page.GoAsync(new Uri(address, path));
        // Forms are judged open as well as closed.
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(d => d.open = true)");
        await page.EvaluateAsync(axe);
        var verdict = await page.TextAsync("""
            axe.run(document, { resultTypes: ["violations"] }).then(r => JSON.stringify({ checked: r.passes.length, found: r.violations.map(v => ({ id: v.id, impact: v.impact, at: v.nodes.map(n => n.target.join(" ") + " " + (n.any[0]?.message ?? "")).slice(0, 3) })) }))
            """);
        using var json = JsonDocument.Parse(verdict);
        Assert.True(json.RootElement.GetProperty("checked").GetInt32() > 10, $"axe checked too little of {path}");
        return [.. json.RootElement.GetProperty("found").EnumerateArray().Where(v => v.GetProperty("impact").GetString() is "serious" or "critical").Select(v => $"{path}: {v}")];
    }
}
