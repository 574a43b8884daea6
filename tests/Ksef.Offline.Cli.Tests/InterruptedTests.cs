using Ksef.Offline.Emulator;

namespace Ksef.Offline.Cli.Tests;

/// <summary>Sending that is stopped, killed or met by silence: one number for each invoice, and nothing lost.</summary>
public sealed class InterruptedTests : IDisposable
{
    private const string Slow = """{"troubles": [{"on": "POST /sessions/online/*/invoices", "delayMs": 500}]}""";
    private readonly Papers _papers = new();

    public void Dispose() => _papers.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_sending_that_is_interrupted_stops_in_order_and_the_next_ends_the_job(string signal)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env --default-signal");
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions { Script = Slow }, TestContext.Current.CancellationToken);
        Shipment.Issue(_papers, _papers.Db, 12);
        using var send = RunningCli.Start([$"TOKEN={ksef.Token}"], Shipment.Send(ksef, _papers.Db));
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
        Shipment.Issue(_papers, _papers.Db, 12);
        using (var send = RunningCli.Start([$"TOKEN={ksef.Token}"], Shipment.Send(ksef, _papers.Db)))
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
    public async Task A_KSeF_that_cannot_be_reached_is_said_and_waited_for()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env --default-signal");
        var data = Path.Combine(_papers.Folder, "ksef");
        var first = await KsefEmulator.StartAsync(new EmulatorOptions { DataFolder = data }, TestContext.Current.CancellationToken);
        var (arguments, token, port) = (Shipment.Send(first, _papers.Db), first.Token, first.BaseAddress.Port);
        await first.DisposeAsync();
        Shipment.Issue(_papers, _papers.Db, 1);
        using var send = RunningCli.Start([$"TOKEN={token}"], arguments);
        Assert.Contains("no connection to the host", await send.NextErrorAsync(), StringComparison.Ordinal);
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions { DataFolder = data, Port = port }, TestContext.Current.CancellationToken);
        Assert.Equal(0, (await send.EndAsync()).ExitCode);
        Assert.Single(ksef.Invoices);
    }

    [Theory]
    [InlineData("deadlines")]
    [InlineData("announce")]
    public async Task A_command_that_waits_for_input_ends_at_once_when_it_is_interrupted(string command)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs env --default-signal");
        using var waiting = RunningCli.Start([], [command, .. command == "announce" ? new[] { "--db", _papers.Db } : []]);
        if (command == "announce") Assert.Contains("is new", await waiting.NextErrorAsync(), StringComparison.Ordinal);
        else
        {
            await waiting.WriteLineAsync("{\"id\":1,\"mode\":\"online\",\"issueDate\":\"2026-03-02\"}");
            await waiting.NextLineAsync();
        }
        waiting.Signal("INT");
        var (exit, _, error) = await waiting.EndAsync();
        Assert.Equal(2, exit);
        Assert.Equal("ksef-offline: stopped.", Assert.Single(error));
    }

    private void Finish(KsefEmulator ksef, int count)
    {
        ksef.Script.Apply("""{"clear": true}""");
        var rest = Cli.RunIn(_papers.Folder, [$"TOKEN={ksef.Token}"], Shipment.Send(ksef, _papers.Db));
        Assert.True(rest.ExitCode == 0, rest.Error);
        Shipment.Check(ksef, _papers.Db, count);
    }
}
