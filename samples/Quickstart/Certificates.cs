using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Qr;

namespace Quickstart;

/// <summary>
/// A certificate of type Offline for this rehearsal: self-signed, kept beside the outbox. The real one comes from KSeF (application of the Ministry, or enrolment through the API)
/// and looks the same: EC P-256, key usage nonRepudiation, a serial number of eight bytes.
/// </summary>
internal static class Certificates
{
    public static CertificateLinkSigner Signer(string folder, DateTimeOffset now)
    {
        var file = Path.Combine(folder, "offline-certificate.pfx");
        if (!File.Exists(file)) File.WriteAllBytes(file, Make(now));
        using var certificate = OfflineCertificates.FromPfx(File.ReadAllBytes(file), "");
        return CertificateLinkSigner.FromCertificate(certificate);
    }

    private static byte[] Make(DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Rowery Pod Wiaduktem (offline), C=PL", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
        var serial = RandomNumberGenerator.GetBytes(8);
        serial[0] = 0x01; // the first byte of a KSeF serial; also keeps the number positive
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), now.AddDays(-1), now.AddYears(2), serial);
        using var withKey = certificate.CopyWithPrivateKey(key);
        return withKey.Export(X509ContentType.Pfx, "");
    }
}
