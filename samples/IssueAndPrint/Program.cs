using System.Diagnostics;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Validation;
using Ksef.Offline.Qr;
using Ksef.Offline.Qr.Printing;
using Ksef.Offline.Verification;
using NodaTime;

// KSeF is down. An invoice is issued offline, both codes are made, and what this buyer may be given is printed: pages, pictures and, with Chromium, a PDF.
// Usage: IssueAndPrint [folder]
var folder = Directory.CreateDirectory(args.Length > 0 ? args[0] : Path.Combine("out", "issue-and-print")).FullName;
var now = SystemClock.Instance.GetCurrentInstant();
var today = now.InZone(DateTimeZoneProviders.Tzdb["Europe/Warsaw"]).Date;

// 1. The invoice: FA(3) bytes, fixed for ever.
var seller = new Seller
{
    Nip = Nip.Parse("5261040828"),
    Name = "Zielona Łąka Sp. z o.o.",
    Address = new Address { Country = CountryCode.Poland, Line1 = "ul. Świętokrzyska 12/4", Line2 = "00-916 Warszawa" },
    Contacts = [new ContactDetails { Email = "biuro@zielonalaka.example", Phone = "+48 22 555 01 23" }],
};
var buyer = new Buyer
{
    Identifier = new NipIdentifier(Nip.Parse("7740001454")),
    Name = "Hurtownia Źródło S.A.",
    Address = new Address { Country = CountryCode.Poland, Line1 = "al. Niepodległości 100", Line2 = "61-001 Poznań" },
};
var invoice = InvoiceBuilder.Vat(seller, buyer).Number($"FV/{today.Year}/0117").IssuedOn(today).IssuedIn("Warszawa").SuppliedOn(today)
    .Line("Papier ksero A4 80 g/m², ryza 500 arkuszy", 120, UnitOfMeasure.Piece, 18.90m, VatRate.Standard23)
    .Line("Segregator A4 75 mm, dźwignia", 60, UnitOfMeasure.Piece, 9.45m, VatRate.Standard23, discount: 28.35m)
    .Line("Podręcznik „Rachunkowość od podstaw”", 10, UnitOfMeasure.Piece, 64m, VatRate.Reduced5)
    .DueOn(today.PlusDays(14)).PayBy(PaymentMethod.Transfer).ToAccount("PL61109010140000071219812874", "Santander Bank Polska S.A.", "WBKPPLPP")
    .Build().Issue(now, "IssueAndPrint");
File.WriteAllBytes(Path.Combine(folder, "invoice.xml"), invoice.Bytes.Span);

// 2. The codes. A real certificate comes from OfflineCertificates.FromPfx or FromKeyPair; this one is made here so that the sample runs anywhere.
using var certificate = MakeCertificate();
#region readme-codes
using var signer = CertificateLinkSigner.FromCertificate(certificate);
var codeI = VerificationLinks.ForInvoice(KsefEnvironment.Test, invoice);
var codeII = VerificationLinks.ForCertificate(KsefEnvironment.Test, invoice, VerificationContext.ForNip(seller.Nip), signer, now);
var picture = QrImage.Render(codeII, CodeLabel.For(codeII)).ToPng();
#endregion
Console.WriteLine($"KOD II as PNG: {picture.Length} bytes");
foreach (var link in new[] { codeI, codeII })
{
    var image = QrImage.Render(link, CodeLabel.For(link));
    File.WriteAllBytes(Path.Combine(folder, $"{link.Kind}.png"), image.ToPng());
    File.WriteAllText(Path.Combine(folder, $"{link.Kind}.svg"), image.ToSvg());
    Console.WriteLine($"{image.Label,-10} {image.WidthMillimetres:0.0} mm  {link.Url}");
}

// 3. The page, by the hand-over matrix: in offline24 a domestic buyer gets a confirmation, in an announced failure the invoice itself.
foreach (var mode in new[] { InvoicingMode.Offline24, InvoicingMode.Emergency })
{
    #region readme-page
    HandOver handOver = HandOverRules.For(LegalState.Of(mode), BuyerKind.DomesticWithNip, PlaceOfSupply.Poland, number: null);
    var page = Path.Combine(folder, $"{handOver.Document}.html");
    File.WriteAllText(page, PrintedPage.Render(invoice, handOver, codeI, codeII, new PageOptions { Language = PageLanguage.PolishAndEnglish }));
    #endregion
    Console.WriteLine($"{mode}: {handOver.Document} ({handOver.Basis}) -> {page}");
    Expect(handOver.Document == (mode == InvoicingMode.Offline24 ? HandOverDocument.TransactionConfirmation : HandOverDocument.Invoice), $"what a Polish firm gets in {mode}");
    PrintToPdf(page);
}

// 4. What must hold now: the file is one that KSeF takes, and the codes name it and are signed by this certificate.
Expect(new InvoiceValidator(InvoiceValidatorOptions.Default).Validate(invoice.Bytes.Span).IsValid, "the file is valid FA(3)");
Expect(codeI.Hash == invoice.Hash && codeII.Hash == invoice.Hash, "both codes carry the hash of the very file");
using var publicKey = certificate.GetECDsaPublicKey()!;
Expect(publicKey.VerifyData(Encoding.UTF8.GetBytes(codeII.SignedText!), codeII.Signature.Span, HashAlgorithmName.SHA256), "KOD II verifies with the certificate");
Console.WriteLine("All as expected.");
return 0;

static void Expect(bool holds, string what)
{
    if (!holds) throw new InvalidOperationException($"Not as expected: {what}.");
}

static X509Certificate2 MakeCertificate()
{
    using var key = CertificateSigningRequests.NewKey();
    var request = new CertificateRequest("CN=Zielona Łąka Sp. z o.o. (offline), C=PL", key, HashAlgorithmName.SHA256);
    request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.NonRepudiation, critical: true));
    return request.Create(request.SubjectName, X509SignatureGenerator.CreateForECDsa(key), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(2), [1, 2, 3, 4, 5, 6, 7, 8]).CopyWithPrivateKey(key);
}

static void PrintToPdf(string page)
{
    var chromium = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .SelectMany(d => new[] { "chromium", "google-chrome", "chrome.exe", "msedge.exe" }.Select(n => Path.Combine(d, n))).FirstOrDefault(File.Exists);
    if (chromium is null)
    {
        Console.WriteLine("  no Chromium found: print the page from any browser");
        return;
    }
    Console.WriteLine("  printing ...");
    var (pdf, profile) = (Path.ChangeExtension(page, ".pdf"), Directory.CreateTempSubdirectory());
    var start = new ProcessStartInfo(chromium) { RedirectStandardError = true, RedirectStandardOutput = true };
    foreach (var argument in new[] { "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", $"--user-data-dir={profile.FullName}", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri }) start.ArgumentList.Add(argument);
    using var process = Process.Start(start)!;
    process.ErrorDataReceived += (_, _) => { };
    process.OutputDataReceived += (_, _) => { };
    process.BeginErrorReadLine();
    process.BeginOutputReadLine();
    if (!process.WaitForExit(TimeSpan.FromMinutes(1))) process.Kill(entireProcessTree: true);
    profile.Delete(recursive: true);
    Expect(File.Exists(pdf), $"Chromium prints {page}");
    Console.WriteLine($"  -> {pdf}");
}
