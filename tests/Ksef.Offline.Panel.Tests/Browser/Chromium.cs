using System.Diagnostics;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Panel.Tests.Browser;

/// <summary>A headless Chromium with an empty profile, driven over the DevTools protocol; the test is skipped, visibly, where none is installed.</summary>
internal sealed class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private readonly DirectoryInfo _profile;
    private readonly Process _process;
    private readonly DevTools _tools;

    private Chromium(DirectoryInfo profile, Process process, DevTools tools) => (_profile, _process, _tools) = (profile, process, tools);

    public static async Task<Chromium> StartAsync()
    {
        var name = Names.FirstOrDefault(OutsideTool.IsInstalled);
        if (name is null) Assert.Skip("'chromium' is not installed");
        var profile = Directory.CreateTempSubdirectory("panel-chromium-");
        var start = new ProcessStartInfo(name) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var argument in new[]
        {
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--disable-component-update", "--no-first-run", "--no-default-browser-check", "--hide-scrollbars",
            "--force-color-profile=srgb", "--remote-debugging-port=0", "--user-data-dir=" + profile.FullName, "about:blank",
        }) start.ArgumentList.Add(argument);
        var process = Process.Start(start)!;
        try
        {
            return new Chromium(profile, process, await DevTools.ConnectAsync(await AddressAsync(process), TestContext.Current.CancellationToken));
        }
        catch
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A page with cookies of its own.</summary>
    public async Task<BrowserPage> OpenAsync()
    {
        var context = (await _tools.SendAsync("Target.createBrowserContext", new { })).GetProperty("browserContextId").GetString()!;
        var target = (await _tools.SendAsync("Target.createTarget", new { url = "about:blank", browserContextId = context })).GetProperty("targetId").GetString();
        var session = (await _tools.SendAsync("Target.attachToTarget", new { targetId = target, flatten = true })).GetProperty("sessionId").GetString()!;
        return await BrowserPage.OpenAsync(_tools, session, context);
    }

    public async ValueTask DisposeAsync()
    {
        await _tools.DisposeAsync();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        try
        {
            _profile.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A child that is still dying writes a last file; the system clears its temporary folder in its own time.
        }
    }

    /// <summary>Where it listens, by its own word; what it says besides is read and thrown away, so that it never waits for a reader.</summary>
    private static async Task<Uri> AddressAsync(Process process)
    {
        const string Says = "DevTools listening on ";
        var address = new TaskCompletionSource<Uri>(TaskCreationOptions.RunContinuationsAsynchronously);
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, said) =>
        {
            if (said.Data is null) address.TrySetException(new InvalidOperationException("Chromium ended before it listened."));
            else if (said.Data.StartsWith(Says, StringComparison.Ordinal)) address.TrySetResult(new Uri(said.Data[Says.Length..].Trim()));
        };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return await address.Task.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
    }
}
