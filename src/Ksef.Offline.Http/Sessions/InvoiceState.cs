using System.Text.Json;
using Ksef.Offline.Http.Transport;
using NodaTime;

namespace Ksef.Offline.Http.Sessions;

/// <summary>What KSeF says of an invoice in a session. API: <c>SessionInvoiceStatusResponse</c>.</summary>
internal sealed record InvoiceState(string Reference, InvoiceHash? Hash, StatusInfo Status)
{
    public KsefNumber? Number { get; init; }

    public Instant? InvoicingDate { get; init; }

    public Instant? AcquisitionDate { get; init; }

    public bool? SentOffline { get; init; }

    public Uri? UpoLink { get; init; }

    /// <summary>Without the link: who knows it may read the receipt.</summary>
    public override string ToString() => $"{Reference}: {Status}";

    public static InvoiceState Read(JsonElement root) => new(
        root.RequiredText("referenceNumber"), root.Hash("invoiceHash"), StatusInfo.Read(root.Object("status") ?? throw new FormatException("the property 'status' is missing")))
    {
        Number = KsefNumber.TryParse(root.Text("ksefNumber"), out var number) ? number : null,
        InvoicingDate = root.Moment("invoicingDate"),
        AcquisitionDate = root.Moment("acquisitionDate"),
        SentOffline = ReadMode(root),
        UpoLink = Uri.TryCreate(root.Text("upoDownloadUrl"), UriKind.Absolute, out var link) ? link : null,
    };

    internal static bool? ReadMode(JsonElement root) => root.Text("invoicingMode") switch { "Offline" => true, "Online" => false, _ => null };
}
