namespace Ksef.Offline.Invoices.Model;

/// <summary>Numbers of a party in other registers.</summary>
/// <remarks>FA(3): <c>Rejestry</c>. Immutable, thread-safe.</remarks>
public sealed record RegisterEntry
{
    /// <summary>Full name.</summary>
    /// <remarks>FA(3): <c>PelnaNazwa</c>; text of 1 to 256 characters.</remarks>
    public string? FullName { get; init; }

    /// <summary>Number in the National Court Register (KRS), ten digits.</summary>
    /// <remarks>FA(3): <c>KRS</c>.</remarks>
    public string? Krs { get; init; }

    /// <summary>REGON number, 9 or 14 digits.</summary>
    /// <remarks>FA(3): <c>REGON</c>.</remarks>
    public string? Regon { get; init; }

    /// <summary>Number in the waste register (BDO).</summary>
    /// <remarks>FA(3): <c>BDO</c>; text of 1 to 9 characters.</remarks>
    public string? Bdo { get; init; }
}
