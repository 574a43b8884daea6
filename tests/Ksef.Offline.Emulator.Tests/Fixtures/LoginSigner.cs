using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Security.Cryptography.Xml;
using System.Text;
using System.Xml;

namespace Ksef.Offline.Emulator.Tests.Fixtures;

/// <summary>Signs login documents by hand: digests and SignedInfo over canonical forms of the library, RSA or ECDSA, enveloped or enveloping.</summary>
internal sealed class LoginSigner(X509Certificate2 certificate)
{
    public const string Inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    private const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";

    public string Form { get; init; } = Exclusive;

    public bool Enveloping { get; init; }

    /// <summary>Leaves out the reference to the document: a signature that covers nothing.</summary>
    public bool WithoutDocumentReference { get; init; }

    public bool WithoutPropertiesReference { get; init; }

    public bool DerSignature { get; init; }

    public bool WrongCertificateDigest { get; init; }

    /// <summary>Writes the enveloped transform as the XPath filter that some signers write.</summary>
    public bool XPathFilter { get; init; }

    /// <summary>RSASSA-PSS in place of PKCS#1.</summary>
    public bool Pss { get; init; }

    /// <summary>Signs by HMAC with the public key as the secret.</summary>
    public bool Hmac { get; init; }

    /// <summary>The key that signs in place of the certificate's own.</summary>
    public X509Certificate2? OtherKey { get; init; }

    /// <summary>Where the main reference of an enveloped signature points.</summary>
    public string Uri { get; init; } = "";

    /// <summary>Changes the text before anything is signed.</summary>
    public Func<string, string> Before { get; init; } = text => text;

    /// <summary>Changes the text after signing.</summary>
    public Func<string, string> Tamper { get; init; } = text => text;

