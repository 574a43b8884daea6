using System.Globalization;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>The register as CSV: RFC 4180, comma, CRLF, dates as yyyy-MM-dd, instants in UTC. A value that a spreadsheet would take for a formula is preceded by an apostrophe.</summary>
public static class RegisterCsv
{
    /// <summary>The names of the columns. <c>mode</c> is online, offline24, unavailability, emergency or total-failure; <c>due</c> and <c>stricter</c> are days in Europe/Warsaw; hashes are Base64.</summary>
    public const string Header = "reference,key,sellerNip,kind,invoiceNumber,invoiceHash,issueDate,mode,state,due,stricter,ksefNumber,invoicingDate,acquisitionDate,upoHash,handedOverAt";

    /// <summary>One line without its end.</summary>
    /// <param name="row">The row.</param>
    public static string Line(RegisterRow row)
    {
        ArgumentNullException.ThrowIfNull(row);
        string?[] cells =
        [
            row.Reference, row.Key?.ToString(), row.SellerNip.ToString(), row.Key is { } key ? Invoices.InvoiceTypeText.ToSchemaText(key.Type) : null, row.Number, row.Hash?.ToBase64(), Date(row.IssueDate),
            Mode(row.Mode), row.State?.ToString(), row.Deadline?.Due is { } due ? Date(due) : null, row.Deadline?.Stricter is { } stricter ? Date(stricter) : null, row.KsefNumber?.ToString(), Moment(row.InvoicingDate), Moment(row.AcquisitionDate), row.UpoHash?.ToBase64(),
            Moment(row.HandedOverAt),
        ];
        return string.Join(',', cells.Select(Cell));
    }

    /// <summary>Writes header and rows.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public static async Task WriteAsync(TextWriter writer, IAsyncEnumerable<RegisterRow> rows, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rows);
        await writer.WriteAsync((Header + "\r\n").AsMemory(), cancellationToken).ConfigureAwait(false);
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false)) await writer.WriteAsync((Line(row) + "\r\n").AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";
        // Hashes begin with + or other signs by chance; only free text is guarded against formulas.
        var text = value[0] is '=' or '@' or '-' or '\t' || (value[0] == '+' && value.Length != 44) ? "'" + value : value;
        return text.AsSpan().IndexOfAny(",\"\r\n") < 0 ? text : "\"" + text.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";
    }

    private static string Mode(InvoicingMode mode) => mode switch
    {
        InvoicingMode.Online => "online",
        InvoicingMode.Offline24 => "offline24",
        InvoicingMode.Unavailability => "unavailability",
        InvoicingMode.Emergency => "emergency",
        _ => "total-failure",
    };

    private static string Date(LocalDate date) => date.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture);

    private static string? Moment(Instant? instant) => instant is { } value ? InstantPattern.ExtendedIso.Format(value) : null;
}
