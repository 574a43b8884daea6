using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Ksef.Offline.Http.Login.Xades;

namespace Ksef.Offline.Http.Upo;

/// <summary>Checks the XML signature inside a document: every reference, then the value by the certificate in it. RSA and ECDSA, SHA-256 or SHA-512.</summary>
/// <remarks>Whose certificate it is stays open: the Ministry does not publish the ones that sign receipts. At least one reference must cover the whole document.</remarks>
internal static class XmlSignature
{
    /// <summary>Why the signature is wrong; null where it is right or where there is none.</summary>
    public static string? Judge(XmlDocument document)
    {
        var signatures = document.GetElementsByTagName("Signature", XmlDigest.Signature).OfType<XmlElement>().ToList();
        if (signatures.Count == 0) return null;
        foreach (var signature in signatures)
        {
            try
            {
                if (Judge(document, signature) is { } reason) return "its signature is wrong: " + reason;
            }
            catch (Exception e) when (e is CryptographicException or FormatException or XmlException)
            {
                return "its signature cannot be checked: " + e.Message;
            }
        }
        return null;
    }

    private static string? Judge(XmlDocument document, XmlElement signature)
    {
        var signedInfo = Required(signature, "SignedInfo");
        var whole = false;
        foreach (var reference in signedInfo.ChildNodes.OfType<XmlElement>().Where(e => e.LocalName == "Reference"))
        {
            var uri = reference.GetAttribute("URI");
            whole |= uri.Length == 0;
            var target = Target(document, signature, uri);
            if (target is null) return $"the reference '{uri}' points nowhere, or to more than one element";
            var method = Required(reference, "DigestMethod").GetAttribute("Algorithm");
            var stated = Convert.FromBase64String(Required(reference, "DigestValue").InnerText.Trim());
            if (!CryptographicOperations.FixedTimeEquals(XmlDigest.Hash(XmlDigest.Canonical(target, CanonicalForm(reference)), method), stated)) return $"the digest of '{uri}' does not match";
        }
        if (!whole) return "no reference covers the whole document";
        var canonical = XmlDigest.Canonical(signedInfo, Required(signedInfo, "CanonicalizationMethod").GetAttribute("Algorithm"));
        using var certificate = X509CertificateLoader.LoadCertificate(Convert.FromBase64String(Required(Required(Required(signature, "KeyInfo"), "X509Data"), "X509Certificate").InnerText.Trim()));
        var value = Convert.FromBase64String(Required(signature, "SignatureValue").InnerText.Trim());
        return Verify(certificate, Required(signedInfo, "SignatureMethod").GetAttribute("Algorithm"), canonical, value) ? null : "the value does not belong to the certificate in it";
    }

    private static bool Verify(X509Certificate2 certificate, string method, byte[] data, byte[] value)
    {
        var name = method.EndsWith("sha512", StringComparison.Ordinal) ? HashAlgorithmName.SHA512 : HashAlgorithmName.SHA256;
        switch (method)
        {
            case XmlDigest.RsaSha256 or "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512":
                using (var rsa = certificate.GetRSAPublicKey()) return rsa is not null && rsa.VerifyData(data, value, name, RSASignaturePadding.Pkcs1);
            case XmlDigest.EcdsaSha256 or "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512":
                using (var ec = certificate.GetECDsaPublicKey()) return ec is not null && ec.VerifyData(data, value, name, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            case "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1":
                using (var rsa = certificate.GetRSAPublicKey()) return rsa is not null && rsa.VerifyData(data, value, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);
            default:
                throw new CryptographicException($"the method '{method}' is not one of those that KSeF uses");
        }
    }

    // The whole document is looked at without this signature in it, as the enveloped transform demands.
    private static XmlElement? Target(XmlDocument document, XmlElement signature, string uri)
    {
        if (uri.Length > 0)
        {
            var found = document.SelectNodes("//*[@Id]")!.OfType<XmlElement>().Where(e => e.GetAttribute("Id") == uri[1..]).ToList();
            return uri[0] == '#' && found.Count == 1 ? found[0] : null;
        }
        var copy = (XmlDocument)document.CloneNode(deep: true);
        var path = new Stack<int>();
        for (XmlNode node = signature; node.ParentNode is { } parent && node != document.DocumentElement; node = parent) path.Push(parent.ChildNodes.OfType<XmlNode>().TakeWhile(n => n != node).Count());
        XmlNode twin = copy.DocumentElement!;
        foreach (var step in path) twin = twin.ChildNodes[step]!;
        twin.ParentNode!.RemoveChild(twin);
        return copy.DocumentElement;
    }

    private static string CanonicalForm(XmlElement reference) =>
        reference["Transforms", XmlDigest.Signature]?.ChildNodes.OfType<XmlElement>().Select(t => t.GetAttribute("Algorithm")).LastOrDefault(a => a != XmlDigest.Enveloped) ?? XmlDigest.Inclusive;

    private static XmlElement Required(XmlElement parent, string name) => parent[name, XmlDigest.Signature] ?? throw new CryptographicException($"<{name}> is missing");
}
