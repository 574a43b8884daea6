using System.Security.Cryptography;
using System.Security.Cryptography.Xml;
using System.Xml;

namespace Ksef.Offline.Http.Login.Xades;

/// <summary>Canonical forms and digests of parts of a document, by the transforms of System.Security.Cryptography.Xml.</summary>
internal static class XmlDigest
{
    public const string Signature = "http://www.w3.org/2000/09/xmldsig#";
    public const string Exclusive = "http://www.w3.org/2001/10/xml-exc-c14n#";
    public const string Inclusive = "http://www.w3.org/TR/2001/REC-xml-c14n-20010315";
    public const string Enveloped = "http://www.w3.org/2000/09/xmldsig#enveloped-signature";
    public const string Sha256 = "http://www.w3.org/2001/04/xmlenc#sha256";
    public const string Sha512 = "http://www.w3.org/2001/04/xmlenc#sha512";
    public const string RsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    public const string EcdsaSha256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";

    /// <summary>The canonical bytes of an element as it stands in its document.</summary>
    public static byte[] Canonical(XmlElement element, string algorithm)
    {
        Transform transform = algorithm switch
        {
            Exclusive => new XmlDsigExcC14NTransform(),
            Inclusive => new XmlDsigC14NTransform(),
            _ => throw new CryptographicException($"The canonical form '{algorithm}' is not one of those that KSeF uses."),
        };
        transform.LoadInput(Standalone(element, algorithm == Inclusive));
        using var stream = (Stream)transform.GetOutput(typeof(Stream));
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public static byte[] Hash(byte[] canonical, string algorithm) => algorithm switch
    {
        Sha256 => SHA256.HashData(canonical),
        Sha512 => SHA512.HashData(canonical),
        _ => throw new CryptographicException($"The digest '{algorithm}' is not one of those that KSeF uses."),
    };

    // The element alone in a document of its own. The inclusive form also shows every namespace that is in scope above it, so those are written down first.
    private static XmlDocument Standalone(XmlElement element, bool inclusive)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var copy = (XmlElement)document.ImportNode(element, deep: true);
        document.AppendChild(copy);
        if (!inclusive) return document;
        for (var parent = element.ParentNode as XmlElement; parent is not null; parent = parent.ParentNode as XmlElement)
            foreach (XmlAttribute attribute in parent.Attributes)
                if (attribute.NamespaceURI == "http://www.w3.org/2000/xmlns/" && !copy.HasAttribute(attribute.Name))
                    copy.SetAttributeNode((XmlAttribute)document.ImportNode(attribute, deep: true));
        return document;
    }
}
