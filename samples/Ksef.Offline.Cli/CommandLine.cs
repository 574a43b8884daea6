using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;
using System.Data.Common;
using System.Runtime.InteropServices;
using Ksef.Offline.Http;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Cli;

/// <summary>Runs a command line: exit code 0 = all good, 1 = something was found bad, 2 = unusable arguments or input, or stopped before the end; said in one line.</summary>
internal static class CommandLine
{
    public static async Task<int> RunAsync(RootCommand root, string[] args)
    {
        foreach (var help in root.Options.OfType<HelpOption>()) help.Action = new ExampleHelp((HelpAction)help.Action!);
        // '@name' is a text like any other: a number or a file may begin so.
        var parsed = root.Parse(args, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (Refusal(parsed) is { } refusal)
        {
            Say.Line($"{refusal.TrimEnd('.')}; see '{Name(parsed)} --help'.");
            return ExitCode.Unusable;
        }
        using var stop = new CancellationTokenSource();
        void Stop(PosixSignalContext signal)
        {
            // The first signal stops in order; a second ends the process at once.
            signal.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        }

        using var interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
        using var terminate = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);
        try
        {
            return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
        }
        catch (OperationCanceledException)
        {
            Say.Line("stopped.");
        }
        catch (Exception e) when (e is UsageException or DbException or SqlStoreException or OutboxClockException or KsefException or HttpRequestException)
        {
            Say.Line(e.Message);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            Say.Line($"standard input or output cannot be used: {e.Message}");
        }
        catch (Exception e)
        {
            // A fault of this program: the type tells where to look, a stack trace would say nothing to who runs it.
            Say.Line($"unexpected {e.GetType().Name}: {e.Message}");
        }
        return ExitCode.Unusable;
    }

    /// <summary>Why the arguments cannot be used, or null: what is not known first, for it explains the rest.</summary>
    private static string? Refusal(ParseResult parsed)
    {
        if (parsed.Action is ExampleHelp && (parsed.CommandResult.Command is not RootCommand || parsed.UnmatchedTokens.Count == 0)) return null;
        var unknown = (parsed.Errors.Count > 0 || parsed.Action is ExampleHelp) && parsed.UnmatchedTokens.Count > 0 ? parsed.UnmatchedTokens[0] : Dashed(parsed);
        if (unknown is not null) return $"'{unknown}' is not a command or option of '{Name(parsed)}'";
        if (parsed.Errors.Count == 0) return null;
        var error = parsed.Errors[0];
        var option = error.SymbolResult as OptionResult ?? error.SymbolResult?.Parent as OptionResult;
        var message = error.Message.ReplaceLineEndings(" ").Replace("\t", "", StringComparison.Ordinal);
        return option is null || message.Contains(option.Option.Name, StringComparison.Ordinal) ? message : $"{option.Option.Name}: {message}";
    }

    /// <summary>What looks like an option and was taken for a file: such a file is named after <c>--</c>, or as ./-name.</summary>
    private static string? Dashed(ParseResult parsed)
    {
        var plain = parsed.Tokens.TakeWhile(t => t.Type != TokenType.DoubleDash).ToHashSet(ReferenceEqualityComparer.Instance);
        return parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(a => a.Tokens).FirstOrDefault(t => t.Value is ['-', _, ..] && plain.Contains(t))?.Value;
    }

    private static string Name(ParseResult parsed)
    {
        var name = "";
        for (SymbolResult? at = parsed.CommandResult; at is not null; at = at.Parent)
            if (at is CommandResult { Command: var command }) name = command is RootCommand ? $"ksef-offline {name}" : $"{command.Name} {name}";
        return name.TrimEnd();
    }
}
