using System.Security.Cryptography;

namespace Ksef.Offline.Http.Keys;

/// <summary>A public key of KSeF to encrypt for. API: <c>PublicKeyCertificate</c>.</summary>
internal sealed record EncryptionKey(string Id, byte[] SubjectPublicKeyInfo)
{
    /// <summary>RSA-OAEP with SHA-256.</summary>
    public byte[] Encrypt(ReadOnlySpan<byte> secret)
    {
        using var rsa = RSA.Create();
        rsa.ImportSubjectPublicKeyInfo(SubjectPublicKeyInfo, out _);
        return rsa.Encrypt(secret, RSAEncryptionPadding.OaepSHA256);
    }
}
