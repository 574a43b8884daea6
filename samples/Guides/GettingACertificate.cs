using System.Security.Cryptography.X509Certificates;
using Ksef.Offline;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Certificates;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Qr;
using NodaTime;

namespace Guides;

/// <summary>From a key to a certificate of type Offline, its fitness, and when the old one may go.</summary>
internal static class GettingACertificate
{
    public static async Task Run()
    {
        await using var shop = await Shop.OpenAsync(Directory.CreateTempSubdirectory("ksef-guide").FullName);
        var environment = shop.Environment;
        using var http = new HttpClient();
        using var seal = Shop.Seal();
        var taxpayer = shop.Taxpayer;

        #region readme-guide-enrol
        var login = new XadesCredential(seal); // a qualified seal or signature; enrolment asks for more than a KSeF token
        await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = environment }, http, TimeProvider.System, login);
        KsefCertificates certificates = gateway.CertificatesOf(taxpayer);
        var subject = await certificates.GetEnrollmentSubjectAsync(CancellationToken.None); // KSeF dictates the subject
        using var key = CertificateSigningRequests.NewKey(); // EC P-256; keep it where your keys live
        byte[] request = CertificateSigningRequests.Create(subject, key);

        string reference = await certificates.EnrollAsync("Sklep offline", KsefCertificateKind.Offline, request, validFrom: null, CancellationToken.None);
        EnrollmentStatus status;
        while ((status = await certificates.GetEnrollmentStatusAsync(reference, CancellationToken.None)).IsPending) await Task.Delay(TimeSpan.FromSeconds(1));

        using var certificate = (await certificates.RetrieveAsync([status.SerialNumber!], CancellationToken.None))[0];
        using var withKey = certificate.CopyWithPrivateKey(key);
        byte[] pfx = withKey.Export(X509ContentType.Pfx, "a long password");
        #endregion

        #region readme-guide-examine
        using var loaded = OfflineCertificates.FromPfx(pfx, "a long password");
        var now = SystemClock.Instance.GetCurrentInstant();
        CertificateReport report = CertificateChecks.Examine(loaded, now);
        Console.WriteLine($"{report.Kind}, {report.Key}, serial {report.Serial}, until {report.NotAfter}: {(report.CanSign ? "fit for KOD II" : "not fit")}");
        foreach (var finding in report.Findings) Console.WriteLine(finding);

        CertificateRenewalAdvice advice = CertificateRenewal.Advise(report, now, unsent: 3);
        Console.WriteLine($"{advice.ReasonPl} Enrol now: {advice.EnrolNow}; the old one may be revoked: {advice.MayRevoke}");
        #endregion
        Expect.That(report is { Kind: CertificateKind.Offline, CanSign: true }, "a certificate of type Offline that can sign");
        Expect.That(!advice.MayRevoke, "unsent invoices carry it");
    }
}
