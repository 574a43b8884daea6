using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;

namespace Ksef.Offline.Panel.Tests.Browser;

/// <summary>One page of a browser, as a person without a mouse uses it: addresses, keys, and what is on the screen.</summary>
internal sealed class BrowserPage
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DevTools _tools;
    private readonly string _session;
    private readonly string _context;
    private readonly ConcurrentQueue<string> _complaints = new();
    private TaskCompletionSource _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private TaskCompletionSource<string> _downloaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BrowserPage(DevTools tools, string session, string context) => (_tools, _session, _context) = (tools, session, context);

    /// <summary>Errors of the console: scripts, refused content, missing files.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public static async Task<BrowserPage> OpenAsync(DevTools tools, string session, string context)
    {
        var page = new BrowserPage(tools, session, context);
        tools.Listen(page.Hear);
        foreach (var domain in new[] { "Page", "Runtime", "Log", "DOM" }) await page.SendAsync(domain + ".enable", new { });
        // The empty page that it begins with has to be done, or its end would be taken for that of the first real one.
        await page.EvaluateAsync("new Promise(r => document.readyState === 'complete' ? r() : addEventListener('load', r))");
        return page;
    }

    public Task<JsonElement> SendAsync(string method, object parameters) => _tools.SendAsync(method, parameters, _session);

    /// <param name="width">Of the screen, in pixels of CSS.</param>
    /// <param name="scheme">light or dark.</param>
    /// <param name="media">screen or print.</param>
    /// <param name="forced">Whether the reader's own colours replace those of the page.</param>
    public async Task ViewAsync(int width, string scheme, string media = "screen", bool forced = false)
    {
        await SendAsync("Emulation.setDeviceMetricsOverride", new { width, height = 900, deviceScaleFactor = 1, mobile = false });
        var features = new[] { new { name = "prefers-color-scheme", value = scheme }, new { name = "forced-colors", value = forced ? "active" : "none" } };
        await SendAsync("Emulation.setEmulatedMedia", new { media, features });
    }

    public Task GoAsync(Uri address) => LoadAsync(() => SendAsync("Page.navigate", new { url = address.AbsoluteUri }));

    /// <summary>Does something that leads to another page, and waits for it.</summary>
    public async Task LoadAsync(Func<Task> leads)
    {
        _loaded = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await leads();
        await _loaded.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    /// <summary>Does something that downloads a file, and returns its suggested name once it is there.</summary>
    public async Task<string> DownloadAsync(string folder, Func<Task> leads)
    {
        _downloaded = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        await _tools.SendAsync("Browser.setDownloadBehavior", new { behavior = "allowAndName", browserContextId = _context, downloadPath = folder, eventsEnabled = true });
        await leads();
        return await _downloaded.Task.WaitAsync(Patience, TestContext.Current.CancellationToken);
    }

    public async Task<JsonElement> EvaluateAsync(string script)
    {
        var answer = await SendAsync("Runtime.evaluate", new { expression = script, returnByValue = true, awaitPromise = true });
        if (answer.TryGetProperty("exceptionDetails", out var wrong)) throw new InvalidOperationException(wrong.ToString());
        return answer.GetProperty("result").TryGetProperty("value", out var value) ? value : default;
    }

    public async Task<string> TextAsync(string script) => (await EvaluateAsync(script)).ToString();

    public async Task PressAsync(string key, bool shift = false)
    {
        var (code, number, text) = key switch
        {
            "Tab" => ("Tab", 9, null),
            "Enter" => ("Enter", 13, "\r"),
            " " => ("Space", 32, " "),
            "ArrowDown" => ("ArrowDown", 40, null),
            _ => throw new ArgumentOutOfRangeException(nameof(key), key, "Not a key of the walk."),
        };
        var modifiers = shift ? 8 : 0;
        await SendAsync("Input.dispatchKeyEvent", new { type = text is null ? "rawKeyDown" : "keyDown", key, code, windowsVirtualKeyCode = number, nativeVirtualKeyCode = number, modifiers, text });
        await SendAsync("Input.dispatchKeyEvent", new { type = "keyUp", key, code, windowsVirtualKeyCode = number, nativeVirtualKeyCode = number, modifiers });
    }

    /// <summary>Types over what is in the field that has the focus.</summary>
    public async Task TypeAsync(string text)
    {
        await EvaluateAsync("document.activeElement.select && document.activeElement.select()");
        await SendAsync("Input.insertText", new { text });
    }

    public async Task ChooseFileAsync(string id, string file)
    {
        var root = (await SendAsync("DOM.getDocument", new { })).GetProperty("root").GetProperty("nodeId").GetInt32();
        var nodeId = (await SendAsync("DOM.querySelector", new { nodeId = root, selector = "#" + id })).GetProperty("nodeId").GetInt32();
        await SendAsync("DOM.setFileInputFiles", new { files = new[] { file }, nodeId });
    }

    public async Task ScreenshotAsync(string file)
    {
        var picture = await SendAsync("Page.captureScreenshot", new { format = "png", captureBeyondViewport = true });
        await File.WriteAllBytesAsync(file, picture.GetProperty("data").GetBytesFromBase64(), TestContext.Current.CancellationToken);
    }

    public async Task PrintAsync(string file)
    {
        var paper = await SendAsync("Page.printToPDF", new { paperWidth = 8.27, paperHeight = 11.69, preferCSSPageSize = true });
        await File.WriteAllBytesAsync(file, paper.GetProperty("data").GetBytesFromBase64(), TestContext.Current.CancellationToken);
    }

    private void Hear(string? session, string method, JsonElement said)
    {
        if (method == "Browser.downloadWillBegin") _name = said.GetProperty("suggestedFilename").GetString()!;
        if (method == "Browser.downloadProgress" && said.GetProperty("state").GetString() == "completed") _downloaded.TrySetResult(_name);
        if (session != _session) return;
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult();
                break;
            case "Runtime.exceptionThrown":
                _complaints.Enqueue(said.GetProperty("exceptionDetails").ToString());
                break;
            case "Runtime.consoleAPICalled" when said.GetProperty("type").GetString() is "error" or "warning":
                _complaints.Enqueue(said.GetProperty("args").ToString());
                break;
            case "Log.entryAdded" when said.GetProperty("entry").GetProperty("level").GetString() is "error" or "warning":
                _complaints.Enqueue(string.Create(CultureInfo.InvariantCulture, $"{said.GetProperty("entry").GetProperty("source")}: {said.GetProperty("entry").GetProperty("text")}"));
                break;
        }
    }

    private string _name = "";
}
