using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ksef.Offline.Emulator.Authentication.Xades;

/// <summary>The algorithms that a login document may use; SHA-1 and HMAC are not among them.</summary>
internal static class SignatureAlgorithms
{
    private const string More = "http://www.w3.org/2001/04/xmldsig-more#";
    private const string Pss = "http://www.w3.org/2007/05/xmldsig-more#";

    public static byte[]? Digest(string? algorithm, byte[] bytes) => algorithm switch
    {
        "http://www.w3.org/2001/04/xmlenc#sha256" => SHA256.HashData(bytes),
        More + "sha384" => SHA384.HashData(bytes),
        "http://www.w3.org/2001/04/xmlenc#sha512" => SHA512.HashData(bytes),
        _ => null,
    };

    /// <summary>Whether the signature over the bytes is right; an algorithm that is not allowed or does not fit the key is wrong.</summary>
    public static bool Verify(string? algorithm, X509Certificate2 certificate, byte[] bytes, byte[] signature)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is { KeySize: >= 2048 })
            return Rsa(algorithm) is var (hash, padding) && rsa.VerifyData(bytes, signature, hash, padding);
        using var ec = certificate.GetECDsaPublicKey();
        return ec is { KeySize: >= 256 } && Ec(algorithm) is { } digest && ec.VerifyData(bytes, signature, digest, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private static (HashAlgorithmName, RSASignaturePadding)? Rsa(string? algorithm) => algorithm switch
    {
        More + "rsa-sha256" => (HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
        More + "rsa-sha384" => (HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        More + "rsa-sha512" => (HashAlgorithmName.SHA512, RSASignaturePadding.Pkcs1),
        Pss + "sha256-rsa-MGF1" => (HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        Pss + "sha384-rsa-MGF1" => (HashAlgorithmName.SHA384, RSASignaturePadding.Pss),
        Pss + "sha512-rsa-MGF1" => (HashAlgorithmName.SHA512, RSASignaturePadding.Pss),
        _ => null,
    };

    private static HashAlgorithmName? Ec(string? algorithm) => algorithm switch
    {
        More + "ecdsa-sha256" => HashAlgorithmName.SHA256,
        More + "ecdsa-sha384" => HashAlgorithmName.SHA384,
        More + "ecdsa-sha512" => HashAlgorithmName.SHA512,
        _ => null,
    };
}
