using NodaTime;

namespace Ksef.Offline.Http.Certificates;

/// <summary>A certificate that KSeF issued. API: <c>CertificateListItem</c>.</summary>
/// <param name="SerialNumber">16 hexadecimal digits in upper case, as in KOD II.</param>
/// <param name="Name">The name given to it.</param>
/// <param name="Kind">For logging in, or for KOD II; null where KSeF names a kind that this version does not know.</param>
/// <param name="Status"><c>Active</c>, <c>Blocked</c>, <c>Revoked</c>, <c>Expired</c>, as KSeF says it.</param>
/// <param name="CommonName">The owner.</param>
/// <param name="ValidFrom">The start of its validity.</param>
/// <param name="ValidTo">The end of its validity.</param>
public sealed record KsefCertificateInfo(string SerialNumber, string Name, KsefCertificateKind? Kind, string Status, string CommonName, Instant? ValidFrom, Instant? ValidTo);
