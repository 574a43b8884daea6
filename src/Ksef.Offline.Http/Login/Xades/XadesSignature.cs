using System.Globalization;
using System.Numerics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Http.Login.Xades;

/// <summary>Signs a document as enveloped XAdES (level B: signing time and certificate are signed too). RSA or ECDSA P-256, both with SHA-256.</summary>
/// <remarks>
/// <c>SignedXml</c> refuses ECDSA, and teaching it would change the process, so <c>SignedInfo</c> is built here from the library's canonical forms and signed directly;
/// an external signer fits the same way.
/// </remarks>
internal static class XadesSignature
{
    private const string Etsi = "http://uri.etsi.org/01903/v1.3.2#";
    private const string SignedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";

    /// <summary>The signed document as UTF-8 bytes without a byte order mark.</summary>
    public static async Task<byte[]> SignAsync(XmlDocument document, XadesCredential credential, Instant at, CancellationToken cancellationToken)
    {
        var root = document.DocumentElement!;
        var digest = XmlDigest.Hash(XmlDigest.Canonical(root, XmlDigest.Exclusive), XmlDigest.Sha256);

        var signature = Element(root, "ds:Signature", XmlDigest.Signature);
        signature.SetAttribute("Id", "Signature");
        var signedInfo = Element(signature, "ds:SignedInfo", XmlDigest.Signature);
        var value = Element(signature, "ds:SignatureValue", XmlDigest.Signature);
        WriteKeyInfo(signature, credential.Certificate);
        var properties = WriteProperties(signature, credential.Certificate, at);

        Method(signedInfo, "ds:CanonicalizationMethod", XmlDigest.Exclusive);
        Method(signedInfo, "ds:SignatureMethod", credential.IsElliptic ? XmlDigest.EcdsaSha256 : XmlDigest.RsaSha256);
        Reference(signedInfo, "", null, digest, XmlDigest.Enveloped, XmlDigest.Exclusive);
        Reference(signedInfo, "#SignedProperties", SignedPropertiesType, XmlDigest.Hash(XmlDigest.Canonical(properties, XmlDigest.Exclusive), XmlDigest.Sha256), XmlDigest.Exclusive);

        var signed = await credential.SignAsync(XmlDigest.Canonical(signedInfo, XmlDigest.Exclusive), cancellationToken).ConfigureAwait(false);
        value.AppendChild(document.CreateTextNode(Convert.ToBase64String(signed)));
        return Encoding.UTF8.GetBytes(document.OuterXml);
    }

    private static XmlElement WriteProperties(XmlElement signature, X509Certificate2 certificate, Instant at)
    {
        var qualifying = Element(Element(signature, "ds:Object", XmlDigest.Signature), "xades:QualifyingProperties", Etsi);
        qualifying.SetAttribute("Target", "#Signature");
        var signed = Element(qualifying, "xades:SignedProperties", Etsi);
        signed.SetAttribute("Id", "SignedProperties");
        var properties = Element(signed, "xades:SignedSignatureProperties", Etsi);
        Text(properties, "xades:SigningTime", Etsi, InstantPattern.General.Format(at));
        var cert = Element(Element(properties, "xades:SigningCertificate", Etsi), "xades:Cert", Etsi);
        var digest = Element(cert, "xades:CertDigest", Etsi);
        Method(digest, "ds:DigestMethod", XmlDigest.Sha256);
        Text(digest, "ds:DigestValue", XmlDigest.Signature, Convert.ToBase64String(SHA256.HashData(certificate.RawData)));
        var issuer = Element(cert, "xades:IssuerSerial", Etsi);
        Text(issuer, "ds:X509IssuerName", XmlDigest.Signature, certificate.Issuer);
        Text(issuer, "ds:X509SerialNumber", XmlDigest.Signature, new BigInteger(certificate.SerialNumberBytes.Span, isUnsigned: true, isBigEndian: true).ToString(CultureInfo.InvariantCulture));
        return signed;
    }

    private static void WriteKeyInfo(XmlElement signature, X509Certificate2 certificate) =>
        Text(Element(Element(signature, "ds:KeyInfo", XmlDigest.Signature), "ds:X509Data", XmlDigest.Signature), "ds:X509Certificate", XmlDigest.Signature, Convert.ToBase64String(certificate.RawData));

    private static void Reference(XmlElement signedInfo, string uri, string? type, byte[] digest, params string[] transforms)
    {
        var reference = Element(signedInfo, "ds:Reference", XmlDigest.Signature);
        if (type is not null) reference.SetAttribute("Type", type);
        reference.SetAttribute("URI", uri);
        var list = Element(reference, "ds:Transforms", XmlDigest.Signature);
        foreach (var transform in transforms) Method(list, "ds:Transform", transform);
        Method(reference, "ds:DigestMethod", XmlDigest.Sha256);
        Text(reference, "ds:DigestValue", XmlDigest.Signature, Convert.ToBase64String(digest));
    }

    private static void Method(XmlElement parent, string name, string algorithm) => Element(parent, name, XmlDigest.Signature).SetAttribute("Algorithm", algorithm);

    private static void Text(XmlElement parent, string name, string ns, string text)
    {
        var element = Element(parent, name, ns);
        element.AppendChild(element.OwnerDocument.CreateTextNode(text));
    }

    private static XmlElement Element(XmlElement parent, string name, string ns)
    {
        var element = parent.OwnerDocument.CreateElement(name, ns);
        parent.AppendChild(element);
        return element;
    }
}
