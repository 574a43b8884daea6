namespace Ksef.Offline.Invoices.Model;

/// <summary>A charge or a deduction with its reason.</summary>
/// <remarks>FA(3): <c>Obciazenia</c>, <c>Odliczenia</c>. Immutable, thread-safe.</remarks>
public sealed record Charge
{
    /// <summary>The amount.</summary>
    /// <remarks>FA(3): <c>Kwota</c>; at most 16 digits before and 2 after the point.</remarks>
    public required decimal Amount { get; init; }

    /// <summary>The reason.</summary>
    /// <remarks>FA(3): <c>Powod</c>; text of 1 to 256 characters.</remarks>
    public required string Reason { get; init; }
}
