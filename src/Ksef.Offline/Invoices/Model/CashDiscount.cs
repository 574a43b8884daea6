namespace Ksef.Offline.Invoices.Model;

/// <summary>Discount for early payment.</summary>
/// <remarks>FA(3): <c>Skonto</c>. Immutable, thread-safe.</remarks>
public sealed record CashDiscount
{
    /// <summary>What the buyer must do to get it.</summary>
    /// <remarks>FA(3): <c>WarunkiSkonta</c>; text of 1 to 256 characters.</remarks>
    public required string Conditions { get; init; }

    /// <summary>How great it is.</summary>
    /// <remarks>FA(3): <c>WysokoscSkonta</c>; text of 1 to 256 characters.</remarks>
    public required string Size { get; init; }
}
