using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ksef.Offline.Qr;

/// <summary>An EC key that signs elsewhere (HSM, smart card, vault), as an <see cref="ECDsa"/>: for KOD II and for everything else that takes one, such as the XAdES login.</summary>
/// <remarks>The public half comes from the certificate; the private half is never here. As thread-safe as the delegate.</remarks>
public sealed class ExternalEcdsa : ECDsa
{
    private readonly ECDsa _public;
    private readonly HashSigner _sign;

    /// <summary>Takes the certificate and the delegate.</summary>
    /// <param name="certificate">Whose public key it is; may be disposed afterwards.</param>
    /// <param name="sign">Signs a hash; IEEE P1363.</param>
    /// <exception cref="ArgumentException">The certificate's key is not EC.</exception>
    public ExternalEcdsa(X509Certificate2 certificate, HashSigner sign)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(sign);
        _public = certificate.GetECDsaPublicKey() ?? throw new ArgumentException($"The key of certificate {certificate.SerialNumber} is not EC.", nameof(certificate));
        _sign = sign;
        LegalKeySizesValue = _public.LegalKeySizes;
        KeySizeValue = _public.KeySize;
    }

    /// <inheritdoc/>
    public override byte[] SignHash(byte[] hash) => _sign(hash);

    /// <inheritdoc/>
    public override bool VerifyHash(byte[] hash, byte[] signature) => _public.VerifyHash(hash, signature);

    /// <summary>The public key; the private one cannot be had.</summary>
    /// <param name="includePrivateParameters">False.</param>
    /// <exception cref="CryptographicException">The private key was asked for.</exception>
    public override ECParameters ExportParameters(bool includePrivateParameters) =>
        includePrivateParameters ? throw new CryptographicException("The private key lies elsewhere and cannot be exported.") : _public.ExportParameters(false);

    /// <inheritdoc/>
    public override byte[] ExportSubjectPublicKeyInfo() => _public.ExportSubjectPublicKeyInfo();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) _public.Dispose();
        base.Dispose(disposing);
    }
}
