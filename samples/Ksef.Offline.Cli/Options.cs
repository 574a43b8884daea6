using System.CommandLine;
using Ksef.Offline.Outbox.Registers;

namespace Ksef.Offline.Cli;

/// <summary>Options that several commands share, with the same words everywhere.</summary>
internal static class Options
{
    public static Option<string> Db() => new("--db") { HelpName = "DSN", Description = "The outbox: sqlite:PATH or postgres:CONNECTION-STRING.", Required = true };

    public static Option<string?> Mark() => new("--mark") { HelpName = "TEXT", Description = "A mark of user, till or department in the own reference, as OFF/2026/11/SKLEP1/000123." };

    public static NumberingScheme Numbering(string? mark)
    {
        try
        {
            return new NumberingScheme { Mark = mark };
        }
        catch (ArgumentException)
        {
            throw new UsageException($"--mark '{mark}' cannot be used: it takes 1 to 50 characters, no control characters.");
        }
    }

    public static Option<string> Actor() => new("--actor") { HelpName = "NAME", Description = "Who does it, for the evidence.", DefaultValueFactory = _ => "command line" };

    public static Argument<string> KeyOrIncident() => new("KEY") { Description = "The invoice: seller's NIP/RodzajFaktury/P_2, as status writes it; or an incident: incident:ID, the eventId of its announcement or a name of your own." };

    public static Argument<string> Key() => new("KEY") { Description = "The invoice: seller's NIP/RodzajFaktury/P_2, as status writes it." };
}
