namespace Ksef.Offline.Invoices.Model;

/// <summary>The buyer.</summary>
/// <remarks>FA(3): <c>Podmiot2</c>. Immutable, thread-safe.</remarks>
public sealed record Buyer
{
    /// <summary>EORI number.</summary>
    /// <remarks>FA(3): <c>NrEORI</c>; text of 1 to 256 characters.</remarks>
    public string? EoriNumber { get; init; }

    /// <summary>How the buyer is identified: NIP, EU VAT number, another number, or not at all.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne</c>.</remarks>
    public required BuyerIdentifier Identifier { get; init; }

    /// <summary>Full name, or first name and surname; absent only on simplified invoices.</summary>
    /// <remarks>FA(3): <c>DaneIdentyfikacyjne/Nazwa</c>; text of 1 to 512 characters.</remarks>
    public string? Name { get; init; }

    /// <summary>The address; absent only on simplified invoices.</summary>
    /// <remarks>FA(3): <c>Adres</c>.</remarks>
    public Address? Address { get; init; }

    /// <summary>Address for correspondence.</summary>
    /// <remarks>FA(3): <c>AdresKoresp</c>.</remarks>
    public Address? CorrespondenceAddress { get; init; }

    /// <summary>Contact details.</summary>
    /// <remarks>FA(3): <c>DaneKontaktowe</c>; at most 3.</remarks>
    public EquatableList<ContactDetails> Contacts { get; init; }

    /// <summary>The customer number that the buyer uses in contracts or orders.</summary>
    /// <remarks>FA(3): <c>NrKlienta</c>; text of 1 to 256 characters.</remarks>
    public string? CustomerNumber { get; init; }

    /// <summary>Key that links this buyer with the changed data in a correction.</summary>
    /// <remarks>FA(3): <c>IDNabywcy</c>; text of 1 to 32 characters.</remarks>
    public string? LinkKey { get; init; }

    /// <summary>True when the invoice concerns a subordinate unit of local government (then a third party with role 8 names it).</summary>
    /// <remarks>FA(3): <c>JST</c> (1 yes, 2 no).</remarks>
    public bool IsLocalGovernmentUnit { get; init; }

    /// <summary>True when the invoice concerns a member of a VAT group (then a third party with role 10 names it).</summary>
    /// <remarks>FA(3): <c>GV</c> (1 yes, 2 no).</remarks>
    public bool IsVatGroupMember { get; init; }
}
