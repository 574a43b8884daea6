using System.CommandLine;

namespace Ksef.Offline.Cli;

/// <summary>Runs a command line: exit code 0 = all good, 1 = something was found bad, 2 = unusable arguments or input, said in one line.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"ksef-offline: {parsed.Errors[0].Message}");
            return ExitCode.Unusable;
        }
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
        }
        catch (UsageException e)
        {
            await Console.Error.WriteLineAsync($"ksef-offline: {e.Message}");
            return ExitCode.Unusable;
        }
    }
}
