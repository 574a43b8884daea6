namespace Ksef.Offline.Invoices.Model;

/// <summary>Who issues in place of the seller by force of law: enforcement authority, bailiff, tax representative.</summary>
/// <remarks>FA(3): <c>PodmiotUpowazniony</c>. Immutable, thread-safe.</remarks>
public sealed record AuthorizedEntity
{
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

    /// <summary>Contact details (<c>EmailPU</c>, <c>TelefonPU</c>).</summary>
    /// <remarks>FA(3): <c>DaneKontaktowe</c>; at most 3.</remarks>
    public EquatableList<ContactDetails> Contacts { get; init; }

    /// <summary>By which title it issues.</summary>
    /// <remarks>FA(3): <c>RolaPU</c>.</remarks>
    public required AuthorizedEntityRole Role { get; init; }
}
