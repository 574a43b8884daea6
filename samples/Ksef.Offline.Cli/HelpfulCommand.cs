using System.CommandLine;

namespace Ksef.Offline.Cli;

/// <summary>A command whose help closes with an example, as it would be typed.</summary>
internal sealed class HelpfulCommand(string name, string description, string example) : Command(name, description)
{
    public string Example { get; } = example;
}
