using System.CommandLine;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>evidence KEY --out ZIP</c>: everything known of an invoice, as one sealed package.</summary>
internal static class EvidenceCommand
{
    public static Command Create()
    {
        var key = Options.KeyOrIncident();
        var db = Options.Db();
        var output = new Option<string>("--out") { HelpName = "ZIP", Description = "The ZIP to write; an existing file is replaced.", Required = true };
        var command = new HelpfulCommand("evidence", "Exports the evidence of an invoice (mode, announcements, attempts, deadlines, hand-over, UPO) or of an incident (announcements, what was attached).", "ksef-offline evidence 5261040828/VAT/FV/1 --db sqlite:outbox.db --out FV-1.zip") { key, db, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var incident = KeyText.Incident(parsed.GetValue(key)!);
            var invoice = incident is null ? KeyText.Read(parsed.GetValue(key)!) : default;
            var file = parsed.GetValue(output)!;
            if (file.Length == 0 || Directory.Exists(file)) throw new UsageException($"--out '{file}' is not the name of a file.");
            await using var open = await OpenOutbox.OpenReadingAsync(parsed.GetValue(db)!, cancellationToken);
            var export = new EvidenceExport(open.Outbox.Store, open.Outbox.Evidence);
            var package = incident is null ? await export.OfInvoiceAsync(invoice, cancellationToken) ?? throw KeyText.Unknown(invoice) : await OfIncidentAsync(export, open, incident, cancellationToken);
            try
            {
                await File.WriteAllBytesAsync(file, package, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                throw new UsageException($"--out '{file}' cannot be written: {e.Message}");
            }
            JsonLines.Write(new { key = parsed.GetValue(key), file, bytes = package.Length });
            return ExitCode.Good;
        });
        return command;
    }

    private static async Task<byte[]> OfIncidentAsync(EvidenceExport export, OpenOutbox open, string incident, CancellationToken cancellationToken)
    {
        var known = (await new AnnouncementBook(open.Outbox.Announcements).RefreshAsync(cancellationToken)).Timeline.Messages.Any(m => m.EventId == incident)
            || await open.Outbox.Evidence.ReadAsync(EvidenceChains.OfIncident(incident), cancellationToken).AnyAsync(cancellationToken);
        return known ? await export.OfIncidentAsync(incident, cancellationToken) : throw new UsageException($"'incident:{incident}': nothing was announced or attached under that name.");
    }
}
