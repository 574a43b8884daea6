using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Xml;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Authentication.Xades;

/// <summary>A signed login document (XAdES), enveloped or enveloping, verified: every reference, the signature, and that it covers the request and the signing certificate.</summary>
internal sealed class SignedRequest
{
    private const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";
    private const int GreatestDepth = 100; // copying a tree recurses; no login document is nearly as deep
    private const string SignedPropertiesType = "http://uri.etsi.org/01903#SignedProperties";
    private readonly XmlDocument _document;
    private readonly XmlElement _signature;

    private SignedRequest(XmlDocument document, XmlElement signature, XmlElement request)
    {
        _document = document;
        _signature = signature;
        Request = request;
    }

    /// <summary>The AuthTokenRequest element.</summary>
    public XmlElement Request { get; }

    public X509Certificate2 Certificate { get; private set; } = null!;

    /// <exception cref="ApiError">21001, 21217, 9101, 9102, 9103, 9105 or 21115, whichever comes first.</exception>
    public static SignedRequest Verify(ReadOnlyMemory<byte> body)
    {
        var document = Load(body);
        var signatures = document.GetElementsByTagName("Signature", Ds).OfType<XmlElement>().ToArray();
        if (signatures.Length == 0) throw new ApiError(9102);
        if (signatures.Length > 1) throw new ApiError(9103);
        var root = document.DocumentElement!;
        var enveloping = root == signatures[0];
        var request = enveloping ? EnvelopedRequest(root) : root;
        if (request is not { LocalName: "AuthTokenRequest" }) throw new ApiError(9101);
        if (!enveloping && signatures[0].ParentNode != root) throw new ApiError(9101);
        var signed = new SignedRequest(document, signatures[0], request);
        try
        {
            signed.VerifyAll();
        }
        catch (Exception e) when (e is CryptographicException or FormatException or NotSupportedException or ArgumentException)
        {
            throw new ApiError(9105, e.Message);
        }
        return signed;
    }

