using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Qr;

/// <summary>Signs KOD II with a certificate of type Offline: its own key, a key beside it, or one that never leaves an HSM, a card or a vault.</summary>
/// <remarks>
/// EC P-256 signs ECDSA with SHA-256, IEEE P1363 unless DER is asked for; RSA of at least 2048 bits signs RSASSA-PSS with SHA-256 and a salt of 32 bytes.
/// Kind, key and serial number are judged on creation, validity at every signature (<see cref="VerificationLinks.ForCertificate"/>). Thread-safe: signatures are made
/// one at a time. Dispose it after use; keys that the caller brought stay the caller's.
/// </remarks>
public sealed class CertificateLinkSigner : ILinkSigner, IDisposable
{
    private readonly Lock _gate = new();
    private readonly Signing _sign;
    private readonly AsymmetricAlgorithm? _owned;

    private CertificateLinkSigner(LinkCertificate certificate, Signing sign, AsymmetricAlgorithm? owned)
    {
        Certificate = certificate;
        _sign = sign;
        _owned = owned;
    }

    private delegate byte[] Signing(ReadOnlySpan<byte> text);

    /// <inheritdoc/>
    public LinkCertificate Certificate { get; }

    /// <summary>Takes a certificate with its private key: from <see cref="OfflineCertificates"/>, or the application's own.</summary>
    /// <param name="certificate">The certificate; may be disposed afterwards.</param>
    /// <param name="format">The form of an EC signature; P1363 is shorter and recommended.</param>
    /// <exception cref="SigningRefusedException">An Authentication certificate (<c>KO4003</c>), not a KSeF one (<c>KO4004</c>, <c>KO4008</c>), an unfit key (<c>KO4005</c>), or no private key (<c>KO4009</c>).</exception>
    public static CertificateLinkSigner FromCertificate(X509Certificate2 certificate, DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        var facts = CertificateChecks.Require(certificate);
        if (!certificate.HasPrivateKey)
        {
            facts.Dispose();
            throw new SigningRefusedException(CertificateChecks.NoPrivateKey(certificate));
        }
        AsymmetricAlgorithm key = facts.IsRsa ? certificate.GetRSAPrivateKey()! : certificate.GetECDsaPrivateKey()!;
        return new CertificateLinkSigner(facts, facts.IsRsa ? Rsa((RSA)key) : Ec((ECDsa)key, format), key);
    }

    /// <summary>Takes a certificate and its key as two objects, for example a key of a CNG provider or an <see cref="ExternalEcdsa"/>.</summary>
    /// <param name="certificate">The certificate, with or without a private key of its own; may be disposed afterwards.</param>
    /// <param name="key">An <see cref="ECDsa"/> or <see cref="RSA"/>; stays the caller's and must live as long as the signer.</param>
    /// <param name="format">The form of an EC signature.</param>
    /// <exception cref="SigningRefusedException">As <see cref="FromCertificate"/>, or the key does not belong to the certificate (<c>KO4010</c>).</exception>
    public static CertificateLinkSigner FromKey(X509Certificate2 certificate, AsymmetricAlgorithm key, DSASignatureFormat format = DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(key);
        var facts = CertificateChecks.Require(certificate);
        var fits = facts.IsRsa ? key is RSA : key is ECDsa;
        if (!fits || !key.ExportSubjectPublicKeyInfo().AsSpan().SequenceEqual(certificate.PublicKey.ExportSubjectPublicKeyInfo()))
        {
            facts.Dispose();
            throw new SigningRefusedException(CertificateChecks.KeyMismatch(certificate));
        }
        return new CertificateLinkSigner(facts, facts.IsRsa ? Rsa((RSA)key) : Ec((ECDsa)key, format), owned: null);
    }

    /// <summary>Takes a certificate without its key and a delegate that signs elsewhere. An RSA device must sign RSASSA-PSS with a salt of 32 bytes.</summary>
    /// <param name="certificate">The certificate; may be disposed afterwards.</param>
    /// <param name="sign">Signs the SHA-256 hash of the text.</param>
    /// <exception cref="SigningRefusedException">An Authentication certificate (<c>KO4003</c>), not a KSeF one (<c>KO4004</c>, <c>KO4008</c>), or an unfit key (<c>KO4005</c>).</exception>
    public static CertificateLinkSigner FromDelegate(X509Certificate2 certificate, HashSigner sign)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(sign);
        return new CertificateLinkSigner(CertificateChecks.Require(certificate), text => Hashed(text, sign), owned: null);
    }

    /// <inheritdoc/>
    public byte[] Sign(ReadOnlySpan<byte> text)
    {
        lock (_gate) return _sign(text);
    }

    /// <summary>Releases the key (unless the caller brought it) and the public key.</summary>
    public void Dispose()
    {
        _owned?.Dispose();
        Certificate.Dispose();
    }

    private static Signing Rsa(RSA key) => text => key.SignData(text.ToArray(), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    private static Signing Ec(ECDsa key, DSASignatureFormat format) => text => key.SignData(text.ToArray(), HashAlgorithmName.SHA256, format);

    private static byte[] Hashed(ReadOnlySpan<byte> text, HashSigner sign)
    {
        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(text, hash);
        return sign(hash);
    }
}
