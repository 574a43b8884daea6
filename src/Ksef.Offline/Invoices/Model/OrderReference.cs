using NodaTime;

namespace Ksef.Offline.Invoices.Model;

/// <summary>An order of the buyer.</summary>
/// <remarks>FA(3): <c>Zamowienia</c>. Immutable, thread-safe.</remarks>
public sealed record OrderReference
{
    /// <summary>Its date.</summary>
    /// <remarks>FA(3): <c>DataZamowienia</c>; from 1990-01-01 to 2050-01-01.</remarks>
    public LocalDate? Date { get; init; }

    /// <summary>Its number.</summary>
    /// <remarks>FA(3): <c>NrZamowienia</c>; text of 1 to 256 characters.</remarks>
    public string? Number { get; init; }
}
