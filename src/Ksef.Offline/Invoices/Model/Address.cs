namespace Ksef.Offline.Invoices.Model;

/// <summary>An address in two free lines.</summary>
/// <remarks>
/// FA(3): type <c>TAdres</c>: <c>Adres</c>, <c>AdresKoresp</c>, <c>AdresPrzewoznika</c>, <c>WysylkaZ</c>, <c>WysylkaPrzez</c>, <c>WysylkaDo</c>.
/// Immutable, thread-safe.
/// </remarks>
public sealed record Address
{
    /// <summary>The country.</summary>
    /// <remarks>FA(3): <c>KodKraju</c>.</remarks>
    public required CountryCode Country { get; init; }

    /// <summary>First line: street and number, or the whole address.</summary>
    /// <remarks>FA(3): <c>AdresL1</c>; text of 1 to 512 characters.</remarks>
    public required string Line1 { get; init; }

    /// <summary>Second line: postal code and town.</summary>
    /// <remarks>FA(3): <c>AdresL2</c>; text of 1 to 512 characters.</remarks>
    public string? Line2 { get; init; }

    /// <summary>Global Location Number.</summary>
    /// <remarks>FA(3): <c>GLN</c>; text of 1 to 13 characters.</remarks>
    public string? Gln { get; init; }
}
