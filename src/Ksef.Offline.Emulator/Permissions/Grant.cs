using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Permissions;

/// <summary>One permission of somebody in a context.</summary>
internal sealed class Grant : Entity
{
    public required string Id { get; init; }

    public required string ContextType { get; init; }

    public required string ContextValue { get; init; }

    /// <summary>Nip, Pesel or Fingerprint; PeppolId for an authorisation.</summary>
    public required string SubjectType { get; init; }

    public required string SubjectValue { get; init; }

    /// <summary>InvoiceWrite, SelfInvoicing and the like.</summary>
    public required string Scope { get; init; }

    public required string Description { get; init; }

    public DateTimeOffset Started { get; init; }

    public bool CanDelegate { get; init; }

    /// <summary>Who gave it.</summary>
    public string AuthorType { get; init; } = "Nip";

    public string AuthorValue { get; init; } = "";

    /// <summary>A permission between entities (self-invoicing, tax representative...) instead of a person's.</summary>
    public bool IsAuthorization { get; init; }

    public bool IsForEntity { get; init; }

    public bool Revoked { get; set; }
}
