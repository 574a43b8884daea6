using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Serialization;
using Ksef.Offline.Emulator.Storage;

namespace Ksef.Offline.Emulator.Security;

/// <summary>One RSA key of the emulated platform with the certificate that is published for it.</summary>
internal sealed class PlatformKey : Entity
{
    private RSA? _rsa;

    /// <summary>Base64 of SHA-256 over the public key (SubjectPublicKeyInfo).</summary>
    public required string Id { get; init; }

    public required string Usage { get; init; }

    public required byte[] PrivateKey { get; init; }

    public required byte[] Certificate { get; init; }

    public DateTimeOffset ValidFrom { get; init; }

    public DateTimeOffset ValidTo { get; init; }

    /// <summary>Whether the key was taken out of service; its id answers 21470 from then on.</summary>
    public bool Withdrawn { get; set; }

    [JsonIgnore]
    public string CertificateId => Convert.ToBase64String(SHA256.HashData(Certificate));

    /// <summary>Makes a certificate for a key made earlier (PKCS#8), or for a new one.</summary>
    public static PlatformKey Create(string usage, DateTimeOffset now, byte[]? given)
    {
        using var rsa = given is null ? RSA.Create(2048) : RSA.Create();
        if (given is not null) rsa.ImportPkcs8PrivateKey(given, out _);
        var request = new CertificateRequest($"CN=KSeF emulator {usage}, O=Ksef.Offline.Emulator, C=PL", rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.KeyEncipherment | X509KeyUsageFlags.DataEncipherment, critical: true));
        var from = now.AddDays(-1);
        var to = now.AddYears(2);
        using var certificate = request.CreateSelfSigned(from, to);
        return new PlatformKey
        {
            Id = Convert.ToBase64String(SHA256.HashData(rsa.ExportSubjectPublicKeyInfo())),
            Usage = usage,
            PrivateKey = rsa.ExportPkcs8PrivateKey(),
            Certificate = certificate.RawData,
            ValidFrom = certificate.NotBefore.ToUniversalTime(),
            ValidTo = certificate.NotAfter.ToUniversalTime(),
        };
    }

    /// <summary>RSA-OAEP with SHA-256; null where the bytes were not encrypted to this key.</summary>
    public byte[]? Decrypt(ReadOnlySpan<byte> encrypted)
    {
        if (_rsa is null)
        {
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(PrivateKey, out _);
            _rsa = rsa;
        }
        try
        {
            lock (_rsa) return _rsa.Decrypt(encrypted, RSAEncryptionPadding.OaepSHA256);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
