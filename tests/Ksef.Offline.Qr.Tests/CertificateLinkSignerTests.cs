using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Qr.Tests;

public sealed class CertificateLinkSignerTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 1, 12, 0);
    private static readonly VerificationContext Context = VerificationContext.ForNip(Nip.Parse("1111111111"));
    private static readonly byte[] One = [1];

    [Fact]
    public void Openssl_verifies_ec_p1363()
    {
        using var certificate = TestCertificates.Ec();
        using var signer = CertificateLinkSigner.FromCertificate(certificate);
        var link = Sign(signer);
        Assert.Equal(64, link.Signature.Length);
        Assert.True(OpenSsl.Verifies(certificate, link.SignedText!, OpenSsl.ToDer(link.Signature.Span), rsa: false));
        Assert.False(OpenSsl.Verifies(certificate, Changed(link.SignedText!), OpenSsl.ToDer(link.Signature.Span), rsa: false));
    }

    [Fact]
    public void Openssl_verifies_ec_der()
    {
        using var certificate = TestCertificates.Ec();
        using var signer = CertificateLinkSigner.FromCertificate(certificate, DSASignatureFormat.Rfc3279DerSequence);
        var link = Sign(signer);
        Assert.Equal(0x30, link.Signature.Span[0]);
        Assert.True(OpenSsl.Verifies(certificate, link.SignedText!, link.Signature.ToArray(), rsa: false));
        Assert.False(OpenSsl.Verifies(certificate, Changed(link.SignedText!), link.Signature.ToArray(), rsa: false));
    }

    [Theory]
    [InlineData(2048)]
    [InlineData(3072)]
    public void Openssl_verifies_rsa_pss_with_a_salt_of_32(int bits)
    {
        using var certificate = TestCertificates.Rsa(bits);
        using var signer = CertificateLinkSigner.FromCertificate(certificate);
        var link = Sign(signer);
        Assert.Equal(bits / 8, link.Signature.Length);
        Assert.True(OpenSsl.Verifies(certificate, link.SignedText!, link.Signature.ToArray(), rsa: true));
        Assert.False(OpenSsl.Verifies(certificate, Changed(link.SignedText!), link.Signature.ToArray(), rsa: true));
    }

    [Fact]
    public void What_openssl_signs_with_another_salt_is_refused()
    {
        using var rsa = RSA.Create(2048);
        using var certificate = TestCertificates.Rsa(rsa);
        using var key = new ScratchFile(".pem", Encoding.ASCII.GetBytes(rsa.ExportPkcs8PrivateKeyPem()));
        foreach (var (salt, good) in new[] { ("32", true), ("max", false), ("20", false) })
        {
            using var signer = CertificateLinkSigner.FromDelegate(certificate, hash => OpensslSign(key.Path, hash, ["-pkeyopt", "rsa_padding_mode:pss", "-pkeyopt", $"rsa_pss_saltlen:{salt}"]));
            if (good) Sign(signer);
            else Assert.Equal("KO4002", Assert.Single(Assert.Throws<SigningRefusedException>(() => Sign(signer)).Findings).Code);
        }
        using var pkcs1 = CertificateLinkSigner.FromDelegate(certificate, hash => OpensslSign(key.Path, hash, []));
        Assert.Equal("KO4002", Assert.Single(Assert.Throws<SigningRefusedException>(() => Sign(pkcs1)).Findings).Code);
    }

    [Fact]
    public void A_delegate_signs_in_der_or_p1363_and_the_external_key_serves_both()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = TestCertificates.Ec(key);
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        using var plain = CertificateLinkSigner.FromDelegate(bare, hash => key.SignHash(hash.ToArray()));
        using var der = CertificateLinkSigner.FromDelegate(bare, hash => key.SignHash(hash.ToArray(), DSASignatureFormat.Rfc3279DerSequence));
        using var external = new ExternalEcdsa(bare, hash => key.SignHash(hash.ToArray()));
        using var asKey = CertificateLinkSigner.FromKey(bare, external, DSASignatureFormat.Rfc3279DerSequence);
        foreach (var signer in new[] { plain, der, asKey }) Assert.True(plain.Certificate.Verifies(Sign(signer)));
        Assert.True(external.VerifyData(One, external.SignData(One, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256));
        Assert.Throws<CryptographicException>(() => external.ExportParameters(true));
    }

    [Fact]
    public void An_external_rsa_key_signs_too_and_keeps_its_private_half()
    {
        using var key = RSA.Create(2048);
        using var certificate = TestCertificates.Rsa(key);
        using var external = new ExternalRsa(certificate, key.SignHash);
        using var signer = CertificateLinkSigner.FromKey(certificate, external);
        Assert.True(signer.Certificate.Verifies(Sign(signer)));
        Assert.True(key.VerifyData(One, external.SignData(One, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        Assert.Throws<CryptographicException>(() => external.ExportParameters(true));
        Assert.Throws<NotSupportedException>(() => external.ImportParameters(default));
    }

    [Fact]
    public void The_wrong_external_key_is_said_by_name()
    {
        using var ec = TestCertificates.Ec();
        using var rsa = TestCertificates.Rsa();
        Assert.Contains("not EC", Assert.Throws<ArgumentException>(() => new ExternalEcdsa(rsa, _ => [])).Message, StringComparison.Ordinal);
        Assert.Contains("not RSA", Assert.Throws<ArgumentException>(() => new ExternalRsa(ec, (_, _, _) => [])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Random_invoices_serials_and_keys_sign_links_that_verify()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        Prop.ForAll(ArbMap.Default.ArbFor<(ulong Serial, PositiveInt Number, bool Rsa, bool Der)>(), x =>
        {
            var serial = BitConverter.GetBytes((x.Serial & 0x7FFF_FFFF_FFFF_FFFF) | 1);
            Array.Reverse(serial);
            using var certificate = x.Rsa ? TestCertificates.Rsa(rsa, serial: serial) : TestCertificates.Ec(ec, serial: serial);
            using var signer = CertificateLinkSigner.FromCertificate(certificate, x.Der ? DSASignatureFormat.Rfc3279DerSequence : DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
            var invoice = TestInvoices.Make(number: $"FV/{x.Number.Get}");
            var link = VerificationLinks.ForCertificate(KsefEnvironment.Production, invoice, Context, signer, Now);
            Assert.Equal(Convert.ToHexString(serial), link.Certificate.ToString());
            Assert.True(signer.Certificate.Verifies(link));
            Assert.True(VerificationLink.TryParse(link.Url, out var read, out _) && signer.Certificate.Verifies(read));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(60));
    }

    [Fact]
    public async Task One_signer_serves_many_threads()
    {
        using var certificate = TestCertificates.Ec();
        using var signer = CertificateLinkSigner.FromCertificate(certificate);
        var links = await Task.WhenAll(Enumerable.Range(0, 64).Select(_ => Task.Run(() => Sign(signer), TestContext.Current.CancellationToken)));
        Assert.All(links, link => Assert.True(signer.Certificate.Verifies(link)));
    }

    [Theory]
    [InlineData(X509KeyUsageFlags.DigitalSignature, "KO4003")]
    [InlineData(X509KeyUsageFlags.DigitalSignature | X509KeyUsageFlags.NonRepudiation, "KO4004")]
    [InlineData(X509KeyUsageFlags.KeyEncipherment, "KO4004")]
    public void A_certificate_of_another_type_is_refused_with_the_reason(X509KeyUsageFlags usage, string code)
    {
        using var certificate = TestCertificates.Ec(usage);
        Assert.Equal(code, Assert.Single(Assert.Throws<SigningRefusedException>(() => CertificateLinkSigner.FromCertificate(certificate)).Findings).Code);
    }

    [Fact]
    public void A_p384_key_a_short_rsa_key_and_a_long_serial_number_are_refused()
    {
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var wide = TestCertificates.Ec(p384);
        using var small = TestCertificates.Rsa(1024);
        using var foreign = TestCertificates.Ec(serial: [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        Assert.Equal("KO4005", Refusal(wide).Code);
        Assert.Contains("P-256", Refusal(wide).Message, StringComparison.Ordinal);
        Assert.Equal("RSA 1024", Refusal(small).Value);
        Assert.Equal("KO4008", Refusal(foreign).Code);

        static Finding Refusal(X509Certificate2 certificate) => Assert.Single(Assert.Throws<SigningRefusedException>(() => CertificateLinkSigner.FromCertificate(certificate)).Findings);
    }

    [Fact]
    public void A_certificate_without_key_and_a_key_of_another_certificate_are_refused()
    {
        using var certificate = TestCertificates.Ec();
        using var bare = X509CertificateLoader.LoadCertificate(certificate.RawData);
        Assert.Equal("KO4009", Assert.Single(Assert.Throws<SigningRefusedException>(() => CertificateLinkSigner.FromCertificate(bare)).Findings).Code);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        foreach (AsymmetricAlgorithm key in new AsymmetricAlgorithm[] { other, rsa })
            Assert.Equal("KO4010", Assert.Single(Assert.Throws<SigningRefusedException>(() => CertificateLinkSigner.FromKey(bare, key)).Findings).Code);
    }

    private static VerificationLink Sign(CertificateLinkSigner signer) => VerificationLinks.ForCertificate(KsefEnvironment.Test, TestInvoices.Make(), Context, signer, Now);

    private static string Changed(string text) => text[..^1] + (text[^1] == 'A' ? 'B' : 'A');

    private static byte[] OpensslSign(string key, ReadOnlySpan<byte> hash, string[] options)
    {
        using var input = new ScratchFile(".bin", hash.ToArray());
        using var output = new ScratchFile(".sig", []);
        var run = TestKit.OutsideTool.Run("openssl", ["pkeyutl", "-sign", "-inkey", key, "-pkeyopt", "digest:sha256", .. options, "-in", input.Path, "-out", output.Path]);
        Assert.True(run.ExitCode == 0, run.Error);
        return File.ReadAllBytes(output.Path);
    }
}
