using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Xml;
using System.Xml.Schema;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Http.Login.Xades;
using Ksef.Offline.Http.Tests.Fixtures;
using Ksef.Offline.Http.Upo;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.TestKit;
using Ksef.Offline.Verification;

namespace Ksef.Offline.Http.Tests;

public sealed class XadesTests
{
    private const string Challenge = "20260202-CR-0123456789-ABCDEF0123-4F";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_independent_tool_verifies_both_references_and_refuses_a_changed_document(bool elliptic)
    {
        using var certificate = TestCertificate.Create(elliptic);
        var signed = await SignAsync(new XadesCredential(certificate));

        var good = Verify(signed, certificate);
        Assert.True(good.ExitCode == 0, good.Error);
        Assert.Contains("SignedInfo References (ok/all): 2/2", good.Output + good.Error, StringComparison.Ordinal);

        foreach (var (from, to) in new[] { (SampleInvoice.Seller, "7010002137"), ("SigningTime>2026", "SigningTime>2027"), ("certificateSubject", "certificateFingerprint") })
            Assert.NotEqual(0, Verify(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(signed).Replace(from, to, StringComparison.Ordinal)), certificate).ExitCode);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Our_own_check_of_signatures_agrees(bool elliptic)
    {
        using var certificate = TestCertificate.Create(elliptic);
        var text = Encoding.UTF8.GetString(await SignAsync(new XadesCredential(certificate)));

        Assert.Null(XmlSignature.Judge(Load(text)));
        Assert.NotNull(XmlSignature.Judge(Load(text.Replace(SampleInvoice.Seller, "7010002137", StringComparison.Ordinal))));
    }

    [Theory]
    [InlineData(AuthTokenRequest.Version20, "schemat_auth_v2-0.xsd", VerificationContextType.Nip, "5261040828", AuthTokenSubject.CertificateSubject)]
    [InlineData(AuthTokenRequest.Version21, "schemat_auth_v2-1.xsd", VerificationContextType.Nip, "5261040828", AuthTokenSubject.CertificateFingerprint)]
    [InlineData(AuthTokenRequest.Version21, "schemat_auth_v2-1.xsd", VerificationContextType.InternalId, "5261040828-12345", AuthTokenSubject.CertificateSubject)]
    [InlineData(AuthTokenRequest.Version20, "schemat_auth_v2-0.xsd", VerificationContextType.InternalId, "5261040828-12345", AuthTokenSubject.CertificateSubject)]
    public void The_document_is_valid_under_its_schema(string ns, string schema, VerificationContextType type, string value, AuthTokenSubject subject)
    {
        var document = AuthTokenRequest.Write(Challenge, new VerificationContext(type, value), subject, ns);
        document.Schemas.Add(ns, Path.Combine(SharedData.Require("data/ksef-api"), schema));

        var errors = new List<string>();
        document.Validate((_, e) => errors.Add(e.Message));

        Assert.Empty(errors);
        Assert.NotEqual(XmlSchemaValidity.NotKnown, document.DocumentElement!.SchemaInfo.Validity);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_login_by_signature_sends_invoices(bool elliptic)
    {
        using var certificate = TestCertificate.Create(elliptic);
        await using var bench = await Bench.StartAsync(credential: _ => new XadesCredential(certificate));

        Assert.IsType<GatewayOutcome.Accepted>((await bench.DriveAsync([SampleInvoice.Item("FV/1")]))[0]);
    }

    [Fact]
    public async Task A_signer_whose_key_never_leaves_its_device_logs_in()
    {
        using var certificate = TestCertificate.Create(elliptic: true);
        using var alone = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var key = certificate.GetECDsaPrivateKey()!;
        var calls = 0;
        var credential = new XadesCredential(alone, (data, _) =>
        {
            calls++;
            return ValueTask.FromResult(key.SignData(data.Span, HashAlgorithmName.SHA256));
        });
        await using var bench = await Bench.StartAsync(credential: _ => credential);

        Assert.IsType<GatewayOutcome.Pending>(await bench.SendAsync(SampleInvoice.Item("FV/1")));
        Assert.Equal(1, calls);
    }

    [Fact]
    public void A_certificate_without_a_usable_key_is_refused_at_once()
    {
        using var certificate = TestCertificate.Create(elliptic: true);
        using var alone = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var weak = RSA.Create(1024);
        using var small = new CertificateRequest("CN=x", weak, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(1));

        Assert.Throws<ArgumentException>(() => new XadesCredential(alone));
        Assert.Contains("1024", Assert.Throws<ArgumentException>(() => new XadesCredential(small)).Message, StringComparison.Ordinal);
    }

    private static async Task<byte[]> SignAsync(XadesCredential credential) => await XadesSignature.SignAsync(
        AuthTokenRequest.Write(Challenge, VerificationContext.ForNip(Nip.Parse(SampleInvoice.Seller)), AuthTokenSubject.CertificateSubject), credential, SampleInvoice.At(10), TestContext.Current.CancellationToken);

    private static XmlDocument Load(string text)
    {
        var document = new XmlDocument { PreserveWhitespace = true };
        document.LoadXml(text);
        return document;
    }

    private static OutsideTool.Result Verify(byte[] signed, X509Certificate2 certificate)
    {
        var folder = Directory.CreateTempSubdirectory("xades");
        try
        {
            var (document, pem) = (Path.Combine(folder.FullName, "signed.xml"), Path.Combine(folder.FullName, "certificate.pem"));
            File.WriteAllBytes(document, signed);
            File.WriteAllText(pem, certificate.ExportCertificatePem());
            return OutsideTool.Run("xmlsec1", ["--verify", "--pubkey-cert-pem", pem, "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", document]);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
