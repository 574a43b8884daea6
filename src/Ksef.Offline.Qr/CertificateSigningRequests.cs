using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Qr.Keys;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Qr;

/// <summary>Makes the request for a certificate (CSR, PKCS#10, <i>wniosek certyfikacyjny</i>) that <c>POST /certificates/enrollments</c> takes. The key never leaves the caller.</summary>
/// <remarks>
/// Attributes are written exactly as KSeF returned them, as UTF8String (the country as PrintableString), in the order in which KSeF lists them: Polish letters as
/// PrintableString are what error 25004 is about. Stateless, thread-safe. Source: API documentation, "certyfikaty KSeF"; OpenAPI.
/// </remarks>
public static class CertificateSigningRequests
{
    private const int RsaBits = 2048;

    /// <summary>Makes a new key for a certificate: EC P-256, which gives the smaller code.</summary>
    public static ECDsa NewKey() => ECDsa.Create(ECCurve.NamedCurves.nistP256);

    /// <summary>Makes a new RSA key of exactly 2048 bits: only where something in the house cannot do EC.</summary>
    public static RSA NewRsaKey() => RSA.Create(RsaBits);

    /// <summary>Makes and signs the request.</summary>
    /// <param name="subject">The subject exactly as KSeF returned it.</param>
    /// <param name="key">An <see cref="ECDsa"/> on P-256 (signed ECDSA with SHA-256) or an <see cref="RSA"/> of exactly 2048 bits (PKCS#1 v1.5 with SHA-256); may lie elsewhere, see <see cref="ExternalEcdsa"/>.</param>
    /// <returns>The request, DER. The API wants it in standard Base64 without line breaks: <see cref="Convert.ToBase64String(byte[])"/>.</returns>
    /// <exception cref="ArgumentException">KSeF does not take such a key, or the subject lacks its name or country; the message says which.</exception>
    public static byte[] Create(CertificateSubject subject, AsymmetricAlgorithm key)
    {
        ArgumentNullException.ThrowIfNull(subject);
        ArgumentNullException.ThrowIfNull(key);
        var name = Name(subject);
        var request = key switch
        {
            ECDsa ec when ec.KeySize == 256 && EcKeys.IsP256(ec) => new CertificateRequest(name, ec, HashAlgorithmName.SHA256),
            RSA { KeySize: RsaBits } rsa => new CertificateRequest(name, rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            _ => throw new ArgumentException($"KSeF takes EC P-256 or RSA of exactly {RsaBits} bits; this is {key.GetType().Name} of {key.KeySize} bits.", nameof(key)),
        };
        return request.CreateSigningRequest();
    }

    private static X500DistinguishedName Name(CertificateSubject subject)
    {
        if (string.IsNullOrEmpty(subject.CommonName)) throw new ArgumentException("The subject has no common name (commonName).", nameof(subject));
        if (subject.CountryName is not [>= 'A' and <= 'Z', >= 'A' and <= 'Z']) throw new ArgumentException($"The subject's country '{subject.CountryName}' is not two upper-case letters (countryName).", nameof(subject));
        var writer = new AsnWriter(AsnEncodingRules.DER);
        using (writer.PushSequence())
        {
            Write(writer, "2.5.4.3", subject.CommonName);
            Write(writer, "2.5.4.4", subject.Surname);
            Write(writer, "2.5.4.42", subject.GivenName);
            Write(writer, "2.5.4.10", subject.OrganizationName);
            Write(writer, "2.5.4.97", subject.OrganizationIdentifier);
            Write(writer, "2.5.4.5", subject.SerialNumber);
            Write(writer, "2.5.4.45", subject.UniqueIdentifier);
            Write(writer, "2.5.4.6", subject.CountryName, UniversalTagNumber.PrintableString);
        }
        return new X500DistinguishedName(writer.Encode());
    }

    private static void Write(AsnWriter writer, string oid, string? value, UniversalTagNumber encoding = UniversalTagNumber.UTF8String)
    {
        if (string.IsNullOrEmpty(value)) return;
        using (writer.PushSetOf())
        using (writer.PushSequence())
        {
            writer.WriteObjectIdentifier(oid);
            writer.WriteCharacterString(encoding, value);
        }
    }
}
