using System.Text.Json;
using Ksef.Offline.Http.Transport;
using NodaTime;

namespace Ksef.Offline.Http.Sessions;

/// <summary>What KSeF keeps of an accepted invoice. API: <c>InvoiceMetadata</c>.</summary>
internal sealed record InvoiceMetadata(KsefNumber Number, InvoiceHash Hash, Instant? InvoicingDate, Instant? AcquisitionDate, bool? SentOffline)
{
    public static InvoiceMetadata? Read(JsonElement root) =>
        KsefNumber.TryParse(root.Text("ksefNumber"), out var number) && root.Hash("invoiceHash") is { } hash
            ? new InvoiceMetadata(number, hash, root.Moment("invoicingDate"), root.Moment("acquisitionDate"), InvoiceState.ReadMode(root))
            : null;
}
