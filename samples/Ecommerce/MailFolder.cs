using System.Net.Mail;
using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Qr;
using Ksef.Offline.Qr.Images;
using Ksef.Offline.Qr.Printing;
using Ksef.Offline.Verification;

namespace Ecommerce;

/// <summary>Mails as .eml files in a folder, where a mail server would pick them up. Give SmtpClient a host, or the message to your mail library, and they are sent.</summary>
internal sealed class MailFolder
{
    private readonly string _folder;
    private readonly Dictionary<string, HandOverDocument> _sent = [];

    public MailFolder(string folder) => Directory.CreateDirectory(_folder = Path.GetFullPath(folder));

    public HandOverDocument DocumentOf(ShopOrder order) => _sent[order.Number];

    /// <summary>Sends the page that the law allows for this buyer, with both codes in it and beside it.</summary>
    public void Send(ShopOrder order, IssuedDocument issued, HandOver handOver)
    {
        var page = PrintedPage.Render(issued.Invoice, handOver, issued.CodeI, issued.CodeII);
        var name = handOver.Document == HandOverDocument.Invoice ? "faktura" : "potwierdzenie-transakcji";
        using var mail = new MailMessage("sklep@example.pl", order.Mail)
        {
            Subject = handOver.Document == HandOverDocument.Invoice ? $"Faktura {issued.Entry.Key.Number}" : $"Potwierdzenie transakcji {order.Number}",
            Body = $"Dziękujemy za zamówienie {order.Number}. Dokument w załączniku; numer KSeF zostanie nadany po przesłaniu faktury do KSeF.",
            BodyEncoding = Encoding.UTF8,
            SubjectEncoding = Encoding.UTF8,
        };
        mail.Attachments.Add(new Attachment(new MemoryStream(Encoding.UTF8.GetBytes(page)), name + ".html", "text/html"));
        foreach (var link in new[] { issued.CodeI, issued.CodeII }.OfType<VerificationLink>())
            mail.Attachments.Add(new Attachment(new MemoryStream(QrImage.Render(link, CodeLabel.For(link)).ToPng()), CodeLabel.For(link).ToLowerInvariant() + ".png", "image/png"));
        var before = Directory.GetFiles(_folder).Length;
        using (var pickup = new SmtpClient { DeliveryMethod = SmtpDeliveryMethod.SpecifiedPickupDirectory, PickupDirectoryLocation = _folder }) pickup.Send(mail);
        if (Directory.GetFiles(_folder, "*.eml").Length != before + 1) throw new InvalidOperationException($"The mail to {order.Mail} was not written to {_folder}.");
        _sent[order.Number] = handOver.Document;
    }
}
