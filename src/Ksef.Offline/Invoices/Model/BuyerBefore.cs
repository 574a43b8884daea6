namespace Ksef.Offline.Invoices.Model;

/// <summary>The data of a buyer as they stood on the corrected invoice.</summary>
/// <remarks>FA(3): <c>Podmiot2K</c>. Immutable, thread-safe.</remarks>
public sealed record BuyerBefore
{
    /// <summary>How the buyer was identified.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne</c>.</remarks>
    public required BuyerIdentifier Identifier { get; init; }

    /// <summary>Full name, or first name and surname.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne/Nazwa</c>; text of 1 to 512 characters.</remarks>
    public string? Name { get; init; }

    /// <summary>The address.</summary>
    /// <remarks>FA(3): <c>Adres</c>.</remarks>
    public Address? Address { get; init; }

    /// <summary>Key that links these data with the buyer of the correction.</summary>
    /// <remarks>FA(3): <c>IDNabywcy</c>; text of 1 to 32 characters.</remarks>
    public string? LinkKey { get; init; }
}
