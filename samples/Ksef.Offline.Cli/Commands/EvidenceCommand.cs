using System.CommandLine;
using Ksef.Offline.Outbox.Evidence;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>evidence KEY --out ZIP</c>: everything known of an invoice, as one sealed package.</summary>
internal static class EvidenceCommand
{
    public static Command Create()
    {
        var key = Options.Key();
        var db = Options.Db();
        var output = new Option<string>("--out") { HelpName = "ZIP", Description = "The ZIP to write; an existing file is replaced.", Required = true };
        var command = new HelpfulCommand("evidence", "Exports the evidence of an invoice: mode, announcements, attempts, deadlines, hand-over, UPO.", "ksef-offline evidence 5261040828/VAT/FV/1 --db sqlite:outbox.db --out FV-1.zip") { key, db, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var invoice = KeyText.Read(parsed.GetValue(key)!);
            var file = parsed.GetValue(output)!;
            if (file.Length == 0 || Directory.Exists(file)) throw new UsageException($"--out '{file}' is not the name of a file.");
            await using var open = await OpenOutbox.OpenExistingAsync(parsed.GetValue(db)!, cancellationToken);
            var package = await new EvidenceExport(open.Outbox.Store, open.Outbox.Evidence).OfInvoiceAsync(invoice, cancellationToken) ?? throw KeyText.Unknown(invoice);
            try
            {
                await File.WriteAllBytesAsync(file, package, cancellationToken);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
            {
                throw new UsageException($"--out '{file}' cannot be written: {e.Message}");
            }
            JsonLines.Write(new { key = invoice.ToString(), file, bytes = package.Length });
            return ExitCode.Good;
        });
        return command;
    }
}
