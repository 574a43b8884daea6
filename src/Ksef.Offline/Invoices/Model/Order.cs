namespace Ksef.Offline.Invoices.Model;

/// <summary>The order or contract behind an advance invoice, in the state after a correction.</summary>
/// <remarks>FA(3): <c>Zamowienie</c>. Immutable, thread-safe.</remarks>
public sealed record Order
{
    /// <summary>The value of the order with tax.</summary>
    /// <remarks>FA(3): <c>WartoscZamowienia</c>; at most 16 digits before and 2 after the point.</remarks>
    public required decimal GrossAmount { get; init; }

    /// <summary>The lines of the order, at least one.</summary>
    /// <remarks>FA(3): <c>ZamowienieWiersz</c>; at most 10000.</remarks>
    public EquatableList<OrderLine> Lines { get; init; }
}
