using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ksef.Offline.Http.Tests.Fixtures;

/// <summary>Self-signed certificates whose subject holds a NIP, as the test environment takes them.</summary>
internal static class TestCertificate
{
    public static X509Certificate2 Create(bool elliptic, string nip = SampleInvoice.Seller)
    {
        var name = new X500DistinguishedNameBuilder();
        name.Add("2.5.4.97", $"VATPL-{nip}", System.Formats.Asn1.UniversalTagNumber.UTF8String);
        name.AddOrganizationName("Sprzedawca Sp. z o.o.");
        name.AddCommonName("Sprzedawca Sp. z o.o.");
        name.AddCountryOrRegion("PL");
        AsymmetricAlgorithm key = elliptic ? ECDsa.Create(ECCurve.NamedCurves.nistP256) : RSA.Create(2048);
        using (key)
        {
            var request = key is ECDsa ec ? new CertificateRequest(name.Build(), ec, HashAlgorithmName.SHA256) : new CertificateRequest(name.Build(), (RSA)key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
            return request.CreateSelfSigned(new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2035, 1, 1, 0, 0, 0, TimeSpan.Zero));
        }
    }
}
