using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Certificates;

/// <summary>Judges a PKCS#10 request: form and signature (25004), key (25010), algorithm (25011), attributes (25003).</summary>
internal static class CsrJudge
{
    private const string Ecdsa = "1.2.840.10045.4.";
    private const string Pkcs1 = "1.2.840.113549.1.1.";
    private static readonly string[] SignatureOids =
    [
        Pkcs1 + "5", Pkcs1 + "11", Pkcs1 + "12", Pkcs1 + "13", Pkcs1 + "10", Ecdsa + "1", Ecdsa + "3.2", Ecdsa + "3.3", Ecdsa + "3.4",
    ];

    public static CertificateRequest Judge(byte[] der, EnrollmentData wanted)
    {
        var signature = SignatureOid(der);
        CertificateRequest csr;
        try
        {
            csr = CertificateRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.SkipSignatureValidation, RSASignaturePadding.Pkcs1);
            CheckKey(csr.PublicKey);
            if (!SignatureOids.Contains(signature)) throw new ApiError(25011, $"OID {signature}");
            csr = CertificateRequest.LoadSigningRequest(der, HashAlgorithmName.SHA256, CertificateRequestLoadOptions.Default, RSASignaturePadding.Pkcs1);
            if (!wanted.Matches(csr.SubjectName)) throw new ApiError(25003, $"Oczekiwano: {string.Join(", ", wanted.Attributes.Select(a => $"{a.Name}={a.Value}"))}");
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException or NotSupportedException)
        {
            throw new ApiError(25004, e.Message);
        }
        return csr;
    }

    private static string SignatureOid(byte[] der)
    {
        try
        {
            var outer = new AsnReader(der, AsnEncodingRules.DER).ReadSequence();
            outer.ReadSequence();
            return outer.ReadSequence().ReadObjectIdentifier();
        }
        catch (AsnContentException e)
        {
            throw new ApiError(25004, e.Message);
        }
    }

    private static void CheckKey(PublicKey key)
    {
        if (key.Oid.Value == "1.2.840.10045.2.1")
        {
            using var ec = key.GetECDsaPublicKey();
            if (ec?.ExportParameters(false).Curve.Oid.Value == "1.2.840.10045.3.1.7") return;
            throw new ApiError(25010, "Dozwolona krzywa: P-256.");
        }
        using var rsa = key.GetRSAPublicKey();
        if (rsa?.KeySize != 2048) throw new ApiError(25010, "Dozwolone klucze: EC P-256 i RSA 2048.");
    }
}
