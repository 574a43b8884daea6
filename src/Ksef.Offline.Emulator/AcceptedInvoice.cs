using Ksef.Offline.Invoices;

namespace Ksef.Offline.Emulator;

/// <summary>One invoice that the emulator accepted: the truth that tests assert on.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record AcceptedInvoice
{
    /// <summary>The number it got (<i>numer KSeF</i>).</summary>
    public required KsefNumber KsefNumber { get; init; }

    /// <summary>Seller's NIP, kind and number (FA(3): <c>Podmiot1</c>, <c>RodzajFaktury</c>, <c>P_2</c>).</summary>
    public required InvoiceKey Key { get; init; }

    /// <summary>SHA-256 of <see cref="Bytes"/>.</summary>
    public required InvoiceHash Hash { get; init; }

    /// <summary>How KSeF booked it: declared offline, or found to be so by its dates.</summary>
    public required bool Offline { get; init; }

    /// <summary>When it was sent (<c>invoicingDate</c>): this instant decides whether a deadline was kept. UTC.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>When it got its number (<c>acquisitionDate</c>). UTC.</summary>
    public required DateTimeOffset AcceptedAt { get; init; }

    /// <summary>The session that it came in.</summary>
    public required string SessionReference { get; init; }

    /// <summary>The hash of the rejected file that this one corrects technically (<i>korekta techniczna</i>); null for an ordinary one.</summary>
    public InvoiceHash? HashOfCorrected { get; init; }

    /// <summary>The file exactly as it arrived, decrypted.</summary>
    public required ReadOnlyMemory<byte> Bytes { get; init; }
}
