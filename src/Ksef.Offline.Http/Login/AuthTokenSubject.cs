namespace Ksef.Offline.Http.Login;

/// <summary>How KSeF recognises the owner of a certificate at login. API: <c>SubjectIdentifierType</c>.</summary>
public enum AuthTokenSubject
{
    /// <summary><c>certificateSubject</c>: by NIP or PESEL in the subject of the certificate; the usual way.</summary>
    CertificateSubject = 0,

    /// <summary><c>certificateFingerprint</c>: by the fingerprint of the certificate, for certificates without either number.</summary>
    CertificateFingerprint = 1,
}
