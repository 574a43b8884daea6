using System.Xml;
using Ksef.Offline.Emulator.Wire;

namespace Ksef.Offline.Emulator.Authentication.Xades;

/// <summary>What an AuthTokenRequest says, held against its schema (namespaces 2.0 and 2.1): order, names and values, nothing else.</summary>
internal sealed record LoginDocument(string Challenge, string ContextType, string ContextValue, bool ByFingerprint, IReadOnlyList<string> AllowedIps)
{
    private static readonly string[] Namespaces = ["http://ksef.mf.gov.pl/auth/token/2.0", "http://ksef.mf.gov.pl/auth/token/2.1"];

    /// <exception cref="ApiError">21401 where the schema is not met, 21117 where the identifier does not fit its kind.</exception>
    public static LoginDocument Read(XmlElement request)
    {
        if (!Namespaces.Contains(request.NamespaceURI)) throw Wrong($"przestrzeń nazw '{request.NamespaceURI}' jest nieznana");
        var children = request.ChildNodes.OfType<XmlElement>().Where(e => e.NamespaceURI != "http://www.w3.org/2000/09/xmldsig#").ToList();
        var names = children.Select(c => c.LocalName).ToArray();
        if (!names.SequenceEqual(["Challenge", "ContextIdentifier", "SubjectIdentifierType"]) && !names.SequenceEqual(["Challenge", "ContextIdentifier", "SubjectIdentifierType", "AuthorizationPolicy"]))
            throw Wrong($"elementy '{string.Join(", ", names)}' nie są tymi, których wymaga schema");
        if (children.Any(c => c.NamespaceURI != request.NamespaceURI)) throw Wrong("element jest spoza przestrzeni nazw dokumentu");
        if (children.Take(3).Append(children[1].ChildNodes.OfType<XmlElement>().FirstOrDefault()).Any(e => e is not null && e != children[1] && e.ChildNodes.OfType<XmlElement>().Any()))
            throw Wrong("wartość zawiera elementy");
        var challenge = children[0].InnerText.Trim();
        if (challenge.Length != 36 || challenge[8..12] != "-CR-") throw Wrong("Challenge ma zły format");
        var context = children[1].ChildNodes.OfType<XmlElement>().ToArray();
        if (context is not [{ } identifier] || !ContextRules.Types.Contains(identifier.LocalName)) throw Wrong("ContextIdentifier musi mieć jeden znany identyfikator");
        if (!ContextRules.IsValid(identifier.LocalName, identifier.InnerText)) throw new ApiError(21117, $"{identifier.LocalName} '{identifier.InnerText}'");
        var fingerprint = children[2].InnerText.Trim() switch
        {
            "certificateSubject" => false,
            "certificateFingerprint" => true,
            var other => throw Wrong($"SubjectIdentifierType '{other}' jest nieznany"),
        };
        return new LoginDocument(challenge, identifier.LocalName, identifier.InnerText, fingerprint, children.Count == 4 ? ReadPolicy(children[3]) : []);
    }

    private static List<string> ReadPolicy(XmlElement policy)
    {
        if (policy.ChildNodes.OfType<XmlElement>().ToArray() is not [{ LocalName: "AllowedIps" } allowed]) throw Wrong("AuthorizationPolicy musi mieć AllowedIps");
        var addresses = new List<string>();
        var stage = 0;
        foreach (var element in allowed.ChildNodes.OfType<XmlElement>())
        {
            var (at, form) = element.LocalName switch
            {
                "Ip4Address" => (0, ContextRules.Ip4Form()),
                "Ip4Range" => (1, ContextRules.RangeForm()),
                "Ip4Mask" => (2, ContextRules.MaskForm()),
                var other => throw Wrong($"AllowedIps nie zna elementu {other}"),
            };
            var text = element.InnerText.Trim();
            if (at < stage || !form.IsMatch(text)) throw Wrong($"{element.LocalName} '{text}'");
            stage = at;
            addresses.Add(text);
        }
        return addresses;
    }

    private static ApiError Wrong(string detail) => new(21401, detail);
}
