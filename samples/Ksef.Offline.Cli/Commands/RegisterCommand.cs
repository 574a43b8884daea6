using System.CommandLine;
using System.Globalization;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Stores;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>register</c>: the register OFF-KSeF, documents of a total failure included; as JSON lines or as CSV.</summary>
internal static class RegisterCommand
{
    public static Command Create()
    {
        var db = Options.Db();
        var csv = new Option<bool>("--csv") { Description = "Comma-separated values (RFC 4180, UTF-8) instead of JSON lines." };
        var command = new HelpfulCommand("register", "Writes the register OFF-KSeF, documents of a total failure included; hashes in Base64, instants in UTC.", "ksef-offline register --db sqlite:outbox.db --csv") { db, csv };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var open = await OpenOutbox.OpenExistingAsync(parsed.GetValue(db)!, cancellationToken);
            var rows = new RegisterBook(open.Outbox.Store, open.Outbox.Register).ReadAsync(OutboxQuery.All, cancellationToken);
            if (parsed.GetValue(csv)) await RegisterCsv.WriteAsync(Console.Out, rows, cancellationToken);
            else await foreach (var row in rows) Write(row);
            return ExitCode.Good;
        });
        return command;
    }

    private static void Write(RegisterRow row) => JsonLines.Write(new
    {
        reference = row.Reference,
        key = row.Key?.ToString(),
        sellerNip = row.SellerNip.ToString(),
        invoiceNumber = row.Number,
        invoiceHash = row.Hash?.ToBase64(),
        state = row.State?.ToString(),
        mode = ModeText.Write(row.Mode),
        due = row.Deadline?.Due?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        ksefNumber = row.KsefNumber?.ToString(),
        invoicingDate = row.InvoicingDate?.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        upoHash = row.UpoHash?.ToBase64(),
    });
}
