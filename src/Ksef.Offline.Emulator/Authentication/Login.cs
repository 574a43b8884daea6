using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Authentication;

/// <summary>One login: who, by what, into which context, and what became of it.</summary>
internal sealed class Login : Entity
{
    public required string Reference { get; init; }

    public DateTimeOffset Started { get; init; }

    /// <summary>Nip, InternalId, NipVatUe or PeppolId.</summary>
    public required string ContextType { get; init; }

    public required string ContextValue { get; init; }

    /// <summary>Nip, Pesel or Fingerprint.</summary>
    public required string SubjectType { get; init; }

    public required string SubjectValue { get; init; }

    /// <summary>Token, or the kind of certificate that signed.</summary>
    public required string Method { get; init; }

    /// <summary>The KSeF token used, for the UPO.</summary>
    public string? TokenReference { get; init; }

    /// <summary>Base64 of SHA-256 over the signed login document, for the UPO.</summary>
    public string? DocumentHash { get; init; }

    /// <summary>The certificate that signed, DER: enrolment takes its data from it.</summary>
    public byte[]? Certificate { get; init; }

    /// <summary>200, or the code of the failure (section 7.4 of the facts).</summary>
    public int Status { get; set; }

    public string? StatusDetail { get; set; }

    /// <summary>Until this instant the status shows as 100.</summary>
    public DateTimeOffset DecidedAt { get; init; }

    public IReadOnlyList<string> Permissions { get; init; } = [];

    /// <summary>IPv4 addresses, ranges and masks that the tokens may be used from; empty for all.</summary>
    public IReadOnlyList<string> AllowedIps { get; init; } = [];

    public bool Redeemed { get; set; }

    public DateTimeOffset? LastRefresh { get; set; }

    public DateTimeOffset? RefreshValidUntil { get; set; }

    public bool Revoked { get; set; }

    public bool ByToken => Method == "Token";

    public (int Code, string? Detail) StatusAt(DateTimeOffset now) => now < DecidedAt ? (100, null) : Revoked ? (425, "Użytkownik unieważnił uwierzytelnienie i jego refresh tokeny.") : (Status, StatusDetail);
}
