namespace Ksef.Offline.Deadlines;

/// <summary>Documents in the register that are not structured invoices of this system.</summary>
public enum JpkDocument
{
    /// <summary>Lawfully outside KSeF: consumers, before the obligation, arts. 145m and 145n, foreign sellers not obliged, simplified receipts.</summary>
    OutsideKsef = 0,

    /// <summary>Outside KSeF although it should have been inside.</summary>
    OutsideKsefInBreach = 1,

    /// <summary>Other evidence: internal documents (<c>WEW</c>), collective receipts (<c>RO</c>).</summary>
    OtherEvidence = 2,

    /// <summary>Intra-Community acquisition or import of services with a foreign invoice. Disputed.</summary>
    ForeignPurchase = 3,
}
