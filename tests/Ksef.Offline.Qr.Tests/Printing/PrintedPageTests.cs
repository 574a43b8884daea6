using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Ksef.Offline.Invoices.Reading;
using Ksef.Offline.Qr.Printing;
using Ksef.Offline.TestKit;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Qr.Tests.Printing;

public sealed partial class PrintedPageTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 2, 9, 30);
    private static readonly HandOver WithBothCodes = HandOverRules.For(new LegalState { Mode = InvoicingMode.Emergency, IsDeclaredModeValid = true }, BuyerKind.DomesticWithNip, PlaceOfSupply.Poland, null);
    private static readonly HandOver Confirmation = HandOverRules.For(new LegalState { Mode = InvoicingMode.Offline24, IsDeclaredModeValid = true }, BuyerKind.DomesticWithNip, PlaceOfSupply.Poland, null);

    [Theory]
    [InlineData(PageLanguage.Polish)]
    [InlineData(PageLanguage.English)]
    [InlineData(PageLanguage.PolishAndEnglish)]
    public void Both_codes_are_found_in_a_screenshot_of_the_invoice(PageLanguage language)
    {
        var (invoice, one, two) = Issue();
        var html = PrintedPage.Render(invoice, WithBothCodes, one, two, new PageOptions { Language = language });
        Assert.Equal(new[] { one.Url, two.Url }.Order(), Barcode.ReadPng(Browser.Photograph(html)).Order());
        var text = PageText.Of(html);
        Assert.Contains(" OFFLINE ", text, StringComparison.Ordinal);
        Assert.Contains(" CERTYFIKAT ", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Both_codes_of_an_rsa_certificate_are_found_in_a_screenshot_of_the_confirmation()
    {
        var (invoice, one, two) = Issue(rsa: true);
        var html = PrintedPage.Render(invoice, Confirmation, one, two);
        Assert.Contains("nie jest fakturą", PageText.Of(html), StringComparison.Ordinal);
        Assert.Equal(new[] { one.Url, two.Url }.Order(), Barcode.ReadPng(Browser.Photograph(html)).Order());
    }

    [Fact]
    public void A_numbered_invoice_carries_code_one_with_the_number_and_nothing_else()
    {
        var (invoice, one, two) = Issue();
        var number = KsefNumber.Create(invoice.Key.SellerNip, new LocalDate(2026, 2, 3), 0x0100001AF629);
        var handOver = HandOverRules.For(new LegalState { Mode = InvoicingMode.Offline24, IsDeclaredModeValid = true }, BuyerKind.DomesticWithNip, PlaceOfSupply.Poland, number);
        var html = PrintedPage.Render(invoice, handOver, one, two);
        Assert.Equal([one.Url], Barcode.ReadPng(Browser.Photograph(html)));
        Assert.Contains(number.ToString(), PageText.Of(html), StringComparison.Ordinal);
        Assert.DoesNotContain("CERTYFIKAT", PageText.Of(html), StringComparison.Ordinal);
        Assert.DoesNotContain("OFFLINE", PageText.Of(html), StringComparison.Ordinal);
    }

    [Fact]
    public void An_invoice_of_a_total_failure_carries_no_code()
    {
        var (invoice, one, two) = Issue();
        var handOver = HandOverRules.For(new LegalState { Mode = InvoicingMode.TotalFailure, IsDeclaredModeValid = true }, BuyerKind.DomesticWithNip, PlaceOfSupply.Poland, null);
        Assert.DoesNotContain("<svg", PrintedPage.Render(invoice, handOver, one, two), StringComparison.Ordinal);
    }

    [Fact]
    public void A_printed_page_is_one_sheet_of_a4_and_its_codes_are_read_from_the_pdf()
    {
        var (invoice, one, two) = Issue();
        using var pdf = new ScratchFile(".pdf", Browser.Print(PrintedPage.Render(invoice, WithBothCodes, one, two)));
        var info = OutsideTool.Run("pdfinfo", [pdf.Path]).Output;
        Assert.Matches(@"Pages:\s+1\n", info);
        Assert.Contains("(A4)", info, StringComparison.Ordinal);
        using var png = new ScratchFile(".png", []);
        Assert.Equal(0, OutsideTool.Run("pdftoppm", ["-r", "200", "-png", "-singlefile", pdf.Path, png.Path[..^4]]).ExitCode);
        Assert.Equal(new[] { one.Url, two.Url }.Order(), Barcode.ReadFile(png.Path).Order());
    }

    [Theory]
    [InlineData("data/fa3/valid")]
    [InlineData("data/fa3/synthetic")]
    public void Every_text_and_amount_of_every_file_stands_on_its_page(string folder)
    {
        var files = Directory.GetFiles(SharedData.Require(folder), "*.xml");
        var read = 0;
        foreach (var file in files)
        {
            var bytes = File.ReadAllBytes(file);
            if (!InvoiceReader.TryRead(bytes, out _, out _)) continue;
            read++;
            var invoice = IssuedInvoice.Read(bytes);
            var html = PrintedPage.Render(invoice, WithBothCodes with { Codes = HandOverCodes.CodeI }, VerificationLinks.ForInvoice(KsefEnvironment.Test, invoice), null);
            var page = PageText.Of(html);
            using var stream = new MemoryStream(bytes);
            var missing = XDocument.Load(stream).Descendants().Where(e => !e.HasElements && e.Value.Length > 0 && !Coded.Contains(e.Name.LocalName) && !Shown(e.Value, page))
                .Select(e => $"{e.Parent!.Name.LocalName}/{e.Name.LocalName}={e.Value}").Distinct().ToArray();
            Assert.True(missing.Length == 0, $"{Path.GetFileName(file)}: {string.Join("; ", missing.Take(12))}");
        }
        Assert.True(read > files.Length / 2, $"only {read} of {files.Length} files could be read");
    }

    [Fact]
    public void Nothing_in_a_file_becomes_markup()
    {
        var (invoice, one, two) = Issue(name: "<script>alert(1)</script> \"x\" & 'y' <svg onload=z>");
        var html = PrintedPage.Render(invoice, WithBothCodes, one, two);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<svg onload", html, StringComparison.Ordinal);
        Assert.Contains("<script>alert(1)</script> \"x\" & 'y' <svg onload=z>", System.Net.WebUtility.HtmlDecode(html), StringComparison.Ordinal);
        Assert.Contains("default-src 'none'", html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_page_refers_to_nothing_outside_itself()
    {
        var (invoice, one, two) = Issue();
        var html = PrintedPage.Render(invoice, WithBothCodes, one, two, new PageOptions { LogoPng = QrImage.Render("logo", "").ToPng() });
        Assert.All(References().Matches(html).Select(m => m.Groups[1].Value), target => Assert.True(target.StartsWith("data:image/png;base64,", StringComparison.Ordinal) || target == one.Url, target));
        Assert.DoesNotContain("url(", html, StringComparison.Ordinal);
        Assert.DoesNotContain("@import", html, StringComparison.Ordinal);
    }

    [Fact]
    public void What_must_not_be_printed_is_refused_with_the_reason()
    {
        var (invoice, one, two) = Issue();
        var (_, otherOne, otherTwo) = Issue(number: "FV/2");
        var nothing = HandOverRules.For(new LegalState { Mode = InvoicingMode.TotalFailure, IsDeclaredModeValid = false }, BuyerKind.DomesticWithNip, PlaceOfSupply.Poland, null);
        Assert.Contains("Nothing may be handed over", Refusal(nothing, one, two), StringComparison.Ordinal);
        Assert.Contains("must carry KOD I;", Refusal(WithBothCodes, null, two), StringComparison.Ordinal);
        Assert.Contains("must carry KOD II;", Refusal(WithBothCodes, one, null), StringComparison.Ordinal);
        Assert.Contains("must carry KOD II;", Refusal(WithBothCodes, one, one), StringComparison.Ordinal);
        Assert.Contains("KOD I belongs to another file", Refusal(WithBothCodes, otherOne, two), StringComparison.Ordinal);
        Assert.Contains("KOD II belongs to another file", Refusal(WithBothCodes, one, otherTwo), StringComparison.Ordinal);
        Assert.Contains("#rrggbb", Refusal(WithBothCodes, one, two, new PageOptions { AccentColour = "red;}" }), StringComparison.Ordinal);
        Assert.Contains("not a PNG", Refusal(WithBothCodes, one, two, new PageOptions { LogoPng = new byte[] { 1, 2, 3, 4 } }), StringComparison.Ordinal);

        string Refusal(HandOver handOver, VerificationLink? first, VerificationLink? second, PageOptions? options = null) =>
            Assert.Throws<ArgumentException>(() => PrintedPage.Render(invoice, handOver, first, second, options)).Message;
    }

    /// <summary>Codes that the page writes in words, marks of one digit, and what only a machine reads.</summary>
    private static readonly HashSet<string> Coded =
    [
        "KodFormularza", "WariantFormularza", "DataWytworzeniaFa", "KodKraju", "KodUE", "PrefiksPodatnika", "StatusInfoPodatnika", "Rola", "RolaInna", "RolaPU", "BrakID", "JST", "GV",
        "P_16", "P_17", "P_18", "P_18A", "P_19", "P_19N", "P_22", "P_22N", "P_23", "P_42_5", "P_PMarzy", "P_PMarzyN", "P_PMarzy_2", "P_PMarzy_3_1", "P_PMarzy_3_2", "P_PMarzy_3_3",
        "RodzajFaktury", "TypKorekty", "NrKSeFN", "NrKSeF", "NrKSeFZN", "FP", "TP", "ZwrotAkcyzy", "P_12", "P_12Z", "P_12_Zal_15", "P_12Z_Zal_15", "GTU", "GTUZ", "Procedura", "ProceduraZ", "StanPrzed", "StanPrzedZ",
        "Zaplacono", "ZnacznikZaplatyCzesciowej", "FormaPlatnosci", "PlatnoscInna", "RachunekWlasnyBanku", "RodzajTransportu", "TransportInny", "OpisLadunku", "LadunekInny", "PodmiotPosredniczacy",
        "DataGodzRozpTransportu", "DataGodzZakTransportu", "NrRB",
    ];

    private static bool Shown(string value, string page)
    {
        if (page.Contains(PageText.OneBlank(value), StringComparison.Ordinal)) return true;
        if (!decimal.TryParse(value.Trim(), NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number)) return false;
        var polish = new NumberFormatInfo { NumberDecimalSeparator = ",", NumberGroupSeparator = " ", NegativeSign = "−" };
        return page.Contains(number.ToString("#,##0.00######", polish), StringComparison.Ordinal) || page.Contains(number.ToString("#,##0.########", polish), StringComparison.Ordinal);
    }

    private static (IssuedInvoice Invoice, VerificationLink One, VerificationLink Two) Issue(bool rsa = false, string number = "FV/2026/02/0117", string name = "Papier ksero A4 80 g/m², ryza 500 arkuszy")
    {
        var seller = new Seller { Nip = Nip.Parse("5261040828"), Name = "Zielona Łąka Sp. z o.o.", Address = new Address { Country = CountryCode.Poland, Line1 = "ul. Świętokrzyska 12/4", Line2 = "00-916 Warszawa" } };
        var buyer = new Buyer { Identifier = new NipIdentifier(Nip.Parse("7740001454")), Name = "Hurtownia Źródło S.A.", Address = new Address { Country = CountryCode.Poland, Line1 = "al. Niepodległości 100", Line2 = "61-001 Poznań" } };
        var invoice = InvoiceBuilder.Vat(seller, buyer).Number(number).IssuedOn(new LocalDate(2026, 2, 2)).IssuedIn("Warszawa").SuppliedOn(new LocalDate(2026, 2, 1))
            .Line(name, 120, UnitOfMeasure.Piece, 18.90m, VatRate.Standard23).Line("Podręcznik", 10, UnitOfMeasure.Piece, 64m, VatRate.Reduced5).Line("Dostawa kurierska", 1, UnitOfMeasure.Service, 150m, VatRate.Standard23)
            .SplitPayment().DueOn(new LocalDate(2026, 2, 16)).PayBy(PaymentMethod.Transfer).ToAccount("PL61109010140000071219812874", "Bank", "WBKPPLPP")
            .Note("Osoba odbierająca", "Jan Śmigły").With(new Footer { Texts = [new FooterText { Text = "Dziękujemy za zakupy." }], Registers = [new RegisterEntry { Krs = "0000123456" }] })
            .Build().Issue(Now, "ERP 5.2");
        using var certificate = rsa ? TestCertificates.Rsa() : TestCertificates.Ec();
        using var signer = CertificateLinkSigner.FromCertificate(certificate);
        return (invoice, VerificationLinks.ForInvoice(KsefEnvironment.Production, invoice), VerificationLinks.ForCertificate(KsefEnvironment.Production, invoice, VerificationContext.ForNip(invoice.Key.SellerNip), signer, Now));
    }

    [GeneratedRegex("(?:src|href)=\"([^\"]*)\"")]
    private static partial Regex References();
}
