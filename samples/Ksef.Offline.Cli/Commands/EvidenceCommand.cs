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
        var output = new Option<string>("--out") { Description = "The ZIP to write; an existing file is replaced.", Required = true };
        var command = new Command("evidence", "Exports the evidence of an invoice: mode, announcements, attempts, deadlines, hand-over, UPO.") { key, db, output };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var invoice = KeyText.Read(parsed.GetValue(key)!);
            var file = parsed.GetValue(output)!;
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
