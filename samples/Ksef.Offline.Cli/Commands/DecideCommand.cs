using System.CommandLine;
using Ksef.Offline.Outbox.Operating;
using NodaTime;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>decide KEY</c>: what a person decides of an entry: release, hold or withdraw; with actor and reason, in the evidence.</summary>
internal static class DecideCommand
{
    public static Command Create()
    {
        var key = Options.Key();
        var action = new Option<string>("--action") { HelpName = "release|hold|withdraw|reexamine", Description = "release, hold or withdraw; reexamine: look again into a number collision.", Required = true };
        action.AcceptOnlyFromAmong("release", "hold", "withdraw", "reexamine");
        var reason = new Option<string>("--reason") { HelpName = "TEXT", Description = "Why.", Required = true };
        var actor = new Option<string>("--actor") { HelpName = "NAME", Description = "Who decides.", Required = true };
        var db = Options.Db();
        var command = new HelpfulCommand("decide", "Releases, holds or withdraws an entry of the outbox; who and why goes into the evidence.", "ksef-offline decide 5261040828/VAT/FV/1 --action hold --reason \"wrong buyer\" --actor \"A. Nowak\" --db sqlite:outbox.db") { key, action, reason, actor, db };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var invoice = KeyText.Read(parsed.GetValue(key)!);
            var (why, who) = (Said.Text("--reason", parsed.GetValue(reason)!), Said.Text("--actor", parsed.GetValue(actor)!));
            await using var open = await OpenOutbox.OpenExistingAsync(parsed.GetValue(db)!, cancellationToken);
            var operators = new OutboxOperator(open.Outbox.Store, open.Outbox.Evidence);
            var now = SystemClock.Instance.GetCurrentInstant();
            var outcome = await (parsed.GetValue(action) switch
            {
                "release" => operators.ReleaseAsync(invoice, why, who, now, cancellationToken),
                "hold" => operators.HoldAsync(invoice, why, who, now, cancellationToken),
                "reexamine" => operators.ReexamineCollisionAsync(invoice, why, who, now, cancellationToken),
                _ => operators.WithdrawAsync(invoice, why, who, now, cancellationToken),
            });
            return OperatorAnswer.Write(invoice, outcome);
        });
        return command;
    }
}
