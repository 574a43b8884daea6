using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Emulator;
using Ksef.Offline.TestKit;

namespace Ksef.Offline.Cli.Tests;

/// <summary>From a seal to a certificate of type Offline that signs KOD II, all on the command line.</summary>
public sealed class CertificateTests : IDisposable
{
    private readonly Papers _papers = new();

    public void Dispose() => _papers.Dispose();

    [Fact]
    public async Task A_certificate_is_enrolled_listed_checked_and_signs_a_code()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("KSEF_CLI_SEAL_PASSWORD", "seal");
        Environment.SetEnvironmentVariable("KSEF_CLI_NEW_PASSWORD", "new");
        var (seal, pfx) = (Seal(), Path.Combine(_papers.Folder, "offline.pfx"));
        string[] login = ["--ksef", ksef.BaseAddress.AbsoluteUri, "--nip", Papers.Nip, "--cert", seal, "--password-env", "KSEF_CLI_SEAL_PASSWORD"];

        var enrolled = Cli.Run("", ["certificate", "enroll", .. login, "--name", "Sklep offline", "--out", pfx, "--out-password-env", "KSEF_CLI_NEW_PASSWORD"]);
        Assert.True(enrolled.ExitCode == 0, enrolled.Error);
        var serial = Assert.Single(Cli.Lines(enrolled)).GetProperty("serial").GetString();
        Assert.False(File.Exists(pfx + ".key"));
        Assert.Equal(2, Cli.Run("", ["certificate", "enroll", .. login, "--name", "Sklep offline", "--out", pfx, "--out-password-env", "KSEF_CLI_NEW_PASSWORD"]).ExitCode);

        var listed = Assert.Single(Cli.Lines(Cli.Run("", ["certificate", "list", .. login])));
        Assert.Equal((serial, "Offline", "Sklep offline"), (listed.GetProperty("serial").GetString(), listed.GetProperty("type").GetString(), listed.GetProperty("name").GetString()));

        var check = Cli.Run("", "certificate", "check", pfx, "--password-env", "KSEF_CLI_NEW_PASSWORD");
        Assert.True(check.ExitCode == 0, check.Output + check.Error);
        var codes = Cli.Run("", "qr", _papers.Invoice("FV/1"), "--environment", "test", "--qr-host", ksef.VerificationHost, "--cert", pfx, "--password-env", "KSEF_CLI_NEW_PASSWORD", "--out", _papers.Folder);
        Assert.True(codes.ExitCode == 0, codes.Error);
        Assert.Contains(serial!, Cli.Lines(codes)[0].GetProperty("code2").GetProperty("url").GetString(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_KSeF_refuses_is_one_line()
    {
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("KSEF_CLI_TOKEN_ONLY", ksef.Token);
        Environment.SetEnvironmentVariable("KSEF_CLI_NEW_PASSWORD", "new");
        var refused = Cli.Run("", "certificate", "enroll", "--ksef", ksef.BaseAddress.AbsoluteUri, "--nip", Papers.Nip, "--token-env", "KSEF_CLI_TOKEN_ONLY", "--name", "Sklep", "--out", Path.Combine(_papers.Folder, "x.pfx"), "--out-password-env", "KSEF_CLI_NEW_PASSWORD");
        Assert.Equal(2, refused.ExitCode);
        Assert.Contains("25001", Assert.Single(refused.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(-800, -70, X509KeyUsageFlags.NonRepudiation, false)]
    [InlineData(10, 700, X509KeyUsageFlags.NonRepudiation, false)]
    [InlineData(-10, 700, X509KeyUsageFlags.DigitalSignature, false)]
    [InlineData(-10, 700, X509KeyUsageFlags.NonRepudiation, true)]
    public void A_certificate_that_is_over_or_not_yet_valid_or_of_the_other_type_signs_nothing(int from, int to, X509KeyUsageFlags usage, bool fit)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Sklep (offline), C=PL", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), DateTimeOffset.UtcNow.AddDays(from), DateTimeOffset.UtcNow.AddDays(to), [1, 2, 3, 4, 5, 6, 7, 8]);
        using var whole = certificate.CopyWithPrivateKey(key);
        var pfx = Path.Combine(_papers.Folder, "c.pfx");
        File.WriteAllBytes(pfx, whole.Export(X509ContentType.Pfx, "right"));
        var invoice = _papers.Invoice("FV/1");

        OutsideTool.Result Run(params string[] arguments) => Cli.RunIn(_papers.Folder, ["PFX_PASSWORD=right"], arguments);
        Assert.Equal(fit ? 0 : 1, Run("certificate", "check", pfx, "--password-env", "PFX_PASSWORD").ExitCode);
        var qr = Run("qr", invoice, "--environment", "test", "--out", "codes", "--cert", pfx, "--password-env", "PFX_PASSWORD");
        var issue = Run("issue", invoice, "--mode", "offline24", "--db", "sqlite:outbox.db", "--cert", pfx, "--password-env", "PFX_PASSWORD");
        foreach (var result in new[] { qr, issue })
        {
            Assert.True(result.ExitCode == (fit ? 0 : 2), result.Error);
            Assert.Equal(fit ? 0 : 1, result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
            Assert.DoesNotContain("unexpected", result.Error, StringComparison.Ordinal);
        }
        Assert.Equal(fit, File.Exists(Path.Combine(_papers.Folder, "outbox.db")));
    }

    private string Seal()
    {
        using var key = RSA.Create(2048);
        var subject = new X500DistinguishedNameBuilder();
        subject.AddCommonName("Sklep sp. z o.o.");
        subject.Add("2.5.4.97", $"VATPL-{Papers.Nip}", System.Formats.Asn1.UniversalTagNumber.UTF8String);
        subject.AddCountryOrRegion("PL");
        using var seal = new CertificateRequest(subject.Build(), key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        var file = Path.Combine(_papers.Folder, "seal.pfx");
        File.WriteAllBytes(file, seal.Export(X509ContentType.Pfx, "seal"));
        return file;
    }
}
