using System.CommandLine;
using System.Data.Common;
using Ksef.Offline.Http;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Cli;

/// <summary>Runs a command line: exit code 0 = all good, 1 = something was found bad, 2 = unusable arguments or input, said in one line.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"ksef-offline: {parsed.Errors[0].Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal)}");
            return ExitCode.Unusable;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            await Console.Error.WriteLineAsync("ksef-offline: stopped.");
            return ExitCode.Unusable;
        }
        catch (Exception e) when (e is UsageException or DbException or SqlStoreException or OutboxClockException or KsefException or HttpRequestException)
        {
            await Console.Error.WriteLineAsync($"ksef-offline: {e.Message.ReplaceLineEndings(" ")}");
            return ExitCode.Unusable;
        }
    }
}
