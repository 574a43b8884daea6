using System.Buffers.Binary;
using System.Security.Cryptography;
using FsCheck;
using FsCheck.Fluent;
using Ksef.Offline.TestKit;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Qr.Tests;

public sealed class QrImageTests
{
    private static readonly Instant Now = Instant.FromUtc(2026, 2, 1, 12, 0);

    [Theory]
    [InlineData(QrErrorCorrection.Low)]
    [InlineData(QrErrorCorrection.Medium)]
    [InlineData(QrErrorCorrection.Quartile)]
    [InlineData(QrErrorCorrection.High)]
    public void Both_codes_are_read_back_from_png_and_svg(QrErrorCorrection correction)
    {
        var invoice = TestInvoices.Make();
        using var certificate = TestCertificates.Ec();
        using var signer = CertificateLinkSigner.FromCertificate(certificate);
        var options = new QrImageOptions { ErrorCorrection = correction };
        foreach (var link in new[] { VerificationLinks.ForInvoice(KsefEnvironment.Production, invoice), VerificationLinks.ForCertificate(KsefEnvironment.Production, invoice, VerificationContext.ForNip(invoice.Key.SellerNip), signer, Now) })
        {
            var image = QrImage.Render(link, CodeLabel.For(link), options);
            Assert.Equal([link.Url], Barcode.ReadPng(image.ToPng()));
            Assert.Equal([link.Url], Barcode.ReadSvg(image.ToSvg()));
        }
    }

    [Fact]
    public void The_code_of_an_rsa_signature_is_read_back_too()
    {
        var invoice = TestInvoices.Make();
        using var certificate = TestCertificates.Rsa();
        using var signer = CertificateLinkSigner.FromCertificate(certificate);
        var link = VerificationLinks.ForCertificate(KsefEnvironment.Production, invoice, VerificationContext.ForNip(invoice.Key.SellerNip), signer, Now);
        var image = QrImage.Render(link, CodeLabel.Certificate);
        Assert.Equal(85, image.ModulesPerSide);
        Assert.Equal([link.Url], Barcode.ReadPng(image.ToPng()));
        Assert.Equal([link.Url], Barcode.ReadSvg(image.ToSvg()));
    }

    [Fact]
    public void The_smallest_version_is_taken_and_the_width_on_paper_said()
    {
        var invoice = TestInvoices.Make();
        using var certificate = TestCertificates.Ec();
        using var signer = CertificateLinkSigner.FromCertificate(certificate);
        var first = QrImage.Render(VerificationLinks.ForInvoice(KsefEnvironment.Production, invoice), CodeLabel.Offline);
        var second = QrImage.Render(VerificationLinks.ForCertificate(KsefEnvironment.Production, invoice, VerificationContext.ForNip(invoice.Key.SellerNip), signer, Now), CodeLabel.Certificate);
        Assert.Equal((41, 57), (first.ModulesPerSide, second.ModulesPerSide));
        Assert.Equal((41 + 8) * 10 * 25.4 / 600, first.WidthMillimetres, 6);
        Assert.Equal(27.5, second.WidthMillimetres, 1);
        Assert.True(first.HeightMillimetres > first.WidthMillimetres, "The label stands below the code.");
        Assert.True(first.IsReadableAtPrint);
        Assert.False(QrImage.Render("x", "", new QrImageOptions { PixelsPerModule = 3, Dpi = 300 }).IsReadableAtPrint);
    }

    [Fact]
    public void A_png_says_its_size_and_resolution_and_has_a_quiet_zone_of_four_modules()
    {
        var image = QrImage.Render("https://qr.ksef.mf.gov.pl", "");
        var png = image.ToPng();
        var width = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16));
        Assert.Equal((image.ModulesPerSide + 8) * 10, width);
        Assert.Equal(23622, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(41)));
        var grey = PngPixels.Read(png);
        Assert.Equal(width, grey[0].Length);
        Assert.All(grey.Take(40).Concat(grey.TakeLast(40)), row => Assert.DoesNotContain(false, row));
        Assert.All(grey, row => Assert.DoesNotContain(false, row.Take(40).Concat(row.TakeLast(40))));
        Assert.Contains(false, grey[40]);
    }

    [Fact]
    public void A_ksef_number_stands_under_the_code_and_does_not_disturb_the_scanner()
    {
        var link = VerificationLinks.ForInvoice(KsefEnvironment.Test, TestInvoices.Make());
        var number = KsefNumber.Create(Nip.Parse("1111111111"), new LocalDate(2026, 2, 2), 0x0100001AF629);
        var image = QrImage.Render(link, CodeLabel.For(link, number));
        Assert.Contains(number.ToString(), image.ToSvg(), StringComparison.Ordinal);
        Assert.Equal([link.Url], Barcode.ReadPng(image.ToPng()));
        Assert.Equal([link.Url], Barcode.ReadSvg(image.ToSvg()));
    }

    [Fact]
    public void A_code_two_never_stands_beside_a_number()
    {
        using var certificate = TestCertificates.Ec();
        using var signer = CertificateLinkSigner.FromCertificate(certificate);
        var link = VerificationLinks.ForCertificate(KsefEnvironment.Test, TestInvoices.Make(), VerificationContext.ForNip(Nip.Parse("1111111111")), signer, Now);
        Assert.Equal("CERTYFIKAT", CodeLabel.For(link));
        var number = KsefNumber.Create(Nip.Parse("1111111111"), new LocalDate(2026, 2, 2), 1);
        Assert.Contains("KOD I alone", Assert.Throws<ArgumentException>(() => CodeLabel.For(link, number)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Every_size_and_label_is_read_back()
    {
        // Before the property, which would take the skip for a failure.
        if (!OutsideTool.IsInstalled("zbarimg")) Assert.Skip("'zbarimg' is not installed");
        Prop.ForAll(
        ArbMap.Default.ArbFor<(byte Size, byte Text, byte Label)>(),
        x =>
        {
            var text = "https://qr-test.ksef.mf.gov.pl/" + new string('a', x.Text);
            var options = new QrImageOptions { PixelsPerModule = 3 + (x.Size % 9), Dpi = 300 };
            var label = "ĄĆĘŁŃÓŚŹŻ abc-XYZ 0123456789/.:_+"[..(x.Label % 34)];
            Assert.Equal([text], Barcode.ReadPng(QrImage.Render(text, label, options).ToPng()));
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(25));
    }

    [Theory]
    [InlineData("", "OFFLINE", "empty")]
    [InlineData("x", "FAKTURA №", "'№'")]
    public void What_cannot_be_drawn_is_said(string text, string label, string said) =>
        Assert.Contains(said, Assert.Throws<ArgumentException>(() => QrImage.Render(text, label)).Message, StringComparison.Ordinal);

    [Fact]
    public void A_text_too_long_for_a_code_is_said() =>
        Assert.Contains("5000 characters", Assert.Throws<ArgumentException>(() => QrImage.Render(new string('a', 5000), "")).Message, StringComparison.Ordinal);

    [Fact]
    public void An_option_out_of_range_is_said() =>
        Assert.Contains("1 to 100", Assert.Throws<ArgumentOutOfRangeException>(() => QrImage.Render("x", "", new QrImageOptions { PixelsPerModule = 0 })).Message, StringComparison.Ordinal);
}
