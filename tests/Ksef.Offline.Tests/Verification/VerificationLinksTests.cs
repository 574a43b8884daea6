using System.Security.Cryptography;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Invoices;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Tests.Verification;

public sealed class VerificationLinksTests
{
    private const string DocumentedHash = "UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE";
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 1, 12, 0);
    private static readonly Nip Seller = Nip.Parse("1111111111");

    [Fact]
    public void The_documented_code_one_comes_out_character_for_character() =>
        Assert.Equal(
            "https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
            VerificationLink.ForInvoice(KsefEnvironment.Test.VerificationHost, Seller, new LocalDate(2026, 2, 1), InvoiceHash.Parse(DocumentedHash)).Url);

    [Fact]
    public void The_documented_text_to_sign_comes_out_character_for_character() =>
        Assert.Equal(
            "qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE",
            VerificationLink.TextToSign(KsefEnvironment.Test.VerificationHost, Seller, InvoiceHash.Parse(DocumentedHash), VerificationContext.ForNip(Seller), CertificateSerial.Parse("01F20A5D352AE590")));

    [Fact]
    public void Everything_is_read_from_the_issued_bytes()
    {
        var invoice = Invoice("2026-12-31");
        var link = VerificationLinks.ForInvoice(KsefEnvironment.Production, invoice);
        Assert.Equal($"https://qr.ksef.mf.gov.pl/invoice/1111111111/31-12-2026/{invoice.Hash.ToBase64Url()}", link.Url);
        Assert.Equal((Seller, invoice.Hash, (LocalDate?)invoice.IssueDate), (link.SellerNip, link.Hash, link.IssueDate));
    }

    [Theory]
    [InlineData("test", "qr-test.ksef.mf.gov.pl")]
    [InlineData("demo", "qr-demo.ksef.mf.gov.pl")]
    [InlineData("prod", "qr.ksef.mf.gov.pl")]
    [InlineData("own", "127.0.0.1:5000")]
    public void The_host_is_the_environments_and_is_signed(string name, string host)
    {
        var environment = name switch { "test" => KsefEnvironment.Test, "demo" => KsefEnvironment.Demo, "prod" => KsefEnvironment.Production, _ => Custom(host) };
        using var signer = new EcSigner();
        var link = VerificationLinks.ForCertificate(environment, Invoice(), VerificationContext.ForNip(Seller), signer, Now);
        Assert.StartsWith($"https://{host}/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/", link.Url, StringComparison.Ordinal);
        Assert.StartsWith(host + "/certificate/", link.SignedText, StringComparison.Ordinal);
        Assert.Equal(link.Url, $"https://{link.SignedText}/{System.Buffers.Text.Base64Url.EncodeToString(link.Signature.Span)}");
    }

    [Theory]
    [InlineData("qr.example/")]
    [InlineData("qr.example/path")]
    [InlineData("https://qr.example")]
    [InlineData("qr example")]
    public void A_host_with_a_path_or_a_slash_is_refused(string host) =>
        Assert.Contains($"'{host}'", Assert.Throws<ArgumentException>(() => Custom(host)).Message, StringComparison.Ordinal);

    [Fact]
    public void Links_of_random_invoices_contexts_and_serials_verify_and_are_read_back()
    {
        using var ec = new EcSigner();
        Prop.ForAll(ArbMap.Default.ArbFor<(ulong Serial, uint Day, uint Context, uint Nip)>(), x =>
        {
            var invoice = Invoice(new LocalDate(2026, 1, 1).PlusDays((int)(x.Day % 3650)).ToString("uuuu-MM-dd", null), $"{1_000_000_000 + (x.Nip % 1_000_000_000)}");
            var serial = CertificateSerial.Parse($"{x.Serial:X16}");
            using var signer = ec.With(serial);
            var context = AnyContext(x.Context);
            var two = VerificationLinks.ForCertificate(KsefEnvironment.Demo, invoice, context, signer, Now);
            Assert.True(signer.Certificate.Verifies(two));
            Assert.Equal(64, two.Signature.Length);
            Assert.True(VerificationLink.TryParse(two.Url, out var read, out _));
            Assert.Equal((two, context, serial, invoice.Hash, invoice.Key.SellerNip), (read, read.Context, read.Certificate, read.Hash, read.SellerNip));
            var one = VerificationLinks.ForInvoice(KsefEnvironment.Demo, invoice);
            Assert.True(VerificationLink.TryParse(one.Url, out read, out _));
            Assert.Equal((one, (LocalDate?)invoice.IssueDate), (read, read.IssueDate));
        }).Check(Config.QuickThrowOnFailure);
    }

    [Fact]
    public void No_character_of_a_code_two_can_be_changed()
    {
        using var signer = new EcSigner();
        var link = VerificationLinks.ForCertificate(KsefEnvironment.Test, Invoice(), VerificationContext.ForNip(Seller), signer, Now);
        for (var i = 0; i < link.Url.Length; i++)
        {
            var changed = link.Url[..i] + (link.Url[i] is '1' ? '2' : '1') + link.Url[(i + 1)..];
            Assert.False(VerificationLink.TryParse(changed, out var read, out _) && signer.Certificate.Verifies(read), $"character {i}: {changed}");
        }
    }

    [Fact]
    public void A_signature_that_does_not_verify_is_never_returned()
    {
        using var good = new EcSigner();
        foreach (var (name, sign) in good.Wrong())
        {
            using var bad = new EcSigner(sign);
            var refused = Assert.Throws<SigningRefusedException>(() => VerificationLinks.ForCertificate(KsefEnvironment.Test, Invoice(), VerificationContext.ForNip(Seller), bad, Now));
            Assert.True("KO4002" == Assert.Single(refused.Findings).Code, name);
        }
    }

    [Fact]
    public void An_expired_certificate_and_one_not_valid_yet_do_not_sign()
    {
        using var signer = new EcSigner();
        Assert.Equal("KO4006", Code(signer.Certificate.NotAfter + Duration.FromSeconds(1)));
        Assert.Equal("KO4007", Code(signer.Certificate.NotBefore - Duration.FromSeconds(1)));
        VerificationLinks.ForCertificate(KsefEnvironment.Test, Invoice(), VerificationContext.ForNip(Seller), signer, signer.Certificate.NotAfter);
        VerificationLinks.ForCertificate(KsefEnvironment.Test, Invoice(), VerificationContext.ForNip(Seller), signer, signer.Certificate.NotBefore);

        string Code(Instant at) => Assert.Single(Assert.Throws<SigningRefusedException>(() => VerificationLinks.ForCertificate(KsefEnvironment.Test, Invoice(), VerificationContext.ForNip(Seller), signer, at)).Findings).Code;
    }

    [Fact]
    public void Both_forms_of_an_ec_signature_verify()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new LinkCertificate(EcSigner.Documented, Now, Now, key.ExportSubjectPublicKeyInfo());
        var text = "any text"u8.ToArray();
        Assert.True(certificate.Verifies(text, key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)));
        Assert.True(certificate.Verifies(text, key.SignData(text, HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence)));
        Assert.False(certificate.Verifies(text, []));
        Assert.False(certificate.Verifies(text, new byte[64]));
        Assert.False(certificate.Verifies(text, [0x30, 1, 2, 3, 4, 5, 6, 7, 8]));
    }

    [Fact]
    public void An_rsa_signature_verifies_as_pss_only()
    {
        using var key = RSA.Create(2048);
        using var certificate = new LinkCertificate(EcSigner.Documented, Now, Now, key.ExportSubjectPublicKeyInfo());
        var text = "any text"u8.ToArray();
        Assert.True(certificate.Verifies(text, key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss)));
        Assert.False(certificate.Verifies(text, key.SignData(text, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)));
        Assert.False(certificate.Verifies(text, key.SignData(text, HashAlgorithmName.SHA512, RSASignaturePadding.Pss)));
    }

    [Fact]
    public void Keys_of_another_kind_are_refused_each_with_one_clear_error()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var small = RSA.Create(1024);
        Assert.Contains("P-256", Assert.Throws<ArgumentException>(() => new LinkCertificate(EcSigner.Documented, Now, Now, p384.ExportSubjectPublicKeyInfo())).Message, StringComparison.Ordinal);
        Assert.Contains("1024", Assert.Throws<ArgumentException>(() => new LinkCertificate(EcSigner.Documented, Now, Now, small.ExportSubjectPublicKeyInfo())).Message, StringComparison.Ordinal);
        Assert.Contains("neither", Assert.Throws<ArgumentException>(() => new LinkCertificate(EcSigner.Documented, Now, Now, [1, 2, 3])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("http://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE")]
    [InlineData("https://qr-test.ksef.mf.gov.pl/invoice/1111111111/2026-02-01/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE")]
    [InlineData("https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE=")]
    [InlineData("https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE/")]
    [InlineData("https://qr-test.ksef.mf.gov.pl/invoice/1111111111/01-02-2026/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIF")]
    [InlineData("https://qr-test.ksef.mf.gov.pl/certificate/nip/1111111111/1111111111/01F20A5D352AE590/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE/AAAA")]
    [InlineData("https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01f20a5d352ae590/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE/AAAA")]
    [InlineData("https://qr-test.ksef.mf.gov.pl/certificate/Nip/1111111111/1111111111/01F20A5D352AE590/UtQp9Gpc51y-u3xApZjIjgkpZ01js-J8KflSPW8WzIE/")]
    public void What_is_no_code_gives_one_finding(string? url)
    {
        Assert.False(VerificationLink.TryParse(url, out _, out var finding));
        Assert.Equal(("KO4001", url), (finding.Code, finding.Value));
    }

    [Fact]
    public void An_empty_file_and_a_huge_one_give_one_clear_finding()
    {
        Assert.False(IssuedInvoice.TryRead([], out _, out var findings));
        Assert.Equal("KO0101", Assert.Single(findings).Code);
        var huge = Encoding.UTF8.GetBytes("<Faktura>" + new string(' ', 17 * 1024 * 1024) + "</Faktura>");
        Assert.False(IssuedInvoice.TryRead(huge, out _, out findings));
        Assert.Equal("KO0101", Assert.Single(findings).Code);
    }

    internal static IssuedInvoice Invoice(string issueDate = "2026-02-01", string nip = "1111111111") => IssuedInvoice.Read(Encoding.UTF8.GetBytes(
        $"""
        <Faktura xmlns="http://crd.gov.pl/wzor/2025/06/25/13775/"><Podmiot1><DaneIdentyfikacyjne><NIP>{nip}</NIP></DaneIdentyfikacyjne></Podmiot1>
        <Fa><P_1>{issueDate}</P_1><P_2>FV/1</P_2><RodzajFaktury>VAT</RodzajFaktury></Fa></Faktura>
        """));

    private static KsefEnvironment Custom(string host) => KsefEnvironment.Custom("own", new Uri("http://127.0.0.1:5000/v2"), null, host);

    private static VerificationContext AnyContext(uint seed) => (seed % 4) switch
    {
        0 => VerificationContext.ForNip(Nip.Parse($"{1_000_000_000 + (seed % 999_999_999)}")),
        1 => VerificationContext.ForInternalId($"{1_000_000_000 + (seed % 999_999_999)}-{seed % 100_000:00000}"),
        2 => VerificationContext.ForNipVatUe($"{1_000_000_000 + (seed % 999_999_999)}-{(seed % 8 < 4 ? "DE123456789" : "IE1+23456A")}"),
        _ => VerificationContext.ForPeppolId($"PPL{seed % 1_000_000:000000}"),
    };
}
