namespace Ksef.Offline.Invoices.Model;

/// <summary>The data of the seller as they stood on the corrected invoice.</summary>
/// <remarks>FA(3): <c>Podmiot1K</c>. Immutable, thread-safe.</remarks>
public sealed record SellerBefore
{
    /// <summary>EU VAT prefix.</summary>
    /// <remarks>FA(3): <c>PrefiksPodatnika</c>.</remarks>
    public EuCountryCode? EuPrefix { get; init; }

    /// <summary>Tax identification number; a wrong one cannot be corrected this way.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne/NIP</c>.</remarks>
    public required Nip Nip { get; init; }

    /// <summary>Full name, or first name and surname.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne/Nazwa</c>; text of 1 to 512 characters.</remarks>
    public required string Name { get; init; }

    /// <summary>The address.</summary>
    /// <remarks>FA(3): <c>Adres</c>.</remarks>
    public required Address Address { get; init; }
}
