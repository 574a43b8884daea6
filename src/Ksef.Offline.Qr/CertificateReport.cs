using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Qr;

/// <summary>What a certificate is and whether it can sign KOD II. Made by <see cref="CertificateChecks.Examine"/>.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
public sealed record CertificateReport
{
    /// <summary>Authentication, Offline, or neither.</summary>
    public required CertificateKind Kind { get; init; }

    /// <summary>The serial number as KOD II writes it; <c>default</c> where the certificate's does not fit 16 hexadecimal digits.</summary>
    public required CertificateSerial Serial { get; init; }

    /// <summary>The subject as one line (X.500 name).</summary>
    public required string Subject { get; init; }

    /// <summary>The key, for example <c>EC P-256</c> or <c>RSA 2048</c>.</summary>
    public required string Key { get; init; }

    /// <summary>Whether the private key is at hand.</summary>
    public required bool HasPrivateKey { get; init; }

    /// <summary>The first instant of validity.</summary>
    public required Instant NotBefore { get; init; }

    /// <summary>The last instant of validity.</summary>
    public required Instant NotAfter { get; init; }

    /// <summary>Everything found: errors forbid signing, warnings ask for a renewal. Codes <c>KO4003</c> to <c>KO4014</c>.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>True when nothing of severity <see cref="FindingSeverity.Error"/> was found.</summary>
    public bool CanSign => Findings.All(f => f.Severity != FindingSeverity.Error);
}