    public static X509Certificate2 SelfSigned(string subject, bool rsa = false, DateTimeOffset? from = null, DateTimeOffset? to = null)
    {
        using AsymmetricAlgorithm key = rsa ? RSA.Create(2048) : ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var name = new X500DistinguishedName(subject);
        var request = key is RSA r ? new CertificateRequest(name, r, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1) : new CertificateRequest(name, (ECDsa)key, HashAlgorithmName.SHA256);
        return request.CreateSelfSigned(from ?? new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), to ?? new DateTimeOffset(2035, 1, 1, 0, 0, 0, TimeSpan.Zero));
    }

    public static string Request(string challenge, string contextXml, string version = "2.0", string subject = "certificateSubject", string more = "") =>
        $"""<AuthTokenRequest xmlns="http://ksef.mf.gov.pl/auth/token/{version}"><Challenge>{challenge}</Challenge><ContextIdentifier>{contextXml}</ContextIdentifier><SubjectIdentifierType>{subject}</SubjectIdentifierType>{more}</AuthTokenRequest>""";

    public byte[] Sign(string request)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        var signature = Skeleton();
        document.LoadXml(Before(Enveloping
            ? signature.Replace("</ds:Signature>", $"<ds:Object Id=\"obj\">{request}</ds:Object></ds:Signature>", StringComparison.Ordinal)
            : request.Replace("</AuthTokenRequest>", $"{signature}</AuthTokenRequest>", StringComparison.Ordinal)));
        var names = new XmlNamespaceManager(document.NameTable);
        names.AddNamespace("ds", Ds);
        names.AddNamespace("x", Xades);
        foreach (XmlElement reference in document.SelectNodes("//ds:Reference", names)!)
        {
            var uri = reference.GetAttribute("URI");
            var target = uri.Length == 0 ? document.DocumentElement! : (XmlElement)document.SelectSingleNode($"//*[@Id='{uri[1..]}']")!;
            var bytes = Canonical(target, target["Signature", Ds] is not null, Form);
            reference["DigestValue", Ds]!.InnerText = Convert.ToBase64String(SHA256.HashData(bytes));
        }
        var info = (XmlElement)document.SelectSingleNode("//ds:SignedInfo", names)!;
        var signed = Canonical(info, false, Form);
        document.SelectSingleNode("//ds:SignatureValue", names)!.InnerText = Convert.ToBase64String(SignBytes(signed));
        return Encoding.UTF8.GetBytes(Tamper(document.OuterXml));
    }

    private byte[] SignBytes(byte[] bytes)
    {
        if (Hmac) return HMACSHA256.HashData(certificate.PublicKey.ExportSubjectPublicKeyInfo(), bytes);
        using var rsa = (OtherKey ?? certificate).GetRSAPrivateKey();
        if (rsa is not null) return rsa.SignData(bytes, HashAlgorithmName.SHA256, Pss ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1);
        using var ec = (OtherKey ?? certificate).GetECDsaPrivateKey()!;
        return ec.SignData(bytes, HashAlgorithmName.SHA256, DerSignature ? DSASignatureFormat.Rfc3279DerSequence : DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    private string Skeleton()
    {
        var method = Pss ? "http://www.w3.org/2007/05/xmldsig-more#sha256-rsa-MGF1" : "http://www.w3.org/2001/04/xmldsig-more#" + (Hmac ? "hmac-sha256" : certificate.GetKeyAlgorithm() == "1.2.840.113549.1.1.1" ? "rsa-sha256" : "ecdsa-sha256");
        var digest = Convert.ToBase64String(SHA256.HashData(WrongCertificateDigest ? [1, 2, 3] : certificate.RawData));
        var envelope = XPathFilter ? $"""<ds:Transform Algorithm="http://www.w3.org/TR/1999/REC-xpath-19991116"><ds:XPath>not(ancestor-or-self::ds:Signature)</ds:XPath></ds:Transform>""" : $"""<ds:Transform Algorithm="{Ds}enveloped-signature"/>""";
        var main = WithoutDocumentReference ? "" : Enveloping ? Reference("#obj", "", "") : Reference(Uri, "", envelope);
        var properties = WithoutPropertiesReference ? "" : Reference("#props", " Type=\"http://uri.etsi.org/01903#SignedProperties\"", "");
        return $"""<ds:Signature xmlns:ds="{Ds}" Id="sig"><ds:SignedInfo><ds:CanonicalizationMethod Algorithm="{Form}"/><ds:SignatureMethod Algorithm="{method}"/>{main}{properties}</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data><ds:X509Certificate>{Convert.ToBase64String(certificate.RawData)}</ds:X509Certificate></ds:X509Data></ds:KeyInfo><ds:Object><xades:QualifyingProperties xmlns:xades="{Xades}" Target="#sig"><xades:SignedProperties Id="props"><xades:SignedSignatureProperties><xades:SigningTime>2026-02-02T10:00:00Z</xades:SigningTime><xades:SigningCertificate><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>{digest}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object></ds:Signature>""";
    }

    private string Reference(string uri, string type, string transforms) =>
        $"""<ds:Reference URI="{uri}"{type}><ds:Transforms>{transforms}<ds:Transform Algorithm="{Form}"/></ds:Transforms><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue/></ds:Reference>""";

    /// <summary>SignedXml's own way: the element alone in a document, with the namespaces in scope put on it.</summary>
    private static byte[] Canonical(XmlElement element, bool withoutSignature, string form)
    {
        var copy = new XmlDocument { PreserveWhitespace = true };
        copy.AppendChild(copy.ImportNode(element, true));
        foreach (var (name, value) in Scope(element))
            if (!copy.DocumentElement!.HasAttribute(name)) copy.DocumentElement.SetAttribute(name, value);
        if (withoutSignature) copy.DocumentElement!.RemoveChild(copy.DocumentElement["Signature", Ds]!);
        Transform transform = form == Exclusive ? new XmlDsigExcC14NTransform() : new XmlDsigC14NTransform();
        transform.LoadInput(copy);
        using var buffer = new MemoryStream();
        ((Stream)transform.GetOutput(typeof(Stream))).CopyTo(buffer);
        return buffer.ToArray();
    }

    private static IEnumerable<(string Name, string Value)> Scope(XmlElement element)
    {
        for (var node = element.ParentNode as XmlElement; node is not null; node = node.ParentNode as XmlElement)
            foreach (XmlAttribute attribute in node.Attributes)
                if (attribute.NamespaceURI == "http://www.w3.org/2000/xmlns/") yield return (attribute.Name, attribute.Value);
    }
}
