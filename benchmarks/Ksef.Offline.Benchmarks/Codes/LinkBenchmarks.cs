using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using Ksef.Offline.Invoices;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Benchmarks.Codes;

/// <summary>Both links with signature and self-verification against the same two operations on the bare key. Aim: 1.1 at most, EC and RSA.</summary>
[GroupBenchmarksBy(BenchmarkLogicalGroupRule.ByCategory)]
[CategoriesColumn]
public class LinkBenchmarks
{
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 1, 12, 0);
    private readonly ECDsa _ec = ECDsa.Create(ECCurve.NamedCurves.nistP256);
    private readonly RSA _rsa = RSA.Create(2048);
    private IssuedInvoice _invoice = null!;
    private CertificateLinkSigner _ecSigner = null!, _rsaSigner = null!;
    private VerificationContext _context;
    private byte[] _text = null!;

    [GlobalSetup]
    public void Setup()
    {
        _invoice = IssuedInvoice.Read(Encoding.UTF8.GetBytes(
            "<Faktura xmlns=\"http://crd.gov.pl/wzor/2025/06/25/13775/\"><Podmiot1><DaneIdentyfikacyjne><NIP>1111111111</NIP></DaneIdentyfikacyjne></Podmiot1>"
            + "<Fa><P_1>2026-02-01</P_1><P_2>FV/1</P_2><RodzajFaktury>VAT</RodzajFaktury></Fa></Faktura>"));
        _context = VerificationContext.ForNip(_invoice.Key.SellerNip);
        using var ec = Certificate(new CertificateRequest("CN=Test (offline)", _ec, HashAlgorithmName.SHA256), X509SignatureGenerator.CreateForECDsa(_ec));
        using var rsa = Certificate(new CertificateRequest("CN=Test (offline)", _rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), X509SignatureGenerator.CreateForRSA(_rsa, RSASignaturePadding.Pkcs1));
        _ecSigner = CertificateLinkSigner.FromCertificate(ec.CopyWithPrivateKey(_ec));
        _rsaSigner = CertificateLinkSigner.FromCertificate(rsa.CopyWithPrivateKey(_rsa));
        _text = Encoding.UTF8.GetBytes(VerificationLinks.TextToSign(KsefEnvironment.Production, _invoice, _context, _ecSigner.Certificate.Serial));
    }

    [Benchmark(Baseline = true), BenchmarkCategory("EC")]
    public bool Bare_sign_and_verify_ec() => _ec.VerifyData(_text, _ec.SignData(_text, HashAlgorithmName.SHA256), HashAlgorithmName.SHA256);

    [Benchmark, BenchmarkCategory("EC")]
    public (VerificationLink, VerificationLink) Both_links_ec() => Both(_ecSigner);

    [Benchmark(Baseline = true), BenchmarkCategory("RSA")]
    public bool Bare_sign_and_verify_rsa() => _rsa.VerifyData(_text, _rsa.SignData(_text, HashAlgorithmName.SHA256, RSASignaturePadding.Pss), HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    [Benchmark, BenchmarkCategory("RSA")]
    public (VerificationLink, VerificationLink) Both_links_rsa() => Both(_rsaSigner);

    private (VerificationLink, VerificationLink) Both(CertificateLinkSigner signer) =>
        (VerificationLinks.ForInvoice(KsefEnvironment.Production, _invoice), VerificationLinks.ForCertificate(KsefEnvironment.Production, _invoice, _context, signer, Now));

    private static X509Certificate2 Certificate(CertificateRequest request, X509SignatureGenerator generator)
    {
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
        return request.Create(request.SubjectName, generator, DateTimeOffset.UnixEpoch, new DateTimeOffset(2040, 1, 1, 0, 0, 0, TimeSpan.Zero), [1, 2, 3, 4, 5, 6, 7, 8]);
    }
}
