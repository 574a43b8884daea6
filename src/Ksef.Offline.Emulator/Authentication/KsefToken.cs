using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Authentication;

/// <summary>A KSeF token: a secret text bound to a context and some permissions.</summary>
internal sealed class KsefToken : Entity
{
    public required string Reference { get; init; }

    /// <summary>The whole secret text, as the client holds it.</summary>
    public required string Secret { get; init; }

    public required string ContextType { get; init; }

    public required string ContextValue { get; init; }

    public required string AuthorType { get; init; }

    public required string AuthorValue { get; init; }

    public required string Description { get; init; }

    public required IReadOnlyList<string> Permissions { get; init; }

    public DateTimeOffset Created { get; init; }

    public DateTimeOffset? LastUse { get; set; }

    public bool Revoked { get; set; }

    public string Status => Revoked ? "Revoked" : "Active";
}
