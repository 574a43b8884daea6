namespace Ksef.Offline.Http.Certificates;

/// <summary>How far a certificate request has come. API: <c>CertificateEnrollmentStatusResponse</c>; KSeF keeps it for thirty days.</summary>
/// <param name="Code">100 accepted, 200 issued, 400 refused, 500 failed, 550 cancelled (ask again).</param>
/// <param name="Description">KSeF's words.</param>
/// <param name="SerialNumber">The serial number of the certificate, 16 hexadecimal digits in upper case; null until it is issued.</param>
public sealed record EnrollmentStatus(int Code, string Description, string? SerialNumber)
{
    /// <summary>True while the request is on its way.</summary>
    public bool IsPending => Code < 200;
}
