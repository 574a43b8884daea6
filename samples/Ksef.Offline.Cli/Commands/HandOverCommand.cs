using System.CommandLine;
using Ksef.Offline.Outbox.Operating;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>handover KEY</c>: records when and how the document was given to the buyer.</summary>
internal static class HandOverCommand
{
    public static Command Create()
    {
        var key = Options.Key();
        var at = new Option<string>("--at") { Description = "When: an ISO-8601 instant with offset.", Required = true };
        var how = new Option<string>("--how") { Description = "How: paper, mail, EDI ...", Required = true };
        var (db, actor) = (Options.Db(), Options.Actor());
        var command = new Command("handover", "Records that the document was handed over to the buyer.") { key, at, how, db, actor };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var invoice = KeyText.Read(parsed.GetValue(key)!);
            var moment = InstantText.Read("--at", parsed.GetValue(at)!);
            if (string.IsNullOrWhiteSpace(parsed.GetValue(how))) throw new UsageException("--how is empty: say how it was handed over.");
            await using var open = await OpenOutbox.OpenExistingAsync(parsed.GetValue(db)!, cancellationToken);
            var operators = new OutboxOperator(open.Outbox.Store, open.Outbox.Evidence);
            return await OperatorAnswer.WriteAsync(invoice, await operators.RecordHandOverAsync(invoice, moment, parsed.GetValue(how)!, parsed.GetValue(actor)!, cancellationToken));
        });
        return command;
    }
}
