using System.CommandLine;
using System.Runtime.InteropServices;
using Ksef.Offline.Emulator;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>emulator</c>: a KSeF with its beacon on this machine until it is stopped.</summary>
internal static class EmulatorCommand
{
    public static Command Create()
    {
        var port = new Option<int>("--port") { Description = "TCP port on the loopback interface; 0 takes any free one.", DefaultValueFactory = _ => 0 };
        var script = new Option<FileInfo?>("--script") { Description = "A script of troubles (JSON)." };
        var data = new Option<DirectoryInfo?>("--data") { Description = "Folder that keeps what was accepted, across restarts." };
        var limits = new Option<string>("--limits") { Description = "Request limits: off or production.", DefaultValueFactory = _ => "off" };
        limits.AcceptOnlyFromAmong("off", "production");
        var seed = new Option<int>("--seed") { Description = "Where numbers and chances come from.", DefaultValueFactory = _ => 1 };
        var schema = new Option<DirectoryInfo?>("--official-xsd") { Description = "Folder with the official FA(3) schema; invoices are judged by it as well." };
        var production = new Option<bool>("--production-rules") { Description = "Judge check digits of NIPs, as production does." };
        var command = new Command("emulator", "Runs a KSeF 2.0 and a Latarnia on this machine until stopped.") { port, script, data, limits, seed, schema, production };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new EmulatorOptions
            {
                Port = parsed.GetValue(port),
                DataFolder = parsed.GetValue(data)?.FullName,
                Script = Read(parsed.GetValue(script)),
                Limits = parsed.GetValue(limits) == "production" ? EmulatorLimits.Production : EmulatorLimits.Off,
                Seed = parsed.GetValue(seed),
                OfficialSchemaFolder = parsed.GetValue(schema)?.FullName,
                ProductionRules = parsed.GetValue(production),
            };
            await RunAsync(options, cancellationToken);
            return ExitCode.Good;
        });
        return command;
    }

    private static string? Read(FileInfo? script)
    {
        if (script is null) return null;
        try
        {
            return File.ReadAllText(script.FullName);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException($"--script {script}: {e.Message}");
        }
    }

    private static async Task RunAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        KsefEmulator emulator;
        try
        {
            emulator = await KsefEmulator.StartAsync(options, cancellationToken);
        }
        catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException or System.Net.Sockets.SocketException)
        {
            throw new UsageException($"The emulator cannot start: {e.Message}");
        }
        await using (emulator)
        {
            var root = emulator.LatarniaAddress.GetLeftPart(UriPartial.Authority);
            JsonLines.Write(new { ksef = $"{root}/v2", latarnia = root, qr = root, token = emulator.Token });
            await Console.Out.FlushAsync(cancellationToken);
            await Console.Error.WriteLineAsync($"The emulator answers on {root}/v2. Ctrl+C stops it.");
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            using var term = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
            {
                signal.Cancel = true;
                stopped.TrySetResult();
            });
            await using var cancelled = cancellationToken.Register(() => stopped.TrySetResult());
            await stopped.Task;
        }
    }
}
