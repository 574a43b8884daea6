using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Qr;
using NodaTime;

namespace Ksef.Offline.Hosting.Tests.Issuing;

/// <summary>Drafts and keys for the tests; keys are made at run time.</summary>
internal static class TestShop
{
    public static InvoiceDraft Draft(string nip, string number, decimal price = 100m, Instant? on = null) => InvoiceBuilder
        .Vat(Party.Seller(nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
        .Number(number).IssuedOn((on ?? SystemClock.Instance.GetCurrentInstant()).InZone(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).Date)
        .Line("Usługa", 1, "szt.", price, VatRate.Standard23).Build();

    public static CertificateLinkSigner Signer(byte serial)
    {
        using var certificate = Certificate(serial, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        return CertificateLinkSigner.FromCertificate(certificate);
    }

    public static X509Certificate2 Certificate(byte serial, DateTimeOffset from, DateTimeOffset to, X509KeyUsageFlags usage = X509KeyUsageFlags.NonRepudiation)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Sklep (offline), C=PL", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509KeyUsageExtension(usage, critical: true));
        using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), from, to, [1, 2, 3, 4, 5, 6, 7, serial]);
        return certificate.CopyWithPrivateKey(key);
    }
}
