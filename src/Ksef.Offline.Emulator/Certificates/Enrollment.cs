using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Certificates;

/// <summary>A request for a certificate and what became of it.</summary>
internal sealed class Enrollment : Entity
{
    public required string Reference { get; init; }

    public required string SubjectType { get; init; }

    public required string SubjectValue { get; init; }

    public DateTimeOffset Requested { get; init; }

    /// <summary>200 or 400.</summary>
    public int Status { get; init; }

    public string? Detail { get; init; }

    public string? Serial { get; init; }

    /// <summary>Base64 of SHA-256 over the public key.</summary>
    public string? KeyHash { get; init; }
}
