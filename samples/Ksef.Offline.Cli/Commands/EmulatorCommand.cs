using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Ksef.Offline.Emulator;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>emulator</c>: a KSeF with its beacon on this machine until it is stopped.</summary>
internal static class EmulatorCommand
{
    public static Command Create()
    {
        var port = new Option<string>("--port") { HelpName = "PORT", Description = "TCP port on the loopback interface; 0 takes any free one.", DefaultValueFactory = _ => "0" };
        var script = new Option<string?>("--script") { HelpName = "FILE", Description = "A script of troubles (JSON)." };
        var data = new Option<string?>("--data") { HelpName = "DIR", Description = "Folder that keeps what was accepted, across restarts." };
        var limits = new Option<string>("--limits") { HelpName = "off|production", Description = "Request limits: off or production.", DefaultValueFactory = _ => "off" };
        limits.AcceptOnlyFromAmong("off", "production");
        var seed = new Option<string>("--seed") { HelpName = "N", Description = "Where numbers and chances come from: a whole number.", DefaultValueFactory = _ => "1" };
        var schema = new Option<string?>("--official-xsd") { HelpName = "DIR", Description = "Folder with the official FA(3) schema; invoices are judged by it as well." };
        var production = new Option<bool>("--production-rules") { Description = "Judge check digits of NIPs, as production does." };
        var command = new HelpfulCommand("emulator", "Runs a KSeF 2.0 and a Latarnia on this machine until stopped; its first line tells the addresses and a token that logs any NIP in.", "ksef-offline emulator --port 5000 --data emulator-data")
        {
            port, script, data, limits, seed, schema, production,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var options = new EmulatorOptions
            {
                Port = WholeNumber.Read("--port", parsed.GetValue(port)!, 0, IPEndPoint.MaxPort),
                Script = parsed.GetValue(script) is { } file ? Encoding.UTF8.GetString(InputFile.Read(file)) : null,
                Limits = parsed.GetValue(limits) == "production" ? EmulatorLimits.Production : EmulatorLimits.Off,
                Seed = WholeNumber.Read("--seed", parsed.GetValue(seed)!, int.MinValue, int.MaxValue),
                OfficialSchemaFolder = parsed.GetValue(schema) is { } xsd ? Existing("--official-xsd", xsd) : null,
                ProductionRules = parsed.GetValue(production),
            };
            // The port is asked for before a folder is made: a second start on it leaves nothing behind.
            AskFor(options.Port);
            if (parsed.GetValue(data) is { } folder) options = options with { DataFolder = OutputFolder.Make("--data", folder) };
            await RunAsync(options, cancellationToken);
            return ExitCode.Good;
        });
        return command;
    }

    private static string Existing(string option, string folder) => Directory.Exists(folder) ? Path.GetFullPath(folder) : throw new UsageException($"{option} '{folder}': there is no such folder.");

    private static void AskFor(int port)
    {
        if (port == 0) return;
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException e)
        {
            throw new UsageException($"--port {port} cannot be used: {e.Message}.");
        }
    }

    private static async Task RunAsync(EmulatorOptions options, CancellationToken cancellationToken)
    {
        KsefEmulator emulator;
        try
        {
            emulator = await KsefEmulator.StartAsync(options, cancellationToken);
        }
        catch (Exception e) when (e is IOException or FormatException or UnauthorizedAccessException or SocketException)
        {
            throw new UsageException($"The emulator cannot start: {e.Message}");
        }
        await using (emulator)
        {
            var root = emulator.LatarniaAddress.GetLeftPart(UriPartial.Authority);
            Say.Line($"the emulator answers on {root}/v2; Ctrl+C stops it.");
            JsonLines.Write(new { ksef = $"{root}/v2", latarnia = root, qr = root, token = emulator.Token });
            var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var cancelled = cancellationToken.Register(() => stopped.TrySetResult());
            await stopped.Task;
        }
    }
}
