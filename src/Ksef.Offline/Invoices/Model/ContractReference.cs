using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>A contract.</summary>
/// <remarks>FA(3): <c>Umowy</c>. Immutable, thread-safe.</remarks>
public sealed record ContractReference
{
    /// <summary>Its date.</summary>
    /// <remarks>FA(3): <c>DataUmowy</c>; from 1990-01-01 to 2050-01-01.</remarks>
    public LocalDate? Date { get; init; }

    /// <summary>Its number.</summary>
    /// <remarks>FA(3): <c>NrUmowy</c>; text of 1 to 256 characters.</remarks>
    public string? Number { get; init; }
}
