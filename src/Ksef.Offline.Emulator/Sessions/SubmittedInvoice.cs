using System.Text.Json.Serialization;
using Ksef.Offline.Emulator.Invoices;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Sessions;

/// <summary>One invoice as it was sent, with the verdict on it. The verdict stands from the start; the clock decides from when it shows.</summary>
internal sealed class SubmittedInvoice : Entity
{
    public required string Reference { get; init; }

    public required string SessionReference { get; init; }

    public int Ordinal { get; init; }

    [JsonConverter(typeof(InvoiceHashJson))]
    public InvoiceHash Hash { get; init; }

    public string? FileName { get; init; }

    /// <summary>When it was sent (interactive) or its session opened (batch).</summary>
    public DateTimeOffset InvoicingDate { get; init; }

    /// <summary>From here on the status shows 150, before it 100.</summary>
    public DateTimeOffset StartedAt { get; init; }

    /// <summary>From here on the verdict shows.</summary>
    public DateTimeOffset DoneAt { get; set; }

    /// <summary>The verdict: 200, or why not (section 7.2 of the facts).</summary>
    public int Code { get; init; }

    public IReadOnlyList<string> Details { get; init; } = [];

    public string? OriginalSession { get; init; }

    public string? OriginalKsefNumber { get; init; }

    public string? KsefNumber { get; init; }

    public bool Offline { get; init; }

    /// <summary>When it can be downloaded.</summary>
    public DateTimeOffset? StoredAt { get; set; }

    [JsonConverter(typeof(InvoiceHashJson))]
    public InvoiceHash HashOfCorrected { get; init; }

    /// <summary>What the file says; null where it could not be read.</summary>
    public InvoiceSummary? Facts { get; init; }

    public long BlobAt { get; init; }

    public int BlobLength { get; init; }

    public int CodeAt(DateTimeOffset now) => now < StartedAt ? 100 : now < DoneAt ? 150 : Code;
}
