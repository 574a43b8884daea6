using System.Net;
using System.Text.RegularExpressions;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.TestKit;
using Microsoft.Data.Sqlite;
using Panel.Demo;
using Panel.Starting;

namespace Ksef.Offline.Panel.Tests;

/// <summary>A panel in this process on a port of its own, over an outbox of its own, at a moment that stands still: Tuesday, 17 November 2026, 10:40 in Warsaw.</summary>
internal sealed partial class RunningPanel : IAsyncDisposable
{
    public const string Password = "correct horse battery";

    private readonly DirectoryInfo _folder;
    private readonly PanelOutbox _outbox;
    private readonly PanelHost _host;
    private readonly HttpClientHandler _handler = new() { AllowAutoRedirect = false };

    private RunningPanel(DirectoryInfo folder, PanelOutbox outbox, PanelHost host, ManualTime time)
    {
        (_folder, _outbox, _host, Time) = (folder, outbox, host, time);
        Http = new HttpClient(_handler) { BaseAddress = host.Address };
    }

    public static DateTimeOffset Now { get; } = new(2026, 11, 17, 9, 40, 0, TimeSpan.Zero);

    public HttpClient Http { get; }

    /// <summary>The clock of the panel.</summary>
    public ManualTime Time { get; }

    public Uri Address => _host.Address;

    /// <summary>The file of the outbox.</summary>
    public string File => Path.Combine(_folder.FullName, "outbox.db");

    /// <summary>The same outbox, as the panel has it open.</summary>
    public SqlOutbox Outbox => _outbox.Outbox;

    /// <param name="options">How it is started; as without arguments by default.</param>
    /// <param name="fill">What the outbox holds; the story of the demonstration by default.</param>
    public static async Task<RunningPanel> StartAsync(PanelOptions? options = null, Func<SqlOutbox, Task>? fill = null)
    {
        var token = TestContext.Current.CancellationToken;
        var time = new ManualTime(Now);
        var folder = Directory.CreateTempSubdirectory("panel-tests-");
        var file = Path.Combine(folder.FullName, "outbox.db");
        SQLitePCL.Batteries_V2.Init();
        await using (var source = SqliteFactory.Instance.CreateDataSource($"Data Source={file}"))
        await using (var outbox = new SqlOutbox(source, SqlDialect.Sqlite))
        {
            await outbox.MigrateAsync(token);
            if (fill is null) await new DemoStory(outbox, NodaTime.Instant.FromDateTimeOffset(Now)).TellAsync(token);
            else await fill(outbox);
        }
        options = (options ?? new PanelOptions()) with { Db = "sqlite:" + file, Url = new Uri("http://127.0.0.1:0") };
        var open = await PanelOutbox.OpenAsync(options.Db, options.AllowActions, token);
        return new RunningPanel(folder, open, await PanelHost.StartAsync(options, open, time, token), time);
    }

    /// <summary>A panel in which a person who signs in may act.</summary>
    public static Task<RunningPanel> StartWithActionsAsync(Func<SqlOutbox, Task>? fill = null) => StartAsync(new PanelOptions { AllowActions = true, Password = Password, SignInsPerMinute = 1000 }, fill);

    public async Task<string> GetAsync(string path)
    {
        using var answer = await Http.GetAsync(path, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, $"GET {path}: {(int)answer.StatusCode} {body}");
        return body;
    }

    public Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] fields) =>
        Http.PostAsync(path, new FormUrlEncodedContent(fields.Select(f => KeyValuePair.Create(f.Name, f.Value))), TestContext.Current.CancellationToken);

    /// <summary>The token of the forms on a page, for whoever asks now.</summary>
    public async Task<string> FormTokenAsync(string path) => Token().Match(await GetAsync(path)) is { Success: true } found ? WebUtility.HtmlDecode(found.Groups["value"].Value) : throw new InvalidOperationException($"{path} has no form.");

    public async Task SignInAsync(string name = "Anna Nowak")
    {
        using var answer = await PostAsync("/sign-in", ("form-token", await FormTokenAsync("/sign-in")), ("name", name), ("password", Password), ("back", "/"));
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
    }

    /// <summary>Posts a form of a page and follows to the page that tells what was done.</summary>
    public async Task<string> ActAsync(string from, string path, params (string Name, string Value)[] fields)
    {
        using var answer = await PostAsync(path, [("form-token", await FormTokenAsync(from)), .. fields]);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"POST {path}: {(int)answer.StatusCode}");
        return await GetAsync(answer.Headers.Location!.OriginalString);
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        _handler.Dispose();
        await _host.DisposeAsync();
        await _outbox.DisposeAsync();
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }

    [GeneratedRegex("name=\"form-token\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Token();
}
