namespace Ksef.Offline.Invoices.Model;

/// <summary>The taxpayer who sells goods or services.</summary>
/// <remarks>FA(3): <c>Podmiot1</c>. Immutable, thread-safe.</remarks>
public sealed record Seller
{
    /// <summary>True when the seller shows the EU VAT prefix PL, as intra-EU supplies, EU services and triangulation require.</summary>
    /// <remarks>FA(3): <c>PrefiksPodatnika</c>.</remarks>
    public bool HasEuPrefix { get; init; }

    /// <summary>EORI number.</summary>
    /// <remarks>FA(3): <c>NrEORI</c>; text of 1 to 256 characters.</remarks>
    public string? EoriNumber { get; init; }

    /// <summary>Tax identification number.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne/NIP</c>.</remarks>
    public required Nip Nip { get; init; }

    /// <summary>Full name, or first name and surname.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne/Nazwa</c>; text of 1 to 512 characters.</remarks>
    public required string Name { get; init; }

    /// <summary>The address.</summary>
    /// <remarks>FA(3): <c>Adres</c>.</remarks>
    public required Address Address { get; init; }

    /// <summary>Address for correspondence.</summary>
    /// <remarks>FA(3): <c>AdresKoresp</c>.</remarks>
    public Address? CorrespondenceAddress { get; init; }

    /// <summary>Contact details.</summary>
    /// <remarks>FA(3): <c>DaneKontaktowe</c>; at most 3.</remarks>
    public EquatableList<ContactDetails> Contacts { get; init; }

    /// <summary>Liquidation, restructuring, bankruptcy or an enterprise in inheritance.</summary>
    /// <remarks>FA(3): <c>StatusInfoPodatnika</c>.</remarks>
    public TaxpayerStatus? Status { get; init; }
}
