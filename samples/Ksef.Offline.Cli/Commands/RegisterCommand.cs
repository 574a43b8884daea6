using System.CommandLine;
using System.Globalization;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Stores;
using NodaTime.Text;

namespace Ksef.Offline.Cli.Commands;

/// <summary><c>register</c>: the register OFF-KSeF, documents of a total failure included; as JSON lines or as CSV.</summary>
internal static class RegisterCommand
{
    public static Command Create()
    {
        var db = Options.Db();
        var csv = new Option<bool>("--csv") { Description = "Comma-separated values (RFC 4180, UTF-8) instead of JSON lines." };
        var excel = new Option<bool>("--excel") { Description = "CSV as a Polish Excel opens it: semicolons, UTF-8 with a byte order mark." };
        var find = new Option<string?>("--find") { HelpName = "TEXT", Description = "Only what bears this text: own reference, key, P_2, KSeF number, hash of the file or of the UPO." };
        var from = new Option<string?>("--from") { HelpName = "DATE", Description = "Issued on this day or later, yyyy-MM-dd." };
        var to = new Option<string?>("--to") { HelpName = "DATE", Description = "Issued on this day or earlier, yyyy-MM-dd." };
        var at = new Option<string?>("--at") { HelpName = "DATE", Description = "The day of filing for the JPK_V7 marker, yyyy-MM-dd; today by default." };
        var command = new HelpfulCommand("register", "Writes the register OFF-KSeF, documents of a total failure included; hashes in Base64, instants in UTC.", "ksef-offline register --db sqlite:outbox.db --csv") { db, csv, excel, find, from, to, at };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var query = new OutboxQuery { IssuedFrom = DayText.ReadOrNull("--from", parsed.GetValue(from)), IssuedTo = DayText.ReadOrNull("--to", parsed.GetValue(to)) };
            var (text, day) = (parsed.GetValue(find), DayText.ReadOrNull("--at", parsed.GetValue(at)) ?? DayText.Today);
            if (text is not null && string.IsNullOrWhiteSpace(text)) throw new UsageException("--find is empty: say what to look for.");
            if (text is not null && query != OutboxQuery.All) throw new UsageException("--find looks through the whole register; --from and --to have no effect on it.");
            await using var open = await OpenOutbox.OpenReadingAsync(parsed.GetValue(db)!, cancellationToken);
            var marking = new RegisterMarking(new JpkRules(new DeadlineEngine()), await new AnnouncementBook(open.Outbox.Announcements).RefreshAsync(cancellationToken), day);
            var book = new RegisterBook(open.Outbox.Store, open.Outbox.Register);
            var rows = text is null ? book.ReadAsync(query, marking, cancellationToken) : (await book.FindAsync(text, marking, cancellationToken)).ToAsyncEnumerable();
            var format = parsed.GetValue(excel) ? RegisterCsvFormat.PolishExcel : parsed.GetValue(csv) ? RegisterCsvFormat.Rfc4180 : null;
            if (format is not null) await RegisterCsv.WriteAsync(Console.Out, rows, format, cancellationToken);
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
        issueDate = LocalDatePattern.Iso.Format(row.IssueDate),
        acquisitionDate = row.AcquisitionDate?.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        stricter = row.Deadline?.Stricter?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        handedOverAt = row.HandedOverAt?.ToString("uuuu-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
        jpk = row.Jpk?.ToElementName(),
    });
}
