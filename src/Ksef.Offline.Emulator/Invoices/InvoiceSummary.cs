using System.Text.Json.Serialization;
using Ksef.Offline.Invoices;

namespace Ksef.Offline.Emulator.Invoices;

/// <summary>What the metadata of an accepted invoice tell, taken from its file.</summary>
internal sealed class InvoiceSummary
{
    public required string SellerNip { get; init; }

    public required string Type { get; init; }

    public required string Number { get; init; }

    /// <summary>P_1, as written: yyyy-MM-dd.</summary>
    public required string IssueDate { get; init; }

    public string? SellerName { get; init; }

    public string BuyerIdType { get; init; } = "None";

    public string? BuyerId { get; init; }

    public string? BuyerName { get; init; }

    public IReadOnlyList<PartySummary> ThirdParties { get; init; } = [];

    public PartySummary? Authorized { get; init; }

    public decimal Net { get; init; }

    public decimal Vat { get; init; }

    public decimal Gross { get; init; }

    public string Currency { get; init; } = "PLN";

    public bool SelfInvoicing { get; init; }

    public bool HasAttachment { get; init; }

    [JsonIgnore]
    public InvoiceKey Key => new(Nip.Parse(SellerNip), InvoiceTypeText.TryParse(Type, out var type) ? type : InvoiceType.Vat, Number);

    /// <summary>Whether a NIP appears as seller, buyer, third party or authorised party.</summary>
    public bool Concerns(string nip) =>
        SellerNip == nip || (BuyerIdType == "Nip" && BuyerId == nip) || ThirdParties.Any(t => t.IdType == "Nip" && t.Id == nip) || Authorized?.Id == nip;
}
