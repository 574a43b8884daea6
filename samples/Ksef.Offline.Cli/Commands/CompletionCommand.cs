using System.CommandLine;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>completion bash</c>: a script that completes commands, options and their values; it asks this program itself.</summary>
internal static class CompletionCommand
{
    // COMP_LINE and COMP_POINT are bash's own; the directive [suggest:N] answers for the text up to position N.
    // The one-letter forms of --help are left out of what is offered.
    private const string Bash = """
        _ksef_offline() {
            local IFS=$'\n' word=${COMP_WORDS[COMP_CWORD]}
            local found=$("${COMP_WORDS[0]}" "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null)
            COMPREPLY=($(compgen -X '[-/][?h]' -W "$found" -- "$word"))
        }
        complete -o default -F _ksef_offline ksef-offline
        """;

    public static Command Create()
    {
        var shell = new Argument<string>("SHELL") { Description = "bash." };
        shell.AcceptOnlyFromAmong("bash");
        var command = new HelpfulCommand("completion", "Writes a script by which the shell completes commands, options and values.", "eval \"$(ksef-offline completion bash)\"") { shell };
        command.SetAction(_ =>
        {
            Console.Out.Write(Bash.ReplaceLineEndings("\n") + "\n");
            return ExitCode.Good;
        });
        return command;
    }
}
