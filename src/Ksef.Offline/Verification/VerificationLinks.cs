using System.Text;
using Ksef.Offline.Invoices;
using NodaTime;

namespace Ksef.Offline.Verification;

/// <summary>Makes KOD I and KOD II of an issued invoice. Seller, date and hash are read from the issued bytes, never typed in again.</summary>
/// <remarks>Stateless, thread-safe. Source: API documentation, "kody QR"; art. 106nda(2), 106nf and 106nh of the VAT Act oblige to mark invoices with them.</remarks>
public static class VerificationLinks
{
    /// <summary>KOD I: <c>https://host/invoice/NIP/DD-MM-YYYY/hash</c>.</summary>
    /// <param name="environment">Whose verification page.</param>
    /// <param name="invoice">The issued invoice.</param>
    public static VerificationLink ForInvoice(KsefEnvironment environment, IssuedInvoice invoice)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(invoice);
        return VerificationLink.ForInvoice(environment.VerificationHost, invoice.Key.SellerNip, invoice.IssueDate, invoice.Hash);
    }

    /// <summary>KOD II: <c>https://host/certificate/type/context/NIP/serial/hash/signature</c>, signed and verified before it is returned.</summary>
    /// <param name="environment">Whose verification page.</param>
    /// <param name="invoice">The issued invoice.</param>
    /// <param name="context">The context of login in which the invoice will be sent, usually the seller's NIP; not the owner of the certificate.</param>
    /// <param name="signer">The certificate of type Offline and its key.</param>
    /// <param name="at">The instant of signing, against which the certificate's validity is judged.</param>
    /// <exception cref="ArgumentException"><paramref name="context"/> is empty.</exception>
    /// <exception cref="SigningRefusedException">The certificate is not valid at that instant (<c>KO4006</c>, <c>KO4007</c>), or what the signer returned does not verify with it (<c>KO4002</c>).</exception>
    public static VerificationLink ForCertificate(KsefEnvironment environment, IssuedInvoice invoice, VerificationContext context, ILinkSigner signer, Instant at)
    {
        ArgumentNullException.ThrowIfNull(signer);
        var certificate = signer.Certificate;
        var text = TextToSign(environment, invoice, context, certificate.Serial);
        if (certificate.CheckValidity(at) is { } outside) throw new SigningRefusedException(outside);
        var bytes = Encoding.UTF8.GetBytes(text);
        var signature = signer.Sign(bytes);
        if (signature is not { Length: > 0 } || !certificate.Verifies(bytes, signature)) throw new SigningRefusedException(NotVerified(certificate));
        return VerificationLink.ForCertificate(text, environment.VerificationHost, invoice.Key.SellerNip, invoice.Hash, context, certificate.Serial, signature);
    }

    /// <summary>The text that KOD II signs: host, <c>/certificate/</c>, context, NIP, serial number and hash, without <c>https://</c> and without a trailing slash.</summary>
    /// <param name="environment">Whose verification page.</param>
    /// <param name="invoice">The issued invoice.</param>
    /// <param name="context">The context of login in which the invoice will be sent.</param>
    /// <param name="certificate">The serial number of the certificate.</param>
    /// <exception cref="ArgumentException"><paramref name="context"/> or <paramref name="certificate"/> is empty.</exception>
    public static string TextToSign(KsefEnvironment environment, IssuedInvoice invoice, VerificationContext context, CertificateSerial certificate)
    {
        ArgumentNullException.ThrowIfNull(environment);
        ArgumentNullException.ThrowIfNull(invoice);
        if (context.IsEmpty) throw new ArgumentException("KOD II takes the context of login in which the invoice will be sent; this one is empty.", nameof(context));
        if (certificate.IsEmpty) throw new ArgumentException("KOD II takes the serial number of a certificate; this one is empty.", nameof(certificate));
        return VerificationLink.TextToSign(environment.VerificationHost, invoice.Key.SellerNip, invoice.Hash, context, certificate);
    }

    private static Finding NotVerified(LinkCertificate certificate) => new()
    {
        Code = "KO4002",
        Severity = FindingSeverity.Error,
        Path = "signer",
        Value = certificate.Serial.ToString(),
        Basis = "kody QR",
        Message = $"The signature does not verify with certificate {certificate.Serial}: the key is another one, the text was hashed twice, the salt of RSASSA-PSS is not 32 bytes, or the padding is not PSS.",
        MessagePl = $"Podpis nie weryfikuje się certyfikatem {certificate.Serial}: klucz jest inny, tekst skrócono dwukrotnie, sól RSASSA-PSS nie ma 32 bajtów albo dopełnienie nie jest PSS.",
    };
}
