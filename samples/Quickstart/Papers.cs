using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Qr;
using Ksef.Offline.Qr.Images;
using Ksef.Offline.Qr.Printing;
using Ksef.Offline.Verification;
using NodaTime;

namespace Quickstart;

/// <summary>Writes what the customer is handed: both codes as PNG and SVG, and the page that the law allows for him before there is a KSeF number.</summary>
internal static class Papers
{
    public static HandOverDocument Write(string folder, KsefEnvironment environment, IssuedInvoice invoice, Order order, ILinkSigner signer, Instant now)
    {
        Directory.CreateDirectory(folder);
        File.WriteAllBytes(Path.Combine(folder, "invoice.xml"), invoice.Bytes.Span);
        var codeI = VerificationLinks.ForInvoice(environment, invoice);
        var codeII = VerificationLinks.ForCertificate(environment, invoice, VerificationContext.ForNip(invoice.Key.SellerNip), signer, now);
        Save(folder, "kod-1", codeI);
        Save(folder, "kod-2", codeII);

        var handOver = HandOverRules.For(LegalState.Of(InvoicingMode.Offline24), order.Buyer, order.PlaceOfSupply, number: null);
        File.WriteAllText(Path.Combine(folder, "page.html"), PrintedPage.Render(invoice, handOver, codeI, codeII));
        return handOver.Document;
    }

    private static void Save(string folder, string name, VerificationLink link)
    {
        var image = QrImage.Render(link, CodeLabel.For(link));
        File.WriteAllBytes(Path.Combine(folder, name + ".png"), image.ToPng());
        File.WriteAllText(Path.Combine(folder, name + ".svg"), image.ToSvg());
        File.WriteAllText(Path.Combine(folder, name + ".txt"), link.ToString());
    }
}
