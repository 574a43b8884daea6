using System.Globalization;
using Ksef.Offline.Deadlines;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Outbox.Registers;

/// <summary>
/// The register as CSV: dates as yyyy-MM-dd, instants in UTC, lines ended by CRLF. Free text (reference, key, number) that a spreadsheet would take for a formula, or that begins with an
/// apostrophe, is preceded by an apostrophe: who reads such a column takes one leading apostrophe off.
/// </summary>
public static class RegisterCsv
{
    /// <summary>The names of the columns. <c>mode</c> is online, offline24, unavailability, emergency or total-failure; <c>due</c> and <c>stricter</c> are days in Europe/Warsaw; hashes are Base64; <c>jpk</c> is the marker of JPK_V7, where it was asked for.</summary>
    public const string Header = "reference,key,sellerNip,kind,invoiceNumber,invoiceHash,issueDate,mode,state,due,stricter,ksefNumber,invoicingDate,acquisitionDate,upoHash,handedOverAt,jpk";

    /// <summary>One line of RFC 4180 without its end.</summary>
    /// <param name="row">The row.</param>
    public static string Line(RegisterRow row) => Line(row, RegisterCsvFormat.Rfc4180);

    /// <summary>One line without its end.</summary>
    /// <param name="row">The row.</param>
    /// <param name="format">Separator.</param>
    public static string Line(RegisterRow row, RegisterCsvFormat format)
    {
        ArgumentNullException.ThrowIfNull(row);
        ArgumentNullException.ThrowIfNull(format);
        string?[] cells =
        [
            Free(row.Reference), Free(row.Key?.ToString()), row.SellerNip.ToString(), row.Key is { } key ? Invoices.InvoiceTypeText.ToSchemaText(key.Type) : null, Free(row.Number), row.Hash?.ToBase64(),
            Date(row.IssueDate), Mode(row.Mode), row.State?.ToString(), row.Deadline?.Due is { } due ? Date(due) : null, row.Deadline?.Stricter is { } stricter ? Date(stricter) : null,
            row.KsefNumber?.ToString(), Moment(row.InvoicingDate), Moment(row.AcquisitionDate), row.UpoHash?.ToBase64(), Moment(row.HandedOverAt), row.Jpk?.ToElementName(),
        ];
        return string.Join(format.Separator, cells.Select(cell => Cell(cell, format.Separator)));
    }

    /// <summary>Writes header and rows by RFC 4180.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public static Task WriteAsync(TextWriter writer, IAsyncEnumerable<RegisterRow> rows, CancellationToken cancellationToken) => WriteAsync(writer, rows, RegisterCsvFormat.Rfc4180, cancellationToken);

    /// <summary>Writes header and rows.</summary>
    /// <param name="writer">Where to write.</param>
    /// <param name="rows">The rows.</param>
    /// <param name="format">Separator and mark.</param>
    /// <param name="cancellationToken">Stops between rows.</param>
    public static async Task WriteAsync(TextWriter writer, IAsyncEnumerable<RegisterRow> rows, RegisterCsvFormat format, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(writer);
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(format);
        var header = (format.ByteOrderMark ? "\uFEFF" : "") + Header.Replace(',', format.Separator);
        await writer.WriteAsync((header + "\r\n").AsMemory(), cancellationToken).ConfigureAwait(false);
        await foreach (var row in rows.WithCancellation(cancellationToken).ConfigureAwait(false)) await writer.WriteAsync((Line(row, format) + "\r\n").AsMemory(), cancellationToken).ConfigureAwait(false);
    }

    // The wide forms of the signs are formulas to some spreadsheets too.
    private static string? Free(string? value) => value is [var first, ..] && first is '=' or '+' or '-' or '@' or '\t' or '\r' or '\n' or '\'' or '\uFF1D' or '\uFF0B' or '\uFF0D' or '\uFF20' ? "'" + value : value;

    private static string Cell(string? value, char separator) => value is null || (!value.Contains(separator, StringComparison.Ordinal) && value.AsSpan().IndexOfAny("\"\r\n") < 0)
        ? value ?? ""
        : "\"" + value.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

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
