using System.Globalization;
using Ksef.Offline.Cli.Commands;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Registers;

namespace Ksef.Offline.Cli;

/// <summary>One entry of the outbox as one line.</summary>
internal static class EntryLine
{
    public static void Write(OutboxEntry entry) => JsonLines.Write(new
    {
        key = entry.Key.ToString(),
        sellerNip = entry.Key.SellerNip.ToString(),
        invoiceNumber = entry.Key.Number,
        invoiceHash = entry.Hash.ToBase64(),
        state = entry.State.ToString(),
        mode = ModeText.Write(entry.Mode.Mode),
        due = entry.Deadline.Due?.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture),
        ksefNumber = entry.Acceptance?.Number.ToString(),
        note = entry.Note,
    });

    /// <summary>A document of a total failure: it has a place in the register, and no state, deadline or number.</summary>
    public static void Write(OutsideDocument document) => JsonLines.Write(new
    {
        key = (string?)null,
        reference = document.Reference.ToString(),
        sellerNip = document.SellerNip.ToString(),
        invoiceNumber = document.Number,
        invoiceHash = document.Hash?.ToBase64(),
        state = (string?)null,
        mode = ModeText.Write(InvoicingMode.TotalFailure),
        due = (string?)null,
        ksefNumber = (string?)null,
    });
}
