using System.Text;
using Ksef.Offline.Emulator.Sessions;
using Ksef.Offline.Emulator.Wire;
using Microsoft.AspNetCore.Http;

namespace Ksef.Offline.Emulator;

/// <summary>What lies beside /v2 on the same host: the beacon, pre-signed links, the verification pages, the inside view and the control of trouble.</summary>
internal sealed class RootPages(EmulatorState state)
{
    public async Task<Answer> AnswerAsync(HttpContext context, string path, DateTimeOffset now, bool lose = false)
    {
        var request = context.Request;
        var get = HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method);
        return path switch
        {
            "/status" when get => Tagged(request, state.Beacon.Status()),
            "/messages" when get => Tagged(request, state.Beacon.Messages()),
            "/" when get => Answer.Text(403, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>AccessDenied</Code><Message>Access Denied</Message></Error>", "application/xml"),
            "/emulator/invoices" when get => Invoices(),
            "/emulator/clock" when get => Answer.Object(200, json => json.Instant("now", now)),
            "/emulator/script" when HttpMethods.IsPost(request.Method) => await ScriptAsync(request),
            _ when get && path.StartsWith("/emulator/invoices/", StringComparison.Ordinal) => Invoice(path["/emulator/invoices/".Length..]),
            _ when get && path.StartsWith("/storage/upo/", StringComparison.Ordinal) => UpoEndpoints.ByLink(state, path, request.Query["se"], request.Query["sig"], now),
            _ when HttpMethods.IsPut(request.Method) && path.StartsWith("/storage/parts/", StringComparison.Ordinal) => await BatchSessionEndpoints.UploadAsync(state, context, path, now, lose),
            _ when get && path.StartsWith("/invoice/", StringComparison.Ordinal) => Verification.VerificationPages.Invoice(state, path, now),
            _ when get && path.StartsWith("/certificate/", StringComparison.Ordinal) => Verification.CertificatePage.Show(state, request.Host.Value ?? "", path, now),
            _ => Answer.Empty(404),
        };
    }

    /// <summary>Every accepted invoice in the order of acceptance.</summary>
    public IReadOnlyList<SubmittedInvoice> Accepted()
    {
        var now = state.Clock.GetUtcNow();
        lock (state.Gate) return state.Store.Accepted.FindAll(i => now >= i.DoneAt);
    }

    /// <summary>The beacon's documents bear a tag, as files on a web server do; who names it again is told that nothing is new.</summary>
    private static Answer Tagged(HttpRequest request, Answer answer)
    {
        var tag = $"\"{InvoiceHash.Of(answer.Body.Span).ToBase64Url()}\"";
        var known = request.Headers.IfNoneMatch.Any(v => v is not null && v.Contains(tag, StringComparison.Ordinal));
        return (known ? Answer.Empty(304) : answer).With("ETag", tag);
    }

    private Answer Invoices() => Answer.Json(200, json =>
    {
        json.WriteStartArray();
        foreach (var invoice in Accepted())
        {
            json.WriteStartObject();
            json.WriteString("ksefNumber", invoice.KsefNumber);
            json.WriteString("sellerNip", invoice.Facts!.SellerNip);
            json.WriteString("invoiceType", invoice.Facts.Type);
            json.WriteString("invoiceNumber", invoice.Facts.Number);
            json.WriteString("invoiceHash", invoice.Hash.ToBase64());
            json.WriteBoolean("offline", invoice.Offline);
            json.Instant("sentAt", invoice.InvoicingDate);
            json.Instant("acceptedAt", invoice.DoneAt);
            json.WriteString("sessionReference", invoice.SessionReference);
            json.WriteEndObject();
        }
        json.WriteEndArray();
    });

    private Answer Invoice(string ksefNumber)
    {
        lock (state.Gate)
            return state.Store.ByKsefNumber.TryGetValue(ksefNumber, out var invoice) ? Answer.Bytes(200, state.Blobs.Read(invoice.BlobAt, invoice.BlobLength), "application/xml") : Answer.Empty(404);
    }

    private async Task<Answer> ScriptAsync(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        try
        {
            state.Script.Apply(await reader.ReadToEndAsync());
            return Answer.Empty(204);
        }
        catch (FormatException e)
        {
            return Answer.Object(400, json => json.WriteString("error", e.Message));
        }
    }
}
