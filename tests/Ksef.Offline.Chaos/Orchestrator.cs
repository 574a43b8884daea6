using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace Ksef.Offline.Chaos;

/// <summary>Starts emulator and workers, kills them, lets the rest drain, and checks.</summary>
internal sealed class Orchestrator : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);
    private readonly string _folder = Directory.CreateTempSubdirectory("ksef-offline-chaos-").FullName;
    private readonly ConcurrentDictionary<string, string> _issued = new(StringComparer.Ordinal);
    private readonly Arguments _arguments;
    private readonly Random _random;
    private readonly string _store;
    private readonly string? _schema;
    private Child? _emulator;
    private string _address = "";
    private string _token = "";
    private int _troubles;

    private Orchestrator(Arguments arguments)
    {
        _arguments = arguments;
        _random = new Random(arguments.Number("seed", 1));
        switch (arguments.Text("store", "sqlite"))
        {
            case "sqlite":
                _store = "sqlite:" + Path.Combine(_folder, "outbox.db");
                break;
            case "postgres":
                var server = Environment.GetEnvironmentVariable("KSEF_OFFLINE_POSTGRES") ?? throw new ArgumentException("KSEF_OFFLINE_POSTGRES holds no connection string; tests/postgres.sh starts a server.");
                _schema = "chaos" + Guid.NewGuid().ToString("N");
                Postgres(server, $"CREATE SCHEMA {_schema}");
                _store = "postgres:" + new NpgsqlConnectionStringBuilder(server) { SearchPath = _schema, MaxPoolSize = 10 }.ConnectionString;
                break;
            default:
                throw new ArgumentException("--store is sqlite or postgres.");
        }
    }

    /// <summary>The storm: as many kills as asked for, among workers and emulator.</summary>
    public static async Task<int> RunAsync(Arguments arguments)
    {
        await using var run = new Orchestrator(arguments);
        var (kills, workers) = (arguments.Number("kills", 20), arguments.Number("workers", 4));
        var watch = Stopwatch.StartNew();
        await run.PrepareAsync();
        await run.StartEmulatorAsync(arguments.Number("loss", 4));
        var (killedWorkers, killedEmulators, children) = (0, 0, new Child[workers]);
        for (var i = 0; i < workers; i++) children[i] = run.StartWorker(i, issue: 100_000);
        while (killedWorkers + killedEmulators < kills)
        {
            await Task.Delay(run._random.Next(150, 900));
            if (run._random.Next(8) == 0)
            {
                await run._emulator!.KillAsync();
                killedEmulators++;
                await Task.Delay(run._random.Next(0, 400));
                await run.StartEmulatorAsync(arguments.Number("loss", 4));
            }
            else
            {
                var victim = run._random.Next(workers);
                // Half of the victims die while they start, at whatever they do then; the others in the middle of their work.
                if (run._random.Next(2) == 0) await Task.WhenAny(children[victim].Ready, Task.Delay(5000));
                if (children[victim].HasExited) throw new InvalidOperationException($"A worker ended by itself: {children[victim].Errors}");
                await children[victim].KillAsync();
                children[victim].Dispose();
                killedWorkers++;
                children[victim] = run.StartWorker(victim, issue: 100_000);
            }
            if ((killedWorkers + killedEmulators) % 10 == 0)
                Say($"{watch.Elapsed:mm\\:ss} {killedWorkers + killedEmulators}/{kills} kills ({killedEmulators} of KSeF), {run._issued.Count} invoices known to be issued, {run._troubles} troubles reported");
        }
        foreach (var child in children)
        {
            await child.KillAsync();
            child.Dispose();
        }
        await run._emulator!.KillAsync();
        Say($"{watch.Elapsed:mm\\:ss} the storm is over; draining");
        await run.StartEmulatorAsync(loss: 0);
        await run.DrainAsync();
        return await run.VerifyAsync($"{kills} kills ({killedWorkers + workers} of workers, {killedEmulators + 1} of KSeF) in {watch.Elapsed:mm\\:ss}");
    }

    /// <summary>One invoice, one death at the worst moment: KSeF has it, nothing of that is recorded.</summary>
    public static async Task<int> RunMomentAsync(Arguments arguments)
    {
        await using var run = new Orchestrator(arguments);
        await run.PrepareAsync();
        await run.StartEmulatorAsync(loss: 0);
        using (var worker = run.StartWorker(0, issue: 1, "--die-after-sending", "1"))
        {
            var code = await worker.WaitAsync(Patience);
            if (code == 0) throw new InvalidOperationException("The worker was to die and did not.");
        }
        await run.DrainAsync();
        return await run.VerifyAsync("one death between sending and recording");
    }

    public async ValueTask DisposeAsync()
    {
        if (_emulator is { } emulator)
        {
            if (!emulator.HasExited) await emulator.KillAsync();
            emulator.Dispose();
        }
        if (_schema is not null) Postgres(Environment.GetEnvironmentVariable("KSEF_OFFLINE_POSTGRES")!, $"DROP SCHEMA {_schema} CASCADE");
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Say(string text) => Console.WriteLine(text);

    private static void Postgres(string server, string sql)
    {
        using var connection = new NpgsqlConnection(server);
        connection.Open();
        using var command = new NpgsqlCommand(sql, connection);
        command.ExecuteNonQuery();
    }

    private async Task PrepareAsync()
    {
        await using var store = await ChaosStore.OpenAsync(_store);
        await store.CreateErpAsync();
    }

    private async Task StartEmulatorAsync(int loss)
    {
        _emulator?.Dispose();
        var port = _address.Length == 0 ? 0 : new Uri(_address).Port;
        // Another seed at each start: with the same one the same calls would fail at each restart.
        _emulator = Child.Start(null, "emulator", "--data", Path.Combine(_folder, "ksef"), "--port", Text(port), "--loss", Text(loss), "--seed", Text(_random.Next(1, 1_000_000)));
        var said = (await _emulator.Ready.WaitAsync(Patience)).Split(' ');
        (_address, _token) = (said[1], said[2]);
    }

    private Child StartWorker(int number, int issue, params string[] more) =>
        Child.Start(Hear, ["worker", "--name", $"w{number}", "--store", _store, "--ksef", _address, "--token", _token, "--issue", Text(issue), "--pause", Text(_arguments.Number("pause", 150)), .. more]);

    private async Task DrainAsync()
    {
        using var last = StartWorker(9, 0, "--drain", "1");
        var watch = Stopwatch.StartNew();
        while (!last.HasExited)
        {
            if (watch.Elapsed > Patience) throw new TimeoutException($"The outbox did not drain within {Patience}. {last.Errors}");
            await Task.Delay(500);
        }
        if (last.ExitCode != 0) throw new InvalidOperationException($"The last worker failed: {last.Errors}");
    }

    private void Hear(string line)
    {
        if (line.StartsWith("issued ", StringComparison.Ordinal) && line.Split(' ') is [_, var key, var hash]) _issued[key] = hash;
        else if (line.StartsWith("trouble", StringComparison.Ordinal)) Interlocked.Increment(ref _troubles);
    }

    private async Task<int> VerifyAsync(string what)
    {
        await using var store = await ChaosStore.OpenAsync(_store);
        var faults = await new Verdict(store, _issued, new Uri(_address)).FaultsAsync();
        foreach (var fault in faults.Take(20)) Say("FAULT " + fault);
        Say($"{(faults.Count == 0 ? "GOOD" : "BAD")}: {_arguments.Text("store", "sqlite")}, {what}; {await Verdict.FiguresAsync(store)}; seed {_arguments.Number("seed", 1)}");
        return faults.Count == 0 ? 0 : 1;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
