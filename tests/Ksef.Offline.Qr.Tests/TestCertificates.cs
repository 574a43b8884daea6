using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ksef.Offline.Qr.Tests;

/// <summary>Certificates made while the tests run; no private key lies in the repository.</summary>
internal static class TestCertificates
{
    public static readonly DateTimeOffset From = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    public static readonly DateTimeOffset To = new(2028, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly byte[] DefaultSerial = [0x01, 0xF2, 0x0A, 0x5D, 0x35, 0x2A, 0xE5, 0x90];

    public static X509Certificate2 Ec(ECDsa key, X509KeyUsageFlags usage = X509KeyUsageFlags.NonRepudiation, byte[]? serial = null) =>
        Sign(new CertificateRequest("CN=Zażółć Sp. z o.o. (offline), C=PL", key, HashAlgorithmName.SHA256), X509SignatureGenerator.CreateForECDsa(key), usage, serial).CopyWithPrivateKey(key);

    public static X509Certificate2 Rsa(RSA key, X509KeyUsageFlags usage = X509KeyUsageFlags.NonRepudiation, byte[]? serial = null) =>
        Sign(new CertificateRequest("CN=Zażółć Sp. z o.o. (offline), C=PL", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), X509SignatureGenerator.CreateForRSA(key, RSASignaturePadding.Pkcs1), usage, serial).CopyWithPrivateKey(key);

    public static X509Certificate2 Ec(X509KeyUsageFlags usage = X509KeyUsageFlags.NonRepudiation, byte[]? serial = null)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Ec(key, usage, serial);
    }

    public static X509Certificate2 Rsa(int bits = 2048)
    {
        using var key = RSA.Create(bits);
        return Rsa(key);
    }

    private static X509Certificate2 Sign(CertificateRequest request, X509SignatureGenerator generator, X509KeyUsageFlags usage, byte[]? serial)
    {
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        return request.Create(request.SubjectName, generator, From, To, serial ?? DefaultSerial);
    }
}