    private static XmlDocument Load(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty) throw new ApiError(21001);
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        try
        {
            var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, MaxCharactersInDocument = 4_000_000 };
            using (var depth = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), settings))
                while (depth.Read())
                    if (depth.Depth > GreatestDepth) throw new ApiError(21001, $"Elementy są zagnieżdżone głębiej niż {GreatestDepth}.");
            using var reader = XmlReader.Create(new MemoryStream(body.ToArray(), writable: false), settings);
            document.Load(reader);
            return document;
        }
        catch (XmlException e)
        {
            throw e.InnerException is System.Text.DecoderFallbackException || e.Message.Contains("encoding", StringComparison.Ordinal) ? new ApiError(21217) : new ApiError(21001, e.Message);
        }
    }

    private static XmlElement? EnvelopedRequest(XmlElement signature) =>
        signature.ChildNodes.OfType<XmlElement>().Where(o => o.LocalName == "Object" && o.NamespaceURI == Ds)
            .SelectMany(o => o.ChildNodes.OfType<XmlElement>()).Where(e => e.LocalName == "AuthTokenRequest").ToArray() is [{ } only] ? only : null;

    private void VerifyAll()
    {
        var info = Child(_signature, "SignedInfo") ?? throw Invalid("SignedInfo is missing.");
        var properties = VerifyReferences(info);
        Certificate = SigningCertificate(properties);
        var form = Algorithm(Child(info, "CanonicalizationMethod"));
        if (!Canonical.IsKnown(form)) throw Invalid($"CanonicalizationMethod {form} is not taken.");
        var bytes = Canonical.Bytes(info, form!, PrefixList(Child(info, "CanonicalizationMethod")!), null);
        var value = Convert.FromBase64String(Strip(Child(_signature, "SignatureValue")?.InnerText ?? ""));
        if (!SignatureAlgorithms.Verify(Algorithm(Child(info, "SignatureMethod")), Certificate, bytes, value)) throw Invalid("The signature value does not fit SignedInfo and the certificate.");
    }

    /// <summary>Every reference must hold; one must cover the request as a whole, one the signed properties, which come back.</summary>
    private XmlElement VerifyReferences(XmlElement info)
    {
        XmlElement? properties = null;
        var covered = false;
        var references = info.ChildNodes.OfType<XmlElement>().Where(e => e.LocalName == "Reference" && e.NamespaceURI == Ds).ToArray();
        if (references.Length == 0) throw Invalid("There is no reference.");
        foreach (var reference in references)
        {
            if (!reference.HasAttribute("URI")) throw Invalid("A reference has no URI.");
            var target = Resolve(reference.GetAttribute("URI"));
            var bytes = Transformed(reference, target);
            var wanted = Convert.FromBase64String(Strip(Child(reference, "DigestValue")?.InnerText ?? ""));
            var digest = SignatureAlgorithms.Digest(Algorithm(Child(reference, "DigestMethod")), bytes) ?? throw Invalid("The digest method is not taken.");
            if (!CryptographicOperations.FixedTimeEquals(digest, wanted)) throw Invalid($"The digest of reference '{reference.GetAttribute("URI")}' is wrong.");
            if (target == _document.DocumentElement || Contains(target, Request)) covered = true;
            if (target.LocalName == "SignedProperties" && target.NamespaceURI == Xades && reference.GetAttribute("Type") == SignedPropertiesType && Qualifies(target)) properties = target;
        }
        if (!covered) throw Invalid("No reference covers the request.");
        return properties ?? throw Invalid("No reference of the type SignedProperties covers the signed properties.");
    }

    /// <summary>Whether signed properties speak of this very signature: they stand in its QualifyingProperties, whose target it is.</summary>
    private bool Qualifies(XmlElement properties) =>
        properties.ParentNode is XmlElement { LocalName: "QualifyingProperties", NamespaceURI: Xades } qualifying
        && Contains(_signature, qualifying)
        && qualifying.GetAttribute("Target") == $"#{_signature.GetAttribute("Id")}";

    /// <summary>The element of a same-document reference; an id must be there once, else a signature could be wrapped.</summary>
    private XmlElement Resolve(string uri)
    {
        if (uri.Length == 0 || uri == "#xpointer(/)") return _document.DocumentElement!;
        if (uri[0] != '#') throw Invalid($"Reference '{uri}' leaves the document.");
        var id = uri.StartsWith("#xpointer(id('", StringComparison.Ordinal) && uri.EndsWith("'))", StringComparison.Ordinal) ? uri[14..^3] : uri[1..];
        var found = _document.SelectNodes("//*[@Id or @ID or @id]")!.OfType<XmlElement>().Where(e => e.GetAttribute("Id") == id || e.GetAttribute("ID") == id || e.GetAttribute("id") == id).ToArray();
        return found.Length == 1 ? found[0] : throw Invalid($"Reference '{uri}' names {found.Length} elements.");
    }

    private byte[] Transformed(XmlElement reference, XmlElement target)
    {
        string? form = null, prefixes = null;
        var enveloped = false;
        foreach (var transform in Child(reference, "Transforms")?.ChildNodes.OfType<XmlElement>() ?? [])
        {
            var algorithm = Algorithm(transform);
            if (form is not null) throw Invalid("A transform follows the canonical form.");
            if (algorithm == Ds + "enveloped-signature" || IsNotSignatureXPath(transform, algorithm)) enveloped = true;
            else if (Canonical.IsKnown(algorithm)) (form, prefixes) = (algorithm, PrefixList(transform));
            else throw Invalid($"Transform {algorithm} is not taken.");
        }
        var inside = Contains(target, _signature) && target != _signature;
        if (inside && !enveloped) throw Invalid("A reference covers its own signature without the enveloped transform.");
        var uri = reference.GetAttribute("URI");
        form ??= Canonical.Inclusive;
        if (!uri.StartsWith("#xpointer(", StringComparison.Ordinal)) form = Canonical.WithoutComments(form); // a bare name or "" selects no comments, whatever the form
        var whole = uri.Length == 0 || uri == "#xpointer(/)";
        return Canonical.Bytes(target, form, prefixes, inside ? _signature : null, whole);
    }

    /// <summary>Some signers write the enveloped transform as an XPath filter; this one expression means the same.</summary>
    private static bool IsNotSignatureXPath(XmlElement transform, string? algorithm)
    {
        if (algorithm != "http://www.w3.org/TR/1999/REC-xpath-19991116" || Child(transform, "XPath") is not { } xpath) return false;
        var text = Strip(xpath.InnerText);
        return text.StartsWith("not(ancestor-or-self::", StringComparison.Ordinal) && text.EndsWith(":Signature)", StringComparison.Ordinal)
            && xpath.GetNamespaceOfPrefix(text["not(ancestor-or-self::".Length..^":Signature)".Length]) == Ds;
    }

    /// <summary>The certificate in KeyInfo whose digest the signed properties name.</summary>
    private X509Certificate2 SigningCertificate(XmlElement properties)
    {
        var certificates = new List<X509Certificate2>();
        foreach (XmlElement element in Child(_signature, "KeyInfo")?.GetElementsByTagName("X509Certificate", Ds).OfType<XmlElement>() ?? [])
        {
            try
            {
                certificates.Add(X509CertificateLoader.LoadCertificate(Convert.FromBase64String(Strip(element.InnerText))));
            }
            catch (Exception e) when (e is CryptographicException or FormatException)
            {
                throw new ApiError(21115, e.Message);
            }
        }
        if (certificates.Count == 0) throw new ApiError(21115, "KeyInfo holds no certificate.");
        var digest = properties.GetElementsByTagName("CertDigest", Xades).OfType<XmlElement>().FirstOrDefault() ?? throw Invalid("The signed properties do not name the signing certificate.");
        var method = Algorithm(Child(digest, "DigestMethod"));
        var wanted = Convert.FromBase64String(Strip(Child(digest, "DigestValue")?.InnerText ?? ""));
        return certificates.Find(c => SignatureAlgorithms.Digest(method, c.RawData) is { } actual && CryptographicOperations.FixedTimeEquals(actual, wanted))
            ?? throw Invalid("No certificate in KeyInfo has the digest that the signed properties name.");
    }

    private static ApiError Invalid(string detail) => new(9105, detail);

    private static XmlElement? Child(XmlElement parent, string name) => parent.ChildNodes.OfType<XmlElement>().FirstOrDefault(e => e.LocalName == name && e.NamespaceURI == Ds);

    private static string? Algorithm(XmlElement? element) => element?.GetAttribute("Algorithm");

    private static string? PrefixList(XmlElement transform) =>
        transform.ChildNodes.OfType<XmlElement>().FirstOrDefault(e => e.LocalName == "InclusiveNamespaces" && e.NamespaceURI == Canonical.Exclusive)?.GetAttribute("PrefixList");

    private static bool Contains(XmlElement ancestor, XmlNode node)
    {
        for (XmlNode? n = node; n is not null; n = n.ParentNode)
            if (n == ancestor) return true;
        return false;
    }

    private static string Strip(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));
}
