namespace Ksef.Offline.Invoices.Model;

/// <summary>The carrier of a transport.</summary>
/// <remarks>FA(3): <c>Przewoznik</c>. Immutable, thread-safe.</remarks>
public sealed record Carrier
{
    /// <summary>How the carrier is identified.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne</c>.</remarks>
    public required BuyerIdentifier Identifier { get; init; }

    /// <summary>Full name, or first name and surname.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne/Nazwa</c>; text of 1 to 512 characters.</remarks>
    public string? Name { get; init; }

    /// <summary>The address.</summary>
    /// <remarks>FA(3): <c>AdresPrzewoznika</c>.</remarks>
    public required Address Address { get; init; }
}
