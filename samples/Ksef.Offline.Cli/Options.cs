using System.CommandLine;

namespace Ksef.Offline.Cli;

/// <summary>Options that several commands share, with the same words everywhere.</summary>
internal static class Options
{
    public static Option<string> Db() => new("--db") { HelpName = "DSN", Description = "The outbox: sqlite:PATH or postgres:CONNECTION-STRING.", Required = true };

    public static Option<string> Actor() => new("--actor") { HelpName = "NAME", Description = "Who does it, for the evidence.", DefaultValueFactory = _ => "command line" };

    public static Argument<string> Key() => new("KEY") { Description = "The invoice: seller's NIP/RodzajFaktury/P_2, as status writes it." };
}
