using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Emulator;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Certificates;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Qr.Tests;

public sealed class EnrolmentTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_certificate_asked_for_signs_a_code_two_that_the_emulator_takes(bool rsa)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions(), cancellation);
        var environment = KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost);
        var context = VerificationContext.ForNip(Nip.Parse("5261040828"));
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var login = LoginCertificate("5261040828");
        await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = environment }, http, TimeProvider.System, new XadesCredential(login));
        var certificates = gateway.CertificatesOf(new TaxpayerContext("seller", context));

        var subject = await certificates.GetEnrollmentSubjectAsync(cancellation);
        using AsymmetricAlgorithm key = rsa ? CertificateSigningRequests.NewRsaKey() : CertificateSigningRequests.NewKey();
        var reference = await certificates.EnrollAsync("Kody offline 2026", KsefCertificateKind.Offline, CertificateSigningRequests.Create(subject, key), null, cancellation);
        var status = await certificates.GetEnrollmentStatusAsync(reference, cancellation);
        while (status.IsPending) status = await certificates.GetEnrollmentStatusAsync(reference, cancellation);
        Assert.True(status.Code == 200, status.Description);
        using var issued = Assert.Single(await certificates.RetrieveAsync([status.SerialNumber!], cancellation));
        Assert.Contains("ŻÓŁĆ", issued.Subject, StringComparison.Ordinal);

        using var signer = CertificateLinkSigner.FromKey(issued, key);
        Assert.Equal(status.SerialNumber, signer.Certificate.Serial.ToString());
        var now = Instant.FromDateTimeOffset(TimeProvider.System.GetUtcNow());
        Assert.Equal(CertificateKind.Offline, CertificateChecks.Examine(issued, now).Kind);
        var link = VerificationLinks.ForCertificate(environment, TestInvoices.Make(nip: "5261040828"), context, signer, now);

        Assert.Contains("są prawidłowe", await Scan(link.Url), StringComparison.Ordinal);
        var other = link.Url[^1] is 'A' ? 'Q' : 'A';
        Assert.DoesNotContain("są prawidłowe", await Scan(link.Url[..^9] + (link.Url[^9] == other ? 'B' : other) + link.Url[^8..]), StringComparison.Ordinal);

        Task<string> Scan(string url) => Body(http, new Uri("http" + url["https".Length..]), cancellation);
    }

    [Fact]
    public async Task Certificates_are_counted_listed_and_revoked_for_good()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var ksef = await KsefEmulator.StartAsync(new EmulatorOptions(), cancellation);
        var environment = KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost);
        using var http = new HttpClient(new SocketsHttpHandler { UseProxy = false });
        using var login = LoginCertificate("5261040828");
        await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = environment }, http, TimeProvider.System, new XadesCredential(login));
        var certificates = gateway.CertificatesOf(new TaxpayerContext("seller", VerificationContext.ForNip(Nip.Parse("5261040828"))));
        var before = await certificates.GetLimitsAsync(cancellation);
        Assert.True(before.CanRequest);

        using var key = CertificateSigningRequests.NewKey();
        var request = CertificateSigningRequests.Create(await certificates.GetEnrollmentSubjectAsync(cancellation), key);
        var reference = await certificates.EnrollAsync("Kody offline 2026", KsefCertificateKind.Offline, request, null, cancellation);
        EnrollmentStatus status;
        do status = await certificates.GetEnrollmentStatusAsync(reference, cancellation);
        while (status.IsPending);

        var after = await certificates.GetLimitsAsync(cancellation);
        Assert.Equal((before.EnrollmentsRemaining - 1, before.CertificatesRemaining - 1), (after.EnrollmentsRemaining, after.CertificatesRemaining));
        Assert.Equal(status.SerialNumber, Assert.Single(await certificates.ListAsync(KsefCertificateKind.Offline, activeOnly: true, cancellation)).SerialNumber);

        await certificates.RevokeAsync(status.SerialNumber!, CertificateRevocationReason.Superseded, cancellation);

        Assert.Empty(await certificates.ListAsync(null, activeOnly: true, cancellation));
        Assert.Equal("Revoked", Assert.Single(await certificates.ListAsync(null, activeOnly: false, cancellation)).Status);
        var again = await Assert.ThrowsAsync<KsefRejectedException>(() => certificates.RevokeAsync(status.SerialNumber!, CertificateRevocationReason.KeyCompromise, cancellation));
        Assert.Equal(25009, again.Code);
    }

    private static async Task<string> Body(HttpClient http, Uri address, CancellationToken cancellation)
    {
        using var answer = await http.GetAsync(address, cancellation);
        return await answer.Content.ReadAsStringAsync(cancellation);
    }

    private static X509Certificate2 LoginCertificate(string nip)
    {
        var name = new X500DistinguishedNameBuilder();
        name.Add("2.5.4.3", "ŻÓŁĆ i Wspólnicy sp. z o.o.", System.Formats.Asn1.UniversalTagNumber.UTF8String);
        name.Add("2.5.4.10", "ŻÓŁĆ i Wspólnicy sp. z o.o.", System.Formats.Asn1.UniversalTagNumber.UTF8String);
        name.Add("2.5.4.97", $"VATPL-{nip}", System.Formats.Asn1.UniversalTagNumber.UTF8String);
        name.AddCountryOrRegion("PL");
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest(name.Build(), key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
    }
}
