using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Emulator.Tests.Fixtures;

namespace Ksef.Offline.Emulator.Tests;

/// <summary>Documents that an outside tool signed in every form log in.</summary>
public sealed class StrangersLoginTests
{
    private const string Seal = "CN=Firma, O=Firma, C=PL, 2.5.4.97=VATPL-" + SampleInvoice.Seller;

    private static async Task LogsInAsync(TestKsef ksef, XmlsecSigner signer)
    {
        var document = signer.Sign(await XadesLoginTests.ChallengeAsync(ksef.Client), SampleInvoice.Seller);
        await ksef.Client.RedeemAsync((await XadesLoginTests.PostAsync(ksef.Client, document)).Expect(202).Json);
        ksef.Client.Access = null;
    }

    [Theory]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315")]
    [InlineData("http://www.w3.org/TR/2001/REC-xml-c14n-20010315#WithComments")]
    [InlineData("http://www.w3.org/2006/12/xml-c14n11")]
    [InlineData("http://www.w3.org/2006/12/xml-c14n11#WithComments")]
    [InlineData("http://www.w3.org/2001/10/xml-exc-c14n#")]
    [InlineData("http://www.w3.org/2001/10/xml-exc-c14n#WithComments")]
    public async Task Every_canonical_form_plain_and_ornate_enveloped_and_enveloping(string form)
    {
        await using var ksef = await TestKsef.StartAsync(null);
        using var certificate = LoginSigner.SelfSigned(Seal, rsa: true);
        foreach (var ornate in (bool[])[false, true])
            foreach (var enveloping in (bool[])[false, true])
                await LogsInAsync(ksef, new XmlsecSigner(certificate) { Method = "rsa-sha256", Form = form, Ornate = ornate, Enveloping = enveloping });
        await LogsInAsync(ksef, new XmlsecSigner(certificate) { Method = "rsa-sha256", Form = form, Ornate = true, Uri = "#xpointer(/)" });
    }

    [Theory]
    [InlineData("rsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha512")]
    [InlineData("rsa-sha384", "http://www.w3.org/2001/04/xmldsig-more#sha384")]
    [InlineData("rsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha256")]
    [InlineData("ecdsa-sha256", "http://www.w3.org/2001/04/xmlenc#sha256")]
    [InlineData("ecdsa-sha384", "http://www.w3.org/2001/04/xmldsig-more#sha384")]
    [InlineData("ecdsa-sha512", "http://www.w3.org/2001/04/xmlenc#sha512")]
    public async Task Every_signature_and_digest_method(string method, string digest)
    {
        await using var ksef = await TestKsef.StartAsync(null);
        using var certificate = LoginSigner.SelfSigned(Seal, method.StartsWith("rsa", StringComparison.Ordinal));
        using var other = LoginSigner.SelfSigned("CN=Urząd, C=PL");
        await LogsInAsync(ksef, new XmlsecSigner(certificate) { Method = method, Digest = digest, Also = [other] });
    }
}
