using System.Net.Http.Headers;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Emulator.Tests.Fixtures;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Emulator.Tests;

public sealed class XadesLoginTests
{
    private const string Seal = "CN=Firma, O=Firma, C=PL, 2.5.4.97=VATPL-" + SampleInvoice.Seller;
    private const string Person = "CN=Jan Kowalski, G=Jan, SN=Kowalski, C=PL, SERIALNUMBER=TINPL-" + SampleInvoice.Seller;

    private static string Context(string nip = SampleInvoice.Seller) => $"<Nip>{nip}</Nip>";

    internal static async Task<Reply> PostAsync(RawClient client, byte[] document, string query = "")
    {
        using var content = new ByteArrayContent(document);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/xml");
        return await client.SendContentAsync(HttpMethod.Post, $"auth/xades-signature{query}", content, null);
    }

    internal static async Task<string> ChallengeAsync(RawClient client) => (string)(await client.SendAsync(HttpMethod.Post, "auth/challenge")).Expect(200).Json["challenge"]!;

    internal static async Task LoginAsync(RawClient client, X509Certificate2 certificate, string? context = null)
    {
        client.Access = null;
        var document = new LoginSigner(certificate).Sign(LoginSigner.Request(await ChallengeAsync(client), context ?? Context()));
        await client.RedeemAsync((await PostAsync(client, document)).Expect(202).Json);
    }

