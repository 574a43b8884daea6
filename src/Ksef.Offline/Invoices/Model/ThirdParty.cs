namespace Ksef.Offline.Invoices.Model;

/// <summary>Someone else on the invoice.</summary>
/// <remarks>FA(3): <c>Podmiot3</c>. Immutable, thread-safe.</remarks>
public sealed record ThirdParty
{
    /// <summary>Key that links an additional buyer with the changed data in a correction.</summary>
    /// <remarks>FA(3): <c>IDNabywcy</c>; text of 1 to 32 characters.</remarks>
    public string? LinkKey { get; init; }

    /// <summary>EORI number.</summary>
    /// <remarks>FA(3): <c>NrEORI</c>; text of 1 to 256 characters.</remarks>
    public string? EoriNumber { get; init; }

    /// <summary>How the party is identified; beside the ways of a buyer also by an internal id with NIP.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne</c>.</remarks>
    public required PartyIdentifier Identifier { get; init; }

    /// <summary>Full name, or first name and surname.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne/Nazwa</c>; text of 1 to 512 characters.</remarks>
    public string? Name { get; init; }

    /// <summary>The address.</summary>
    /// <remarks>FA(3): <c>Adres</c>.</remarks>
    public Address? Address { get; init; }

    /// <summary>Address for correspondence.</summary>
    /// <remarks>FA(3): <c>AdresKoresp</c>.</remarks>
    public Address? CorrespondenceAddress { get; init; }

    /// <summary>Contact details.</summary>
    /// <remarks>FA(3): <c>DaneKontaktowe</c>; at most 3.</remarks>
    public EquatableList<ContactDetails> Contacts { get; init; }

    /// <summary>The role: a code, or another role in words.</summary>
    /// <remarks>FA(3): <c>Rola</c>, or <c>RolaInna</c> with <c>OpisRoli</c> (text of 1 to 256 characters).</remarks>
    public required CodeOrDescription<ThirdPartyRole> Role { get; init; }

    /// <summary>Share of an additional buyer in per cent; the rest to 100 is the share of the buyer.</summary>
    /// <remarks>FA(3): <c>Udzial</c>; 0 to 100 with at most 6 decimals.</remarks>
    public decimal? Share { get; init; }

    /// <summary>The customer number that the party uses in contracts or orders.</summary>
    /// <remarks>FA(3): <c>NrKlienta</c>; text of 1 to 256 characters.</remarks>
    public string? CustomerNumber { get; init; }
}
