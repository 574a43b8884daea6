using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ksef.Offline.TestKit;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Qr.Tests;

public sealed class OfflineCertificatesTests
{
    private const string Password = "zażółć-7";
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 1, 12, 0);

    [Fact]
    public void A_pfx_opens_with_its_password()
    {
        using var made = TestCertificates.Ec();
        using var read = OfflineCertificates.FromPfx(made.Export(X509ContentType.Pfx, Password), Password);
        Works(read);
    }

    [Fact]
    public void A_wrong_password_is_said_and_not_repeated()
    {
        using var made = TestCertificates.Ec();
        var refused = Assert.Throws<SigningRefusedException>(() => OfflineCertificates.FromPfx(made.Export(X509ContentType.Pfx, Password), "not-the-password"));
        Assert.Equal("KO4011", Assert.Single(refused.Findings).Code);
        Assert.DoesNotContain("not-the-password", refused.ToString(), StringComparison.Ordinal);
        Assert.Equal("KO4011", Assert.Single(Assert.Throws<SigningRefusedException>(() => OfflineCertificates.FromPfx([], "")).Findings).Code);
    }

    [Fact]
    public void Every_wrapping_of_an_ec_key_is_read()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var made = TestCertificates.Ec(key);
        var encrypted = new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000);
        foreach (var certificate in new[] { made.RawData, Encoding.ASCII.GetBytes(made.ExportCertificatePem()) })
        {
            Read(certificate, Ascii(key.ExportPkcs8PrivateKeyPem()), "");
            Read(certificate, Ascii(key.ExportECPrivateKeyPem()), "");
            Read(certificate, Ascii("-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n" + key.ExportECPrivateKeyPem()), "");
            Read(certificate, Ascii(key.ExportEncryptedPkcs8PrivateKeyPem(Password, encrypted)), Password);
            Read(certificate, key.ExportPkcs8PrivateKey(), "");
            Read(certificate, key.ExportECPrivateKey(), "");
            Read(certificate, key.ExportEncryptedPkcs8PrivateKey(Password, encrypted), Password);
        }
    }

    [Fact]
    public void Every_wrapping_of_an_rsa_key_is_read()
    {
        using var key = RSA.Create(2048);
        using var made = TestCertificates.Rsa(key);
        var encrypted = new PbeParameters(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 10_000);
        Read(made.RawData, Ascii(key.ExportPkcs8PrivateKeyPem()), "");
        Read(made.RawData, Ascii(key.ExportRSAPrivateKeyPem()), "");
        Read(made.RawData, key.ExportRSAPrivateKey(), "");
        Read(made.RawData, Ascii(key.ExportEncryptedPkcs8PrivateKeyPem(Password, encrypted)), Password);
    }

    [Fact]
    public void What_openssl_makes_is_read()
    {
        using var key = new ScratchFile(".key", []);
        using var certificate = new ScratchFile(".crt", []);
        using var pfx = new ScratchFile(".pfx", []);
        var run = OutsideTool.Run("openssl", ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-keyout", key.Path, "-out", certificate.Path, "-passout", "pass:secret",
            "-subj", "/CN=Test (offline)/C=PL", "-set_serial", "0x01F20A5D352AE590", "-addext", "keyUsage=critical,nonRepudiation", "-days", "36500"]);
        Assert.True(run.ExitCode == 0, run.Error);
        using var pair = OfflineCertificates.FromKeyPair(File.ReadAllBytes(certificate.Path), File.ReadAllBytes(key.Path), "secret");
        using var signer = CertificateLinkSigner.FromCertificate(pair);
        Assert.Equal("01F20A5D352AE590", signer.Certificate.Serial.ToString());
        run = OutsideTool.Run("openssl", ["pkcs12", "-export", "-in", certificate.Path, "-inkey", key.Path, "-passin", "pass:secret", "-passout", "pass:pfx", "-out", pfx.Path]);
        Assert.True(run.ExitCode == 0, run.Error);
        using var opened = OfflineCertificates.FromPfx(File.ReadAllBytes(pfx.Path), "pfx");
        Assert.True(opened.HasPrivateKey);
    }

    [Fact]
    public void A_certificate_in_the_store_is_found_by_its_thumbprint_and_a_missing_one_is_said()
    {
        using var made = TestCertificates.Ec();
        using var stored = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx, Password), Password, X509KeyStorageFlags.PersistKeySet | X509KeyStorageFlags.Exportable);
        using var store = new X509Store(StoreName.My, StoreLocation.CurrentUser, OpenFlags.ReadWrite);
        store.Add(stored);
        try
        {
            var shown = string.Join(' ', Enumerable.Range(0, 20).Select(i => stored.Thumbprint.Substring(i * 2, 2).ToLowerInvariant()));
            using var found = OfflineCertificates.FromStore(shown);
            Works(found);
        }
        finally
        {
            store.Remove(stored);
        }
        Assert.Equal("KO4011", Assert.Single(Assert.Throws<SigningRefusedException>(() => OfflineCertificates.FromStore(stored.Thumbprint)).Findings).Code);
    }

    [Fact]
    public void Bad_pairs_give_one_clear_error_each()
    {
        using var ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var other = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        using var made = TestCertificates.Ec(ec);
        var encrypted = ec.ExportEncryptedPkcs8PrivateKeyPem(Password, new PbeParameters(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 10_000));
        Assert.Equal("KO4010 key", Refusal(made.RawData, other.ExportPkcs8PrivateKey(), ""));
        Assert.Equal("KO4011 key", Refusal(made.RawData, rsa.ExportPkcs8PrivateKey(), ""));
        Assert.Equal("KO4011 key", Refusal(made.RawData, Ascii(rsa.ExportRSAPrivateKeyPem()), ""));
        Assert.Equal("KO4011 key", Refusal(made.RawData, Ascii(encrypted), "wrong"));
        Assert.Equal("KO4011 key", Refusal(made.RawData, Ascii(encrypted), ""));
        Assert.Equal("KO4011 key", Refusal(made.RawData, Ascii(made.ExportCertificatePem()), ""));
        Assert.Equal("KO4011 key", Refusal(made.RawData, [], ""));
        Assert.Equal("KO4011 certificate", Refusal(Ascii("no certificate"), ec.ExportPkcs8PrivateKey(), ""));

        static string Refusal(byte[] certificate, byte[] key, string password)
        {
            var refused = Assert.Throws<SigningRefusedException>(() => OfflineCertificates.FromKeyPair(certificate, key, password));
            Assert.DoesNotContain("wrong'", refused.Message, StringComparison.Ordinal);
            var finding = Assert.Single(refused.Findings);
            return $"{finding.Code} {finding.Path}";
        }
    }

    private static void Read(byte[] certificate, byte[] key, string password)
    {
        using var read = OfflineCertificates.FromKeyPair(certificate, key, password);
        Works(read);
    }

    private static void Works(X509Certificate2 certificate)
    {
        using var signer = CertificateLinkSigner.FromCertificate(certificate);
        Assert.NotEmpty(VerificationLinks.ForCertificate(KsefEnvironment.Test, TestInvoices.Make(), VerificationContext.ForNip(Nip.Parse("1111111111")), signer, Now).Url);
    }

    private static byte[] Ascii(string text) => Encoding.ASCII.GetBytes(text);
}
