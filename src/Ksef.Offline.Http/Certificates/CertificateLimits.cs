namespace Ksef.Offline.Http.Certificates;

/// <summary>How many certificates may still be asked for and held. API: <c>CertificateLimitsResponse</c>.</summary>
/// <param name="CanRequest">Whether a request would be taken now.</param>
/// <param name="EnrollmentsRemaining">Requests left.</param>
/// <param name="EnrollmentsLimit">Requests allowed.</param>
/// <param name="CertificatesRemaining">Active certificates left.</param>
/// <param name="CertificatesLimit">Active certificates allowed.</param>
public sealed record CertificateLimits(bool CanRequest, int EnrollmentsRemaining, int EnrollmentsLimit, int CertificatesRemaining, int CertificatesLimit);
