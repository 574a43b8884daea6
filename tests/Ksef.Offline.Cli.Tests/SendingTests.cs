using Ksef.Offline.Emulator;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Sending that is stopped, killed, doubled, refused or met by silence: one number for each invoice, and nothing lost.</summary>
public sealed class SendingTests : IDisposable
{
    private const string Slow = """{"troubles": [{"on": "POST /sessions/online/*/invoices", "delayMs": 150}]}""";
    private readonly Papers _papers = new();

    public void Dispose() => _papers.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_sending_that_is_interrupted_stops_in_order_and_the_next_ends_the_job(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env --default-signal");
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions { Script = Slow }, TestContext.Current.CancellationToken);
        Issue(_papers.Db, 12);
        using var send = RunningCli.Start([$"TOKEN={ksef.Token}"], Send(ksef, _papers.Db));
        while (!(await send.NextLineAsync()).Contains("\"Submitted\"", StringComparison.Ordinal))
        {
        }
        send.Signal(signal);
        var (exit, _, error) = await send.EndAsync();
        Assert.Equal(2, exit);
        Assert.Matches("^ksef-offline: stopped. Still to be sent: [0-9]+; nothing is lost", Assert.Single(error));
        Assert.InRange(ksef.Invoices.Count, 1, 11);
        Finish(ksef, 12);
    }

    [Fact]
    public async Task A_sending_that_is_killed_leaves_nothing_lost_and_nothing_twice()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env --default-signal");
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions { Script = Slow }, TestContext.Current.CancellationToken);
        Issue(_papers.Db, 12);
        using (var send = RunningCli.Start([$"TOKEN={ksef.Token}"], Send(ksef, _papers.Db)))
        {
            while (!(await send.NextLineAsync()).Contains("\"Submitted\"", StringComparison.Ordinal))
            {
            }
            send.Signal("KILL");
            Assert.NotEqual(0, (await send.EndAsync()).ExitCode);
        }
        Finish(ksef, 12);
    }

    [Fact]
    public Task Two_sendings_on_one_SQLite_file_send_each_invoice_once() => TwoAtOnceAsync(_papers.Db);

    [Fact]
    public Task Two_sendings_on_one_PostgreSQL_database_send_each_invoice_once()
    {
        var server = Environment.GetEnvironmentVariable("KSEF_OFFLINE_POSTGRES");
        if (string.IsNullOrEmpty(server)) Assert.Skip("KSEF_OFFLINE_POSTGRES is not set");
        var schema = $"cli_{Guid.NewGuid():N}";
        var parts = server.Split(';').Select(p => p.Split('=')).ToDictionary(p => p[0], p => p[1]);
        OutsideTool.Run("psql", ["-h", parts["Host"], "-p", parts["Port"], "-U", parts["Username"], "-c", $"CREATE SCHEMA {schema}", parts["Database"]]);
        return TwoAtOnceAsync($"postgres:{server};Search Path={schema}");
    }

    [Fact]
    public async Task A_refused_login_ends_a_run_at_once_in_one_line()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Issue(_papers.Db, 2);
        var wrong = ksef.Token[..(ksef.Token.LastIndexOf('|') + 1)] + new string('0', 64);
        var result = Cli.RunIn(_papers.Folder, [$"TOKEN={wrong}"], Send(ksef, _papers.Db));
        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("450", line, StringComparison.Ordinal);
        Assert.Contains("Still to be sent: 2", line, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, result.Error + result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_KSeF_that_cannot_be_reached_is_said_and_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env --default-signal");
        var data = Path.Combine(_papers.Folder, "ksef");
        var first = await KsefEmulator.StartAsync(new EmulatorOptions { DataFolder = data }, TestContext.Current.CancellationToken);
        var (arguments, token, port) = (Send(first, _papers.Db), first.Token, first.BaseAddress.Port);
        await first.DisposeAsync();
        Issue(_papers.Db, 1);
        using var send = RunningCli.Start([$"TOKEN={token}"], arguments);
        Assert.Contains("no connection to the host", await send.NextErrorAsync(), StringComparison.Ordinal);
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions { DataFolder = data, Port = port }, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await send.EndAsync()).ExitCode);
        Assert.Single(ksef.Invoices);
    }

    [Fact]
    public async Task A_bar_on_standard_error_shows_how_far_it_is_where_it_is_asked_for()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        string[] files = [_papers.Invoice("FV/1"), _papers.Invoice("FV/2"), _papers.Invoice("FV/3")];
        var issued = Cli.RunIn(_papers.Folder, ["KSEF_OFFLINE_PROGRESS=always"], ["issue", .. files, "--mode", "offline24", "--db", _papers.Db]);
        Assert.Contains("\r[##############################] 3/3 issued", issued.Error, StringComparison.Ordinal);
        Assert.Equal(3, Cli.Lines(issued).Length);
        var sent = Cli.RunIn(_papers.Folder, [$"TOKEN={ksef.Token}", "KSEF_OFFLINE_PROGRESS=always"], Send(ksef, _papers.Db));
        Assert.Contains("] 3/3 sent", sent.Error, StringComparison.Ordinal);
        Assert.Contains("] 3/3 validated", Cli.RunIn(_papers.Folder, ["KSEF_OFFLINE_PROGRESS=always"], ["validate", .. files]).Error, StringComparison.Ordinal);
        Assert.Equal("", Cli.Run("", ["validate", .. files]).Error);
    }

    [Fact]
    public async Task An_emulator_on_a_taken_port_is_one_line_and_leaves_no_folder_and_a_signal_ends_one()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env --default-signal");
        using var first = RunningCli.Start([], "emulator");
        using var line = System.Text.Json.JsonDocument.Parse(await first.NextLineAsync());
        Assert.Equal(["ksef", "latarnia", "qr", "token"], line.RootElement.EnumerateObject().Select(p => p.Name));
        var (root, data) = (line.RootElement.GetProperty("latarnia").GetString()!, Path.Combine(_papers.Folder, "ksef"));
        Assert.Equal(root + "/v2", line.RootElement.GetProperty("ksef").GetString());
        using var http = new HttpClient();
        Assert.Equal("[]", await http.GetStringAsync(new Uri(root + "/emulator/invoices"), TestContext.Current.CancellationToken));

        var second = Cli.Run("", "emulator", "--port", $"{new Uri(root).Port}", "--data", data);
        Assert.Equal(2, second.ExitCode);
        Assert.Contains($"--port {new Uri(root).Port}", Assert.Single(second.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
        Assert.False(Directory.Exists(data));
        first.Signal("INT");
        Assert.Equal(0, (await first.EndAsync()).ExitCode);
    }

    private async Task TwoAtOnceAsync(string db)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env --default-signal");
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Issue(db, 30);
        using var one = RunningCli.Start([$"TOKEN={ksef.Token}"], Send(ksef, db));
        using var two = RunningCli.Start([$"TOKEN={ksef.Token}"], Send(ksef, db));
        var ends = await Task.WhenAll(one.EndAsync(), two.EndAsync());
        Assert.All(ends, e => Assert.True(e.ExitCode == 0, string.Join('\n', e.Error)));
        Check(ksef, db, 30);
    }

    private void Finish(KsefEmulator ksef, int count)
    {
        var rest = Cli.RunIn(_papers.Folder, [$"TOKEN={ksef.Token}"], Send(ksef, _papers.Db));
        Assert.True(rest.ExitCode == 0, rest.Error);
        Check(ksef, _papers.Db, count);
    }

    private static void Check(KsefEmulator ksef, string db, int count)
    {
        Assert.Equal(count, ksef.Invoices.Count);
        Assert.Equal(count, ksef.Invoices.Select(i => i.Key).Distinct().Count());
        var register = Cli.Lines(Cli.Run("", "register", "--db", db));
        Assert.Equal(ksef.Invoices.Select(i => (i.Key.ToString(), i.KsefNumber.ToString())).Order(), register.Select(l => (l.GetProperty("key").GetString()!, l.GetProperty("ksefNumber").GetString()!)).Order());
    }

    private void Issue(string db, int count)
    {
        var issued = Cli.Run("", ["issue", .. Enumerable.Range(1, count).Select(i => _papers.Invoice($"FV/{i}")), "--mode", "offline24", "--db", db]);
        Assert.True(issued.ExitCode == 0, issued.Error);
    }

    private static string[] Send(KsefEmulator ksef, string db) => ["send", "--db", db, "--ksef", ksef.BaseAddress.AbsoluteUri, "--nip", Papers.Nip, "--token-env", "TOKEN", "--once"];
}
