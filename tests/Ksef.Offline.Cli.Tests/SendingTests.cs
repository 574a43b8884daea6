using Ksef.Offline.Emulator;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Sending by two at once, with a wrong token, with a bar; the emulator as a program.</summary>
public sealed class SendingTests : IDisposable
{
    private readonly Papers _papers = new();

    public void Dispose() => _papers.Dispose();

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
        Shipment.Issue(_papers, _papers.Db, 2);
        var wrong = ksef.Token[..(ksef.Token.LastIndexOf('|') + 1)] + new string('0', 64);
        var result = Cli.RunIn(_papers.Folder, [$"TOKEN={wrong}"], Shipment.Send(ksef, _papers.Db));
        Assert.Equal(2, result.ExitCode);
        var line = Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains("450", line, StringComparison.Ordinal);
        Assert.Contains("Still to be sent: 2", line, StringComparison.Ordinal);
        Assert.DoesNotContain(wrong, result.Error + result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_bar_on_standard_error_shows_how_far_it_is_where_it_is_asked_for()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        string[] files = [_papers.Invoice("FV/1"), _papers.Invoice("FV/2"), _papers.Invoice("FV/3")];
        var issued = Cli.RunIn(_papers.Folder, ["KSEF_OFFLINE_PROGRESS=always"], ["issue", .. files, "--mode", "offline24", "--db", _papers.Db]);
        Assert.Contains("\r[##############################] 3/3 issued", issued.Error, StringComparison.Ordinal);
        Assert.Equal(3, Cli.Lines(issued).Length);
        var sent = Cli.RunIn(_papers.Folder, [$"TOKEN={ksef.Token}", "KSEF_OFFLINE_PROGRESS=always"], Shipment.Send(ksef, _papers.Db));
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
        Shipment.Issue(_papers, db, 30);
        using var one = RunningCli.Start([$"TOKEN={ksef.Token}"], Shipment.Send(ksef, db));
        using var two = RunningCli.Start([$"TOKEN={ksef.Token}"], Shipment.Send(ksef, db));
        var ends = await Task.WhenAll(one.EndAsync(), two.EndAsync());
        Assert.All(ends, e => Assert.True(e.ExitCode == 0, string.Join('\n', e.Error)));
        Shipment.Check(ksef, db, 30);
    }
}