    [Theory]
    [InlineData(false, false, LoginSigner.Exclusive)]
    [InlineData(false, false, LoginSigner.Inclusive)]
    [InlineData(false, true, LoginSigner.Exclusive)]
    [InlineData(true, false, LoginSigner.Inclusive)]
    [InlineData(true, true, LoginSigner.Exclusive)]
    [InlineData(true, true, LoginSigner.Inclusive)]
    public async Task A_well_signed_document_logs_in(bool rsa, bool enveloping, string form)
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var client = ksef.Client;
        using var certificate = LoginSigner.SelfSigned(Person, rsa);
        var document = new LoginSigner(certificate) { Enveloping = enveloping, Form = form }.Sign(LoginSigner.Request(await ChallengeAsync(client), Context(), rsa ? "2.1" : "2.0"));
        await client.RedeemAsync((await PostAsync(client, document)).Expect(202).Json);
        await client.OpenAsync();
    }

    [Fact]
    public async Task The_enveloped_transform_may_be_written_as_an_XPath_filter()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var client = ksef.Client;
        using var certificate = LoginSigner.SelfSigned(Seal);
        var document = new LoginSigner(certificate) { XPathFilter = true }.Sign(LoginSigner.Request(await ChallengeAsync(client), Context()));
        (await PostAsync(client, document)).Expect(202);
    }

    [Fact]
    public async Task Those_who_sign_badly_are_refused()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var client = ksef.Client;
        using var certificate = LoginSigner.SelfSigned(Seal);
        using var other = LoginSigner.SelfSigned(Seal);
        async Task Refused(int code, LoginSigner signer, string? request = null) =>
            (await PostAsync(client, signer.Sign(request ?? LoginSigner.Request(await ChallengeAsync(client), Context())))).ExpectCode(code);

        await Refused(9105, new LoginSigner(certificate) { WithoutDocumentReference = true });
        await Refused(9105, new LoginSigner(certificate) { WithoutPropertiesReference = true });
        await Refused(9105, new LoginSigner(certificate) { DerSignature = true });
        await Refused(9105, new LoginSigner(certificate) { WrongCertificateDigest = true });
        await Refused(9105, new LoginSigner(certificate) { Tamper = t => t.Replace(SampleInvoice.Seller, SampleInvoice.Buyer, StringComparison.Ordinal) });
        await Refused(9105, new LoginSigner(certificate) { Tamper = t => t.Replace("2026-02-02T10", "2026-02-02T11", StringComparison.Ordinal) });
        await Refused(9105, new LoginSigner(certificate) { Tamper = t => t.Replace(Convert.ToBase64String(certificate.RawData), Convert.ToBase64String(other.RawData), StringComparison.Ordinal) });
        await Refused(9105, new LoginSigner(certificate) { Tamper = t => t.Replace("<Challenge>", "<Challenge Id=\"props\">", StringComparison.Ordinal) });
        await Refused(21401, new LoginSigner(certificate), LoginSigner.Request(await ChallengeAsync(client), Context(), "1.0"));
        await Refused(21401, new LoginSigner(certificate), LoginSigner.Request(await ChallengeAsync(client), Context(), subject: "somebody"));
        await Refused(21117, new LoginSigner(certificate), LoginSigner.Request(await ChallengeAsync(client), "<Nip>12</Nip>"));
        await Refused(21111, new LoginSigner(certificate), LoginSigner.Request("20260202-CR-0000000000-0000000000-00", Context()));
        (await PostAsync(client, System.Text.Encoding.UTF8.GetBytes(LoginSigner.Request(await ChallengeAsync(client), Context())))).ExpectCode(9102);
        (await PostAsync(client, "no xml"u8.ToArray())).ExpectCode(21001);
        (await PostAsync(client, [0x3C, 0x61, 0x3E, 0xFF, 0xFE, 0x3C, 0x2F, 0x61, 0x3E])).Expect(400);
        (await PostAsync(client, "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"u8.ToArray())).ExpectCode(21001);
        using var nobody = LoginSigner.SelfSigned("CN=Nobody, C=PL");
        await Refused(21115, new LoginSigner(nobody));
        using var content = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        (await client.SendContentAsync(HttpMethod.Post, "auth/xades-signature", content, null)).Expect(415);
        (await PostAsync(client, [], "?verifyCertificateChain=maybe")).ExpectCode(21405);
    }

    [Fact]
    public async Task Two_signatures_are_one_too_many()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var client = ksef.Client;
        using var certificate = LoginSigner.SelfSigned(Seal);
        var document = new LoginSigner(certificate) { Tamper = t => t.Replace("</AuthTokenRequest>", "<ds:Signature xmlns:ds=\"http://www.w3.org/2000/09/xmldsig#\"/></AuthTokenRequest>", StringComparison.Ordinal) }
            .Sign(LoginSigner.Request(await ChallengeAsync(client), Context()));
        (await PostAsync(client, document)).ExpectCode(9103);
        (await PostAsync(client, new LoginSigner(certificate) { Tamper = t => t.Replace("AuthTokenRequest", "Other", StringComparison.Ordinal) }.Sign(LoginSigner.Request(await ChallengeAsync(client), Context())))).ExpectCode(9101);
    }

    [Fact]
    public async Task The_status_tells_of_certificates_and_rights_that_do_not_do()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var client = ksef.Client;
        async Task<int> StatusOf(X509Certificate2 certificate, string? context = null, string query = "")
        {
            var begun = (await PostAsync(client, new LoginSigner(certificate).Sign(LoginSigner.Request(await ChallengeAsync(client), context ?? Context())), query)).Expect(202).Json;
            return (int)(await client.SendAsync(HttpMethod.Get, $"auth/{begun["referenceNumber"]}", null, (string)begun["authenticationToken"]!["token"]!)).Expect(200).Json["status"]!["code"]!;
        }
        using var good = LoginSigner.SelfSigned(Seal);
        using var old = LoginSigner.SelfSigned(Seal, to: new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var young = LoginSigner.SelfSigned(Seal, from: new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero));
        Assert.Equal(200, await StatusOf(good));
        Assert.Equal(415, await StatusOf(good, Context(SampleInvoice.Buyer)));
        Assert.Equal(460, await StatusOf(old));
        Assert.Equal(460, await StatusOf(young));
        Assert.Equal(460, await StatusOf(good, query: "?verifyCertificateChain=true"));
    }

    [Fact]
    public async Task A_document_signed_by_xmlsec1_logs_in()
    {
        await using var ksef = await TestKsef.StartAsync(null);
        var client = ksef.Client;
        using var certificate = LoginSigner.SelfSigned(Seal, rsa: true);
        var template = new LoginSigner(certificate).Sign(LoginSigner.Request(await ChallengeAsync(client), Context()));
        var text = System.Text.RegularExpressions.Regex.Replace(System.Text.Encoding.UTF8.GetString(template), "<ds:(SignatureValue)>[^<]*</ds:SignatureValue>", "<ds:$1/>");
        text = System.Text.RegularExpressions.Regex.Replace(text, "(?<=<ds:Reference .*?)<ds:DigestValue>[^<]*</ds:DigestValue>(?=</ds:Reference>)", "<ds:DigestValue/>");
        var folder = Directory.CreateTempSubdirectory("ksef-xmlsec").FullName;
        var (source, key) = (Path.Combine(folder, "in.xml"), Path.Combine(folder, "key.pem"));
        await File.WriteAllTextAsync(source, text, TestContext.Current.CancellationToken);
        using (var rsa = certificate.GetRSAPrivateKey()!) await File.WriteAllTextAsync(key, rsa.ExportPkcs8PrivateKeyPem(), TestContext.Current.CancellationToken);
        var signed = OutsideTool.Run("xmlsec1", ["--sign", "--privkey-pem", key, "--id-attr:Id", "http://uri.etsi.org/01903/v1.3.2#:SignedProperties", source]);
        Directory.Delete(folder, recursive: true);
        Assert.True(signed.ExitCode == 0, signed.Error);
        await client.RedeemAsync((await PostAsync(client, System.Text.Encoding.UTF8.GetBytes(signed.Output))).Expect(202).Json);
    }
}
