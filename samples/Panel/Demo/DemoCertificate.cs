using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Qr;
using NodaTime;

namespace Panel.Demo;

/// <summary>A certificate like those of type Offline, valid around the days of the demonstration.</summary>
internal static class DemoCertificate
{
    public static CertificateLinkSigner Signer(Instant now)
    {
        using var key = CertificateSigningRequests.NewKey();
        var request = new CertificateRequest("CN=Zielona Łąka Sp. z o.o. (offline), C=PL", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
        var day = now.ToDateTimeOffset();
        using var bare = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), day.AddDays(-60), day.AddYears(2), [1, 2, 3, 4, 5, 6, 7, 8]);
        using var certificate = bare.CopyWithPrivateKey(key);
        return CertificateLinkSigner.FromCertificate(certificate);
    }
}
