using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.States;
using NodaTime;

namespace Ksef.Offline.Outbox.Stores;

/// <summary>Which entries to read. Everything that is set must hold; results come ordered ordinally by key text, so that a reader resumes with <see cref="After"/>.</summary>
public sealed record OutboxQuery
{
    /// <summary>Everything.</summary>
    public static OutboxQuery All { get; } = new();

    /// <summary>Only these states; null for all.</summary>
    public IReadOnlyList<OutboxState>? States { get; init; }

    /// <summary>Only this taxpayer's queue.</summary>
    public string? Taxpayer { get; init; }

    /// <summary>Only this seller.</summary>
    public Nip? SellerNip { get; init; }

    /// <summary>Only this <c>P_2</c>.</summary>
    public string? Number { get; init; }

    /// <summary>Only the entry whose present bytes, or whose printed hash (<see cref="Entries.OutboxEntry.Corrects"/>), is this.</summary>
    public InvoiceHash? Hash { get; init; }

    /// <summary>Only the entry with this KSeF number.</summary>
    public KsefNumber? KsefNumber { get; init; }

    /// <summary>Only entries whose UPO has this SHA-256 (API: <c>x-ms-meta-hash</c>).</summary>
    public InvoiceHash? UpoHash { get; init; }

    /// <summary>Only the entry with this own reference.</summary>
    public OffReference? Reference { get; init; }

    /// <summary>Only drafts that wait behind this original.</summary>
    public InvoiceKey? Behind { get; init; }

    /// <summary>Issued on this day or later.</summary>
    public LocalDate? IssuedFrom { get; init; }

    /// <summary>Issued on this day or earlier.</summary>
    public LocalDate? IssuedTo { get; init; }

    /// <summary>Only entries whose deadline rests on an older version of the announcements than this.</summary>
    public long? TimelineVersionBelow { get; init; }

    /// <summary>True: only entries that have a KSeF number but no UPO yet.</summary>
    public bool MissingUpo { get; init; }

    /// <summary>Only entries whose key text comes after this one's.</summary>
    public InvoiceKey? After { get; init; }

    /// <summary>The greatest number of entries to read; null for all.</summary>
    public int? Max { get; init; }

    /// <summary>Whether to read the bytes; false leaves <see cref="Entries.OutboxEntry.Bytes"/> empty.</summary>
    public bool WithBytes { get; init; }
}
