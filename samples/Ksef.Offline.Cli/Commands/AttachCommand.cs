using System.CommandLine;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using NodaTime;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>attach KEY</c>: a file or a note of a person, to the evidence of an invoice or an incident.</summary>
internal static class AttachCommand
{
    public static Command Create()
    {
        var key = Options.KeyOrIncident();
        var note = new Option<string>("--note") { HelpName = "TEXT", Description = "What it shows; no secret, no personal data.", Required = true };
        var file = new Option<string?>("--file") { HelpName = "FILE", Description = "The file: a screenshot, a provider's ticket; without it the note alone." };
        var actor = new Option<string>("--actor") { HelpName = "NAME", Description = "Who attaches it.", Required = true };
        var db = Options.Db();
        var command = new HelpfulCommand("attach", "Attaches a file or a note to the evidence of an invoice or an incident.", "ksef-offline attach incident:AWR-7 --note \"the provider's ticket\" --file ticket.png --actor \"A. Nowak\" --db sqlite:outbox.db") { key, note, file, actor, db };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var incident = KeyText.Incident(parsed.GetValue(key)!);
            var (what, who, path) = (Said.Text("--note", parsed.GetValue(note)!), Said.Text("--actor", parsed.GetValue(actor)!), parsed.GetValue(file));
            var invoice = incident is null ? KeyText.Read(parsed.GetValue(key)!) : default;
            var bytes = path is null ? (ReadOnlyMemory<byte>?)null : InputFile.Read(path);
            await using var open = await OpenOutbox.OpenExistingAsync(parsed.GetValue(db)!, cancellationToken);
            if (incident is null && await open.Outbox.Store.FindAsync(invoice, cancellationToken) is null) throw KeyText.Unknown(invoice);
            var chain = incident is null ? EvidenceChains.Of(invoice) : EvidenceChains.OfIncident(incident);
            var operators = new OutboxOperator(open.Outbox.Store, open.Outbox.Evidence);
            var record = await operators.AttachAsync(chain, what, bytes, Path.GetFileName(path), who, SystemClock.Instance.GetCurrentInstant(), cancellationToken);
            JsonLines.Write(new { chain = record.Chain, sequence = record.Sequence, hash = record.PayloadHash?.ToBase64(), file = record.PayloadName });
            return ExitCode.Good;
        });
        return command;
    }
}
