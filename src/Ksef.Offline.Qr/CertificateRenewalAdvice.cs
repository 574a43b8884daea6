namespace Ksef.Offline.Qr;

/// <summary>What to do about a certificate. Made by <see cref="CertificateRenewal.Advise"/>.</summary>
/// <remarks>Immutable, thread-safe.</remarks>
/// <param name="EnrolNow">True when a new certificate should be applied for now.</param>
/// <param name="MayRevoke">True when revoking this one harms no printed code of an unsent invoice, or when it must be revoked anyway.</param>
/// <param name="Reason">Why, in English.</param>
/// <param name="ReasonPl">Why, in Polish.</param>
public sealed record CertificateRenewalAdvice(bool EnrolNow, bool MayRevoke, string Reason, string ReasonPl);
