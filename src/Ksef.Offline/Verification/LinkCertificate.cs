using System.Security.Cryptography;
using System.Text;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Verification;

/// <summary>What KOD II needs to know of an Offline certificate: serial number, validity and public key. No private key.</summary>
/// <remarks>Thread-safe. Dispose when no code will be signed or verified with it any more.</remarks>
public sealed class LinkCertificate : IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa? _ec;
    private readonly RSA? _rsa;

    /// <summary>Takes the facts of a certificate.</summary>
    /// <param name="serial">The serial number.</param>
    /// <param name="notBefore">The first instant of validity.</param>
    /// <param name="notAfter">The last instant of validity.</param>
    /// <param name="subjectPublicKeyInfo">The public key (X.509 SubjectPublicKeyInfo, DER): EC P-256, or RSA of at least 2048 bits.</param>
    /// <exception cref="ArgumentException">The serial number is empty, the validity ends before it begins, or the key is of another kind; the message says which.</exception>
    public LinkCertificate(CertificateSerial serial, Instant notBefore, Instant notAfter, ReadOnlySpan<byte> subjectPublicKeyInfo)
    {
        if (serial.IsEmpty) throw new ArgumentException("A certificate has a serial number; this one is empty.", nameof(serial));
        if (notAfter < notBefore) throw new ArgumentException($"The validity ends ({notAfter}) before it begins ({notBefore}).", nameof(notAfter));
        (_ec, _rsa) = Import(subjectPublicKeyInfo);
        Serial = serial;
        NotBefore = notBefore;
        NotAfter = notAfter;
    }

    /// <summary>The serial number.</summary>
    public CertificateSerial Serial { get; }

    /// <summary>The first instant of validity.</summary>
    public Instant NotBefore { get; }

    /// <summary>The last instant of validity. Codes signed before it stop verifying after it: KSeF judges at the time of the scan.</summary>
    public Instant NotAfter { get; }

    /// <summary>True for an RSA key, false for an EC key.</summary>
    public bool IsRsa => _rsa is not null;

    /// <summary>Whether the signature of a text verifies; an EC signature may have either form. Never throws for a bad signature.</summary>
    /// <param name="text">The text in UTF-8.</param>
    /// <param name="signature">The signature.</param>
    public bool Verifies(ReadOnlySpan<byte> text, ReadOnlySpan<byte> signature)
    {
        try
        {
            lock (_gate)
            {
                if (_rsa is not null) return _rsa.VerifyData(text, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
                return (signature.Length == 64 && _ec!.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation))
                    || (signature.Length is >= 8 and <= 72 && signature[0] == 0x30 && _ec!.VerifyData(text, signature, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence));
            }
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    /// <summary>Whether a KOD II was signed with this certificate: same serial number, and the signature verifies.</summary>
    /// <param name="link">The link.</param>
    public bool Verifies(VerificationLink link)
    {
        ArgumentNullException.ThrowIfNull(link);
        return link.SignedText is { } text && link.Certificate == Serial && Verifies(Encoding.UTF8.GetBytes(text), link.Signature.Span);
    }

    /// <summary>A finding where the certificate is not valid at an instant (<c>KO4006</c> expired, <c>KO4007</c> not valid yet); null where it is.</summary>
    /// <param name="at">The instant.</param>
    public Finding? CheckValidity(Instant at) => CheckValidity(NotBefore, NotAfter, at);

    /// <summary>The same for any certificate.</summary>
    /// <param name="notBefore">The first instant of validity.</param>
    /// <param name="notAfter">The last instant of validity.</param>
    /// <param name="at">The instant.</param>
    public static Finding? CheckValidity(Instant notBefore, Instant notAfter, Instant at) =>
        at > notAfter ? Outside("KO4006", notAfter, at, "expired", "wygasł")
        : at < notBefore ? Outside("KO4007", notBefore, at, "is not valid before", "nie jest ważny przed")
        : null;

    private static Finding Outside(string code, Instant bound, Instant at, string what, string whatPl)
    {
        var edge = InstantPattern.General.Format(bound);
        return new Finding
        {
            Code = code,
            Severity = FindingSeverity.Error,
            Path = "certificate",
            Value = edge,
            Basis = "certyfikaty KSeF",
            Message = $"The certificate {what} {edge}; it cannot sign at {InstantPattern.General.Format(at)}.",
            MessagePl = $"Certyfikat {whatPl} {edge}; nie może podpisywać w chwili {InstantPattern.General.Format(at)}.",
        };
    }

    private static (ECDsa?, RSA?) Import(ReadOnlySpan<byte> info)
    {
        // The algorithm stands in the structure, so the right class is found by trying: there is no untyped import.
        if (TryImport(ECDsa.Create(), info) is { } ec)
        {
            if (ec.KeySize == 256 && IsP256(ec)) return (ec, null);
            ec.Dispose();
            throw new ArgumentException("KOD II takes an EC key on the curve P-256; this one is on another curve.", nameof(info));
        }
        if (TryImport(RSA.Create(), info) is not { } rsa) throw new ArgumentException("KOD II takes an EC key on P-256 or an RSA key; this is neither.", nameof(info));
        if (rsa.KeySize >= 2048) return (null, rsa);
        var bits = rsa.KeySize;
        rsa.Dispose();
        throw new ArgumentException($"KOD II takes an RSA key of at least 2048 bits; this one has {bits}.", nameof(info));
    }

    private static T? TryImport<T>(T key, ReadOnlySpan<byte> info) where T : AsymmetricAlgorithm
    {
        try
        {
            key.ImportSubjectPublicKeyInfo(info, out _);
            return key;
        }
        catch (CryptographicException)
        {
            key.Dispose();
            return null;
        }
    }

    private static bool IsP256(ECDsa key)
    {
        var oid = key.ExportParameters(includePrivateParameters: false).Curve.Oid;
        return oid.Value == "1.2.840.10045.3.1.7" || oid.FriendlyName is "nistP256" or "ECDSA_P256";
    }

    /// <summary>Releases the public key.</summary>
    public void Dispose()
    {
        _ec?.Dispose();
        _rsa?.Dispose();
    }
}
