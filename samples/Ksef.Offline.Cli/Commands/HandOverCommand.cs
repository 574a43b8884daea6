using System.CommandLine;
using Ksef.Offline.Outbox.Operating;
using NodaTime;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>handover KEY</c>: records when and how the document was given to the buyer.</summary>
internal static class HandOverCommand
{
    public static Command Create()
    {
        var key = Options.Key();
        var at = new Option<string>("--at") { HelpName = "INSTANT", Description = "When: an ISO-8601 instant with offset.", Required = true };
        var how = new Option<string>("--how") { HelpName = "TEXT", Description = "How: paper, mail, EDI ...", Required = true };
        var (db, actor) = (Options.Db(), Options.Actor());
        var command = new HelpfulCommand("handover", "Records that the document was handed over to the buyer.", "ksef-offline handover 5261040828/VAT/FV/1 --at 2026-11-20T10:00:00+01:00 --how paper --db sqlite:outbox.db") { key, at, how, db, actor };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var invoice = KeyText.Read(parsed.GetValue(key)!);
            var moment = InstantText.Read("--at", parsed.GetValue(at)!);
            var (means, who) = (Said.Text("--how", parsed.GetValue(how)!), Said.Text("--actor", parsed.GetValue(actor)!));
            if (moment > SystemClock.Instance.GetCurrentInstant() + Duration.FromMinutes(5)) Say.Line($"--at {parsed.GetValue(at)} lies in the future; it is recorded as given.");
            await using var open = await OpenOutbox.OpenExistingAsync(parsed.GetValue(db)!, cancellationToken);
            var operators = new OutboxOperator(open.Outbox.Store, open.Outbox.Evidence);
            return OperatorAnswer.Write(invoice, await operators.RecordHandOverAsync(invoice, moment, means, who, cancellationToken));
        });
        return command;
    }
}
