namespace Ksef.Offline.Http.Certificates;

/// <summary>Why a certificate is revoked. Revoking an offline certificate makes every code that was printed with it fail. API: <c>CertificateRevocationReason</c>.</summary>
public enum CertificateRevocationReason
{
    /// <summary><c>Unspecified</c>.</summary>
    Unspecified = 0,

    /// <summary><c>Superseded</c>: another one has taken its place.</summary>
    Superseded = 1,

    /// <summary><c>KeyCompromise</c>: somebody else may hold the key.</summary>
    KeyCompromise = 2,
}
