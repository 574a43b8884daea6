using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Ksef.Offline.Cli;

/// <summary>The usual help, and below it the command's example.</summary>
internal sealed class ExampleHelp(HelpAction usual) : SynchronousCommandLineAction
{
    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        var exit = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is HelpfulCommand { Example: var example }) Console.Out.WriteLine($"Example:\n  {example}\n");
        return exit;
    }
}
