using System.CommandLine;
using System.Data.Common;
using Ksef.Offline.Outbox.Sql;
using Panel.Demo;

namespace Panel.Starting;

/// <summary>From arguments to a running panel. Exit code 0: ended; 1: the self-test found something; 2: it cannot start, said in one line.</summary>
internal static class PanelCommand
{
    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, CancellationToken cancellationToken = default)
    {
        var arguments = new PanelArguments();
        var answer = 0;
        arguments.Root.SetAction(async (parsed, token) => answer = await StartAsync(arguments.Read(parsed, Environment.GetEnvironmentVariable), output, token));
        var parsed = arguments.Root.Parse(args);
        try
        {
            if (parsed.Errors.Count > 0) throw new PanelException(parsed.Errors[0].Message);
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, Output = output, Error = error }, cancellationToken);
            return code == 0 ? answer : code;
        }
        catch (OperationCanceledException)
        {
            return 0;
        }
        catch (Exception e) when (e is PanelException or SqlStoreException or DbException)
        {
            await error.WriteLineAsync($"panel: {e.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal)}");
            return 2;
        }
    }

    private static async Task<int> StartAsync(PanelOptions options, TextWriter output, CancellationToken cancellationToken)
    {
        await using var demo = options.Db is null ? await DemoFolder.CreateAsync(TimeProvider.System, cancellationToken) : null;
        await using var outbox = await PanelOutbox.OpenAsync(options.Db ?? demo!.Db, options.AllowActions, cancellationToken);
        await using var panel = await PanelHost.StartAsync(options, outbox, TimeProvider.System, cancellationToken);
        if (options.SelfTest) return await new SelfTest(panel.Address, output).RunAsync(cancellationToken);
        await output.WriteLineAsync($"panel: {panel.Address}  ({(demo is null ? "" : "demonstration outbox, ")}{(options.AllowActions ? "actions after sign-in" : "reading only")}; Ctrl+C ends it)");
        if (options.Url is { IsLoopback: false, Scheme: "http" }) await output.WriteLineAsync("panel: plain http beyond this machine: passwords and invoices can be overheard; use https:// or a proxy.");
        await panel.WaitForShutdownAsync(cancellationToken);
        return 0;
    }
}
