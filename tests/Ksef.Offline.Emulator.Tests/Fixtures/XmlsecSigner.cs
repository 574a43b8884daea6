using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests.Fixtures;

/// <summary>Signs login documents by xmlsec1: every canonical form, digest and value is an outside tool's.</summary>
internal sealed class XmlsecSigner(X509Certificate2 certificate)
{
    private const string Ds = "http://www.w3.org/2000/09/xmldsig#";
    private const string Xades = "http://uri.etsi.org/01903/v1.3.2#";

    public string Form { get; init; } = LoginSigner.Exclusive;

    public string Digest { get; init; } = "http://www.w3.org/2001/04/xmlenc#sha256";

    /// <summary>The name of the signature method in the namespace of RFC 4051.</summary>
    public required string Method { get; init; }

    public string Uri { get; init; } = "";

    public bool Enveloping { get; init; }

    /// <summary>Comments, white space, a processing instruction and attributes that canonical forms treat each in its way.</summary>
    public bool Ornate { get; init; }

    public X509Certificate2[] Also { get; init; } = [];

    public byte[] Sign(string challenge, string nip)
    {
        var (line, comment) = Ornate ? ("\n  ", "<!-- for people -->") : ("", "");
        var scope = Ornate ? " xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xml:lang=\"pl\"" : "";
        var request = $"""<AuthTokenRequest xmlns="http://ksef.mf.gov.pl/auth/token/2.0"{scope}>{comment}{line}<Challenge>{challenge}</Challenge>{line}<ContextIdentifier>{line}<Nip>{nip}</Nip></ContextIdentifier>{line}<SubjectIdentifierType>certificateSubject</SubjectIdentifierType>{line}""";
        var prolog = $"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n{(Ornate ? "<?of people?>\n<!-- before -->\n" : "")}";
        var template = Enveloping
            ? prolog + Signature(line, comment, $"<ds:Object Id=\"obj\">{line}{request}</AuthTokenRequest>{line}</ds:Object>")
            : $"{prolog}{request}{Signature(line, comment, "")}{line}</AuthTokenRequest>{(Ornate ? "\n<!-- behind -->\n" : "")}";
        var folder = Directory.CreateTempSubdirectory("ksef-xmlsec").FullName;
        try
        {
            var (source, key) = (Path.Combine(folder, "in.xml"), Path.Combine(folder, "key.pem"));
            File.WriteAllText(source, template);
            using AsymmetricAlgorithm own = (AsymmetricAlgorithm?)certificate.GetRSAPrivateKey() ?? certificate.GetECDsaPrivateKey()!;
            File.WriteAllText(key, own.ExportPkcs8PrivateKeyPem());
            var signed = OutsideTool.Run("xmlsec1", ["--sign", "--privkey-pem", key, "--id-attr:Id", $"{Xades}:SignedProperties", "--id-attr:Id", $"{Ds}:Object", source]);
            Assert.True(signed.ExitCode == 0, signed.Error);
            return Encoding.UTF8.GetBytes(signed.Output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Signature(string line, string comment, string more)
    {
        var transforms = Enveloping ? "" : $"<ds:Transform Algorithm=\"{Ds}enveloped-signature\"/>";
        var certificates = string.Concat(Also.Append(certificate).Select(c => $"<ds:X509Certificate>{line}{Convert.ToBase64String(c.RawData, Base64FormattingOptions.InsertLineBreaks)}</ds:X509Certificate>"));
        var digest = Convert.ToBase64String(SHA256.HashData(certificate.RawData));
        return $"""<ds:Signature xmlns:ds="{Ds}" Id="sig">{line}<ds:SignedInfo>{comment}<ds:CanonicalizationMethod Algorithm="{Form}"/><ds:SignatureMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#{Method}"/>{Reference(Enveloping ? "#obj" : Uri, "", transforms)}{Reference("#props", " Type=\"http://uri.etsi.org/01903#SignedProperties\"", "")}</ds:SignedInfo><ds:SignatureValue/><ds:KeyInfo><ds:X509Data>{certificates}</ds:X509Data></ds:KeyInfo><ds:Object>{line}<xades:QualifyingProperties xmlns:xades="{Xades}" Target="#sig"><xades:SignedProperties Id="props">{comment}{line}<xades:SignedSignatureProperties><xades:SigningTime>2026-02-02T10:00:00Z</xades:SigningTime><xades:SigningCertificate><xades:Cert><xades:CertDigest><ds:DigestMethod Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>{digest}</ds:DigestValue></xades:CertDigest></xades:Cert></xades:SigningCertificate></xades:SignedSignatureProperties></xades:SignedProperties></xades:QualifyingProperties></ds:Object>{more}</ds:Signature>""";
    }

    private string Reference(string uri, string type, string transforms) =>
        $"""<ds:Reference URI="{uri}"{type}><ds:Transforms>{transforms}<ds:Transform Algorithm="{Form}"/></ds:Transforms><ds:DigestMethod Algorithm="{Digest}"/><ds:DigestValue/></ds:Reference>""";
}
