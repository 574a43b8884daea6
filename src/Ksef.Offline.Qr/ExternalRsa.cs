using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ksef.Offline.Qr;

/// <summary>An RSA key that signs elsewhere (HSM, smart card, vault), as an <see cref="RSA"/>: for KOD II and for everything else that takes one, such as the XAdES login.</summary>
/// <remarks>The public half comes from the certificate; the private half is never here. As thread-safe as the delegate.</remarks>
public sealed class ExternalRsa : RSA
{
    private readonly RSA _public;
    private readonly Func<byte[], HashAlgorithmName, RSASignaturePadding, byte[]> _sign;

    /// <summary>Takes the certificate and the delegate.</summary>
    /// <param name="certificate">Whose public key it is; may be disposed afterwards.</param>
    /// <param name="sign">Signs a hash made with the named algorithm, with the padding asked for: KOD II asks for PSS with a salt as long as the hash.</param>
    /// <exception cref="ArgumentException">The certificate's key is not RSA.</exception>
    public ExternalRsa(X509Certificate2 certificate, Func<byte[], HashAlgorithmName, RSASignaturePadding, byte[]> sign)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(sign);
        _public = certificate.GetRSAPublicKey() ?? throw new ArgumentException($"The key of certificate {certificate.SerialNumber} is not RSA.", nameof(certificate));
        _sign = sign;
        LegalKeySizesValue = _public.LegalKeySizes;
        KeySizeValue = _public.KeySize;
    }

    /// <inheritdoc/>
    public override byte[] SignHash(byte[] hash, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) => _sign(hash, hashAlgorithm, padding);

    /// <inheritdoc/>
    public override bool VerifyHash(byte[] hash, byte[] signature, HashAlgorithmName hashAlgorithm, RSASignaturePadding padding) => _public.VerifyHash(hash, signature, hashAlgorithm, padding);

    /// <summary>The public key; the private one cannot be had.</summary>
    /// <param name="includePrivateParameters">False.</param>
    /// <exception cref="CryptographicException">The private key was asked for.</exception>
    public override RSAParameters ExportParameters(bool includePrivateParameters) =>
        includePrivateParameters ? throw new CryptographicException("The private key lies elsewhere and cannot be exported.") : _public.ExportParameters(false);

    /// <summary>Not possible: the key is the device's.</summary>
    /// <param name="parameters">Ignored.</param>
    /// <exception cref="NotSupportedException">Always.</exception>
    public override void ImportParameters(RSAParameters parameters) => throw new NotSupportedException("The key is the device's and cannot be replaced.");

    /// <inheritdoc/>
    public override byte[] ExportSubjectPublicKeyInfo() => _public.ExportSubjectPublicKeyInfo();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _public.Dispose();
        base.Dispose(disposing);
    }
}
