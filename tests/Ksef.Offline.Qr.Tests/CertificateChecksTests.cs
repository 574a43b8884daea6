using System.Security.Cryptography.X509Certificates;
using NodaTime;

namespace Ksef.Offline.Qr.Tests;

public sealed class CertificateChecksTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 1, 12, 0);
    private static readonly Instant End = Instant.FromUtc(2028, 1, 1, 0, 0);

    [Fact]
    public void A_good_certificate_is_described_and_fit()
    {
        using var certificate = TestCertificates.Ec();
        var report = CertificateChecks.Examine(certificate, Now);
        Assert.True(report.CanSign);
        Assert.Empty(report.Findings);
        Assert.Equal((CertificateKind.Offline, "01F20A5D352AE590", "EC P-256", true, End), (report.Kind, report.Serial.ToString(), report.Key, report.HasPrivateKey, report.NotAfter));
    }

    [Fact]
    public void Everything_wrong_is_found_at_once()
    {
        using var made = TestCertificates.Ec(X509KeyUsageFlags.DigitalSignature, [1, 2, 3, 4, 5, 6, 7, 8, 9]);
        using var bare = X509CertificateLoader.LoadCertificate(made.RawData);
        var report = CertificateChecks.Examine(bare, End + Duration.FromSeconds(1));
        Assert.Equal(["KO4003", "KO4008", "KO4006", "KO4009"], report.Findings.Select(f => f.Code));
        Assert.False(report.CanSign);
        Assert.Equal(CertificateKind.Authentication, report.Kind);
        Assert.All(report.Findings, f => Assert.NotEqual(f.Message, f.MessagePl));
    }

    [Fact]
    public void A_certificate_not_valid_yet_is_said()
    {
        using var certificate = TestCertificates.Rsa();
        Assert.Equal("KO4007", Assert.Single(CertificateChecks.Examine(certificate, Instant.FromUtc(2025, 12, 31, 23, 59)).Findings).Code);
    }

    [Fact]
    public void A_certificate_that_ends_too_early_warns_and_signs()
    {
        using var certificate = TestCertificates.Ec();
        Assert.Equal(["KO4012"], Codes(Now, new CertificateNeeds { InvoiceDeadline = End + Duration.FromTicks(1) }));
        Assert.Equal(["KO4013"], Codes(Now, new CertificateNeeds { InvoiceDeadline = End, QueueDrained = End + Duration.FromTicks(1) }));
        Assert.Equal(["KO4014"], Codes(End - Duration.FromDays(30), new CertificateNeeds()));
        Assert.Empty(Codes(End - Duration.FromDays(30) - Duration.FromSeconds(1), new CertificateNeeds()));
        Assert.Empty(Codes(End - Duration.FromDays(8), new CertificateNeeds { RenewWithin = Duration.FromDays(7) }));

        string[] Codes(Instant at, CertificateNeeds needs)
        {
            var report = CertificateChecks.Examine(certificate, at, needs);
            Assert.True(report.CanSign);
            return [.. report.Findings.Select(f => f.Code)];
        }
    }

    [Fact]
    public void Renewal_never_revokes_what_unsent_invoices_carry()
    {
        using var certificate = TestCertificates.Ec();
        var late = End - Duration.FromDays(10);
        Assert.Equal((false, false), Advice(Now, 5));
        Assert.Equal((true, false), Advice(late, 5));
        Assert.Equal((true, true), Advice(late, 0));
        Assert.Equal((true, true), Advice(Now, 5, compromised: true));
        Assert.Equal((true, false), Advice(End + Duration.FromDays(1), 1));
        Assert.Contains("do not revoke", CertificateRenewal.Advise(CertificateChecks.Examine(certificate, late), late, 5).Reason, StringComparison.Ordinal);

        (bool, bool) Advice(Instant at, int unsent, bool compromised = false)
        {
            var advice = CertificateRenewal.Advise(CertificateChecks.Examine(certificate, at), at, unsent, compromised: compromised);
            return (advice.EnrolNow, advice.MayRevoke);
        }
    }
}
