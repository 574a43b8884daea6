#region readme-first-invoice
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline;
using Ksef.Offline.Calendars;
using Ksef.Offline.Emulator;
using Ksef.Offline.Hosting;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using Microsoft.Data.Sqlite;
using NodaTime;

// A KSeF on this machine, and a certificate of type Offline: a real one comes from KSeF and looks the same.
SQLitePCL.Batteries_V2.Init();
await using var ksef = await KsefEmulator.StartAsync();
using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
var request = new CertificateRequest("CN=Sklep (offline), C=PL", key, HashAlgorithmName.SHA256);
request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
using var certificate = request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(2), [1, 2, 3, 4, 5, 6, 7, 8]);

// Who sends, where invoices are kept, how to log in.
var nip = Nip.Parse("5261040828");
var environment = KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost);
await using var outbox = new SqlOutbox(SqliteFactory.Instance.CreateDataSource("Data Source=first-invoice.db"), SqlDialect.Sqlite);
await outbox.MigrateAsync();
using var http = new HttpClient();
using var token = new KsefTokenCredential(ksef.Token);
await using var gateway = new KsefGateway(new KsefGatewayOptions { Environment = environment }, http, TimeProvider.System, token);
using var signer = CertificateLinkSigner.FromKey(certificate, key);
var shop = new OfflineInvoicing(new OfflineInvoicingSetup
{
    Taxpayer = new TaxpayerContext("shop", VerificationContext.ForNip(nip)),
    Environment = environment,
    Outbox = OutboxPorts.Of(outbox),
    Gateway = gateway,
    Signer = signer,
});

// Issue: valid FA(3), bytes fixed for ever, deadline with its reason, both codes, all of it stored.
var today = WarsawTime.DateOf(SystemClock.Instance.GetCurrentInstant());
var draft = InvoiceBuilder
    .Vat(Party.Seller("5261040828", "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
    .Number($"FV/{Guid.NewGuid():N}").IssuedOn(today)
    .GrossLine("Rower", 1, "szt.", 2460m, VatRate.Standard23)
    .Build();
var issued = await shop.IssueAsync(draft);
File.WriteAllBytes("kod-1.png", QrImage.Render(issued.CodeI!, CodeLabel.For(issued.CodeI!)).ToPng());
File.WriteAllBytes("kod-2.png", QrImage.Render(issued.CodeII!, CodeLabel.For(issued.CodeII!)).ToPng());
Console.WriteLine($"Issued {issued.Entry.Key}; must reach KSeF by {issued.Deadline.Due:uuuu-MM-dd}.");

// KSeF is back: send what is due.
await shop.SendDueAsync();
var sent = await shop.FindAsync(issued.Entry.Key);
Console.WriteLine($"KSeF number: {sent!.Acceptance!.Number}");
#endregion
