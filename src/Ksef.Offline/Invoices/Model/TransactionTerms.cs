namespace Ksef.Offline.Invoices.Model;

/// <summary>Contracts, orders, batches, delivery terms and transport.</summary>
/// <remarks>FA(3): <c>WarunkiTransakcji</c>. Immutable, thread-safe.</remarks>
public sealed record TransactionTerms
{
    /// <summary>Contracts.</summary>
    /// <remarks>FA(3): <c>Umowy</c>; at most 100.</remarks>
    public EquatableList<ContractReference> Contracts { get; init; }

    /// <summary>Orders.</summary>
    /// <remarks>FA(3): <c>Zamowienia</c>; at most 100.</remarks>
    public EquatableList<OrderReference> Orders { get; init; }

    /// <summary>Batch numbers of the goods.</summary>
    /// <remarks>FA(3): <c>NrPartiiTowaru</c>; text of 1 to 256 characters; at most 1000.</remarks>
    public EquatableList<string> BatchNumbers { get; init; }

    /// <summary>Delivery terms (Incoterms).</summary>
    /// <remarks>FA(3): <c>WarunkiDostawy</c>; text of 1 to 256 characters.</remarks>
    public string? DeliveryTerms { get; init; }

    /// <summary>The agreed exchange rate by which amounts were converted to PLN.</summary>
    /// <remarks>FA(3): <c>KursUmowny</c>.</remarks>
    public AgreedExchangeRate? AgreedRate { get; init; }

    /// <summary>How the goods travel.</summary>
    /// <remarks>FA(3): <c>Transport</c>; at most 20.</remarks>
    public EquatableList<Transport> Transports { get; init; }

    /// <summary>True for a supply by the intermediary of a chain transaction (art. 22(2d)).</summary>
    /// <remarks>FA(3): <c>PodmiotPosredniczacy</c> (1, or absent).</remarks>
    public bool IsIntermediary { get; init; }
}
