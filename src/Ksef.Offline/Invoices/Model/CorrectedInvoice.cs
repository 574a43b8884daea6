using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>One invoice that is corrected.</summary>
/// <remarks>FA(3): <c>DaneFaKorygowanej</c>. Immutable, thread-safe.</remarks>
public sealed record CorrectedInvoice
{
    /// <summary>Its date of issue.</summary>
    /// <remarks>FA(3): <c>DataWystFaKorygowanej</c>; from 2006-01-01 to 2050-01-01.</remarks>
    public required LocalDate IssueDate { get; init; }

    /// <summary>Its number (<c>P_2</c>).</summary>
    /// <remarks>FA(3): <c>NrFaKorygowanej</c>; text of 1 to 256 characters.</remarks>
    public required string Number { get; init; }

    /// <summary>Its KSeF number; null when it was issued outside KSeF (<c>NrKSeFN</c> instead of <c>NrKSeF</c>).</summary>
    /// <remarks>FA(3): <c>NrKSeFFaKorygowanej</c> with <c>NrKSeF</c>, or <c>NrKSeFN</c>.</remarks>
    public string? KsefNumber { get; init; }
}
