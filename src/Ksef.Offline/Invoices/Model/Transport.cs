namespace Ksef.Offline.Invoices.Model;

/// <summary>One transport of the goods.</summary>
/// <remarks>FA(3): <c>Transport</c>. Immutable, thread-safe.</remarks>
public sealed record Transport
{
    /// <summary>The mode: a code, or another mode in words.</summary>
    /// <remarks>FA(3): <c>RodzajTransportu</c>, or <c>TransportInny</c> with <c>OpisInnegoTransportu</c> (text of 1 to 50 characters).</remarks>
    public required CodeOrDescription<TransportMode> Mode { get; init; }

    /// <summary>The carrier.</summary>
    /// <remarks>FA(3): <c>Przewoznik</c>.</remarks>
    public Carrier? Carrier { get; init; }

    /// <summary>Number of the transport order.</summary>
    /// <remarks>FA(3): <c>NrZleceniaTransportu</c>; text of 1 to 256 characters.</remarks>
    public string? OrderNumber { get; init; }

    /// <summary>The cargo: a code, or another or mixed cargo in words.</summary>
    /// <remarks>FA(3): <c>OpisLadunku</c>, or <c>LadunekInny</c> with <c>OpisInnegoLadunku</c> (text of 1 to 50 characters).</remarks>
    public required CodeOrDescription<CargoKind> Cargo { get; init; }

    /// <summary>The unit of packaging.</summary>
    /// <remarks>FA(3): <c>JednostkaOpakowania</c>; text of 1 to 256 characters.</remarks>
    public string? PackagingUnit { get; init; }

    /// <summary>When the transport starts; from 2021-10-01T00:00:00Z.</summary>
    /// <remarks>FA(3): <c>DataGodzRozpTransportu</c>.</remarks>
    public InvoiceDateTime? StartsAt { get; init; }

    /// <summary>When the transport ends.</summary>
    /// <remarks>FA(3): <c>DataGodzZakTransportu</c>.</remarks>
    public InvoiceDateTime? EndsAt { get; init; }

    /// <summary>Where the goods are sent from.</summary>
    /// <remarks>FA(3): <c>WysylkaZ</c>.</remarks>
    public Address? From { get; init; }

    /// <summary>Places on the way.</summary>
    /// <remarks>FA(3): <c>WysylkaPrzez</c>; at most 20.</remarks>
    public EquatableList<Address> Via { get; init; }

    /// <summary>Where the goods are sent to.</summary>
    /// <remarks>FA(3): <c>WysylkaDo</c>.</remarks>
    public Address? To { get; init; }
}
