using System.Security.Cryptography;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Http.Interactive;

/// <summary>The body of <c>POST /sessions/online/{referenceNumber}/invoices</c>: one encryption, one further hash, one JSON object.</summary>
internal static class InvoiceBody
{
    public static Func<HttpContent> Write(ConsignmentItem item, bool offline, SessionKeys keys)
    {
        var encrypted = keys.Encrypt(item.Bytes.Span);
        return JsonBody.Write(json =>
        {
            Span<byte> hash = stackalloc byte[InvoiceHash.Size];
            item.Hash.CopyTo(hash);
            json.WriteBase64String("invoiceHash", hash);
            json.WriteNumber("invoiceSize", item.Bytes.Length);
            SHA256.HashData(encrypted, hash);
            json.WriteBase64String("encryptedInvoiceHash", hash);
            json.WriteNumber("encryptedInvoiceSize", encrypted.Length);
            json.WriteBase64String("encryptedInvoiceContent", encrypted);
            json.WriteBoolean("offlineMode", offline);
            if (item.Corrects is { } corrects) json.WriteString("hashOfCorrectedInvoice", corrects.ToBase64());
        }, encrypted.Length / 3 * 4 + 512);
    }
}
