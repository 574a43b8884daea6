using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Ksef.Offline.Http.Login;

/// <summary>A certificate with its key: a KSeF certificate of type Authentication (<i>certyfikat uwierzytelniający</i>), a qualified one, a company seal.</summary>
/// <remarks>
/// The login document is signed as enveloped XAdES, with RSA (2048 bits or more, PKCS#1 v1.5) or ECDSA on P-256, both with SHA-256. The key may be one that never
/// leaves its card or HSM: give a signing function then. Certificate and key belong to the caller. As thread-safe as the key.
/// </remarks>
public sealed class XadesCredential : KsefCredential
{
    private readonly Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]>> _sign;

    /// <summary>Signs with the private key of the certificate.</summary>
    /// <param name="certificate">An RSA or EC P-256 certificate with its private key.</param>
    /// <exception cref="ArgumentException">The certificate has no private key, or a key of another kind or size.</exception>
    public XadesCredential(X509Certificate2 certificate) : this(certificate, (data, _) => ValueTask.FromResult(SignWithOwnKey(certificate, data.Span)))
    {
        if (!certificate.HasPrivateKey) throw new ArgumentException($"The certificate '{certificate.Subject}' has no private key; give a signing function where the key cannot leave its device.", nameof(certificate));
    }

    /// <summary>Signs by a function of yours: a smart card, an HSM, a remote signing service.</summary>
    /// <param name="certificate">An RSA or EC P-256 certificate; its private key is not needed.</param>
    /// <param name="sign">Hashes the given bytes with SHA-256 and signs: RSA with PKCS#1 v1.5 padding; ECDSA as r and s of 32 bytes each (IEEE P1363).</param>
    /// <exception cref="ArgumentException">The certificate has a key of another kind or size.</exception>
    public XadesCredential(X509Certificate2 certificate, Func<ReadOnlyMemory<byte>, CancellationToken, ValueTask<byte[]>> sign)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        ArgumentNullException.ThrowIfNull(sign);
        IsElliptic = JudgeKey(certificate);
        Certificate = certificate;
        _sign = sign;
    }

    /// <summary>The certificate that goes into the signature.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>How KSeF is to recognise the owner. Default: by the subject of the certificate.</summary>
    public AuthTokenSubject Subject { get; init; }

    internal bool IsElliptic { get; }

    /// <summary>The subject of the certificate.</summary>
    public override string ToString() => $"XAdES by {Certificate.Subject}";

    internal ValueTask<byte[]> SignAsync(ReadOnlyMemory<byte> data, CancellationToken cancellationToken) => _sign(data, cancellationToken);

    private static bool JudgeKey(X509Certificate2 certificate)
    {
        using var rsa = certificate.GetRSAPublicKey();
        if (rsa is { KeySize: >= 2048 }) return false;
        if (rsa is not null) throw new ArgumentException($"The certificate '{certificate.Subject}' has an RSA key of {rsa.KeySize} bits; KSeF takes 2048 or more.", nameof(certificate));
        using var ec = certificate.GetECDsaPublicKey();
        if (ec is { KeySize: 256 }) return true;
        throw new ArgumentException($"The certificate '{certificate.Subject}' has neither an RSA nor an EC P-256 key.", nameof(certificate));
    }

    private static byte[] SignWithOwnKey(X509Certificate2 certificate, ReadOnlySpan<byte> data)
    {
        using var rsa = certificate.GetRSAPrivateKey();
        if (rsa is not null) return rsa.SignData(data, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var ec = certificate.GetECDsaPrivateKey();
        return ec!.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }
}
