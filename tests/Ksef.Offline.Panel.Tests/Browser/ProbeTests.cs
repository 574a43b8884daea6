namespace Ksef.Offline.Panel.Tests.Browser;

/// <summary>The probes see what they are there to see: each finds its fault in a page that has it, and none in a page that has none.</summary>
public sealed class ProbeTests
{
    private const string Sound = "<button style='min-width:99px;min-height:44px'>sound</button>";

    [Theory]
    [InlineData(nameof(Probe.Wide), "<div style='width:3000px'>wide</div>")]
    [InlineData(nameof(Probe.Small), "<p style='font-size:11px'>small</p>")]
    [InlineData(nameof(Probe.Small), "<svg viewBox='0 0 2000 100' width='400' height='20'><text y='50' style='font-size:14px'>scaled</text></svg>")]
    [InlineData(nameof(Probe.Faint), "<p style='color:#999;background:#fff'>faint</p>")]
    [InlineData(nameof(Probe.Faint), "<svg><text y='20' fill='#ccc'>faint</text></svg>")]
    [InlineData(nameof(Probe.Tiny), "<button style='height:12px;font-size:12px;padding:0'>x</button>")]
    public async Task A_fault_is_found(string probe, string fault)
    {
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(400, "light");
        var script = probe switch { nameof(Probe.Wide) => Probe.Wide, nameof(Probe.Small) => Probe.Small, nameof(Probe.Faint) => Probe.Faint, _ => Probe.Tiny };
        await page.GoAsync(Page(Sound));
        Assert.Equal("", await page.TextAsync(script));
        await page.GoAsync(Page(fault));
        Assert.NotEqual("", await page.TextAsync(script));
    }

    [Fact]
    public async Task A_focus_that_is_not_seen_and_a_button_that_tab_passes_over_are_found()
    {
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();
        await page.ViewAsync(400, "light");
        await page.GoAsync(Page("<a href='/x' style='outline:none'>hidden</a><button tabindex='-1'>passed over</button>"));
        await page.EvaluateAsync(Probe.Expect);
        await page.PressAsync("Tab");
        Assert.StartsWith("INVISIBLE", await page.TextAsync(Probe.Focus), StringComparison.Ordinal);
        Assert.Contains("passed over", await page.TextAsync(Probe.Missed), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_complaint_of_the_console_is_heard()
    {
        await using var chromium = await Chromium.StartAsync();
        var page = await chromium.OpenAsync();
        await page.GoAsync(Page("<script>console.error('loud'); throw new Error('thrown')</script>"));
        Assert.Equal(2, page.Complaints.Count);
    }

    private static Uri Page(string body) => new("data:text/html," + Uri.EscapeDataString("<!DOCTYPE html><html lang='en'><title>x</title><body style='margin:8px;background:#fff;color:#000'>" + body));
}
