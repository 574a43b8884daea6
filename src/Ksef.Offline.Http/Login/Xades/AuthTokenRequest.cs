using System.Xml;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Http.Login.Xades;

/// <summary>The document that is signed to log in. Schema: <c>http://ksef.mf.gov.pl/auth/token/2.0</c>, and 2.1, which differs in the rules for IP addresses only.</summary>
internal static class AuthTokenRequest
{
    public const string Version20 = "http://ksef.mf.gov.pl/auth/token/2.0";
    public const string Version21 = "http://ksef.mf.gov.pl/auth/token/2.1";

    public static XmlDocument Write(string challenge, VerificationContext context, AuthTokenSubject subject, string ns = Version20)
    {
        var document = new XmlDocument { PreserveWhitespace = true, XmlResolver = null };
        var root = document.CreateElement("AuthTokenRequest", ns);
        document.AppendChild(root);
        Add(root, "Challenge", challenge);
        Add(Add(root, "ContextIdentifier", null), context.Type.ToString(), context.Value);
        Add(root, "SubjectIdentifierType", subject == AuthTokenSubject.CertificateSubject ? "certificateSubject" : "certificateFingerprint");
        return document;

        XmlElement Add(XmlElement parent, string name, string? text)
        {
            var element = document.CreateElement(name, ns);
            if (text is not null) element.AppendChild(document.CreateTextNode(text));
            parent.AppendChild(element);
            return element;
        }
    }
}
