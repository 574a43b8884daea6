using System.Globalization;
using System.Runtime.CompilerServices;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Invoices;
using NodaTime;
using NodaTime.Text;

namespace Ksef.Offline.Http.Sessions;

/// <summary>Everything that can be asked about sessions and invoices, and the closing of a session, on behalf of one taxpayer. Thread-safe.</summary>
internal sealed class SessionQueries(TaxpayerApi api)
{
    private const int AlreadyClosed = 21180;
    private const int NoSuchSession = 21173;
    private const int PageSize = 1000;

    public Instant Now => api.Api.Now;

    /// <summary>One invoice of a session; null where the session does not hold it.</summary>
    public async Task<InvoiceState?> InvoiceAsync(string session, string invoice, CancellationToken cancellationToken)
    {
        try
        {
            var call = ApiCall.Get($"sessions/{Escape(session)}/invoices/{Escape(invoice)}", EndpointGroup.InvoiceStatus, "GET sessions/{reference}/invoices/{reference}");
            return (await api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(InvoiceState.Read);
        }
        catch (KsefRejectedException e) when (e.HttpStatus == 404 || e.Code is 21164 or NoSuchSession)
        {
            return null;
        }
    }

    /// <summary>Every invoice of a session, page by page.</summary>
    public async IAsyncEnumerable<InvoiceState> InvoicesAsync(string session, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        string? continuation = null;
        do
        {
            var call = ApiCall.Get($"sessions/{Escape(session)}/invoices?pageSize={PageSize}", EndpointGroup.SessionInvoiceList, "GET sessions/{reference}/invoices") with { ContinuationToken = continuation };
            var (page, next) = (await api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(root => (root.Items("invoices").Select(InvoiceState.Read).ToList(), root.Text("continuationToken")));
            foreach (var invoice in page) yield return invoice;
            continuation = next;
        }
        while (!string.IsNullOrEmpty(continuation));
    }

    /// <summary>The status of a session; null where KSeF does not know it.</summary>
    public async Task<SessionState?> SessionAsync(string session, CancellationToken cancellationToken)
    {
        try
        {
            return (await api.SendAsync(ApiCall.Get($"sessions/{Escape(session)}", EndpointGroup.SessionMisc, "GET sessions/{reference}"), cancellationToken).ConfigureAwait(false)).Read(SessionState.Read);
        }
        catch (KsefRejectedException e) when (e.HttpStatus == 404 || e.Code == NoSuchSession)
        {
            return null;
        }
    }

    /// <summary>The references of the sessions that were active since a moment, newest first as KSeF lists them.</summary>
    public async Task<IReadOnlyList<string>> SessionsSinceAsync(SessionKind kind, Instant since, CancellationToken cancellationToken)
    {
        var from = Uri.EscapeDataString(InstantPattern.General.Format(since));
        var found = new List<string>();
        string? continuation = null;
        do
        {
            var call = ApiCall.Get($"sessions?pageSize={PageSize}&sessionType={kind}&dateModifiedFrom={from}", EndpointGroup.SessionList, "GET sessions") with { ContinuationToken = continuation };
            var (page, next) = (await api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(root => (root.Items("sessions").Select(s => s.Text("referenceNumber")).OfType<string>().ToList(), root.Text("continuationToken")));
            found.AddRange(page);
            continuation = next;
        }
        while (!string.IsNullOrEmpty(continuation));
        return found;
    }

    /// <summary>Accepted invoices with our number, by date of issue.</summary>
    public Task<IReadOnlyList<InvoiceMetadata>> AcceptedAsync(InvoiceKey key, LocalDate issued, CancellationToken cancellationToken) => MetadataAsync(json =>
    {
        WriteRange(json, "Issue", issued.PlusDays(-1), issued.PlusDays(1));
        json.WriteString("invoiceNumber", key.Number);
        json.WriteString("sellerNip", key.SellerNip.ToString());
    }, cancellationToken);

    /// <summary>The accepted invoice that holds a KSeF number; null where KSeF does not show it (not yet stored, or no permission).</summary>
    public async Task<InvoiceMetadata?> AcceptedAsync(KsefNumber number, CancellationToken cancellationToken)
    {
        // KSeF wants a range of at most three months; it took the invoice over no later than the date in the number, and days before it only in a backlog.
        var accepted = number.AcceptedOn ?? Now.InUtc().Date;
        var found = await MetadataAsync(json =>
        {
            WriteRange(json, "Invoicing", accepted.PlusDays(-60), accepted.PlusDays(2));
            json.WriteString("ksefNumber", number.ToString());
        }, cancellationToken).ConfigureAwait(false);
        return found.FirstOrDefault(m => m.Number == number);
    }

    /// <summary>Closes a session; one that is already closed counts as success. Retried within the limits of the options until KSeF answers.</summary>
    public async Task CloseAsync(string session, SessionKind kind, CancellationToken cancellationToken)
    {
        var (path, group) = kind == SessionKind.Online ? ("online", EndpointGroup.OnlineSession) : ("batch", EndpointGroup.BatchSession);
        try
        {
            await api.SendAsync(ApiCall.Post($"sessions/{path}/{Escape(session)}/close", group, $"POST sessions/{path}/{{reference}}/close") with { MayRepeat = true }, cancellationToken).ConfigureAwait(false);
        }
        catch (KsefRejectedException e) when (e.Code == AlreadyClosed)
        {
        }
    }

    /// <summary>The kind of a session by the letters in its reference: <c>SB</c> for batch, <c>SO</c> for online.</summary>
    public static SessionKind KindOf(string session) => session.Contains("-SB-", StringComparison.Ordinal) ? SessionKind.Batch : SessionKind.Online;

    private async Task<IReadOnlyList<InvoiceMetadata>> MetadataAsync(Action<System.Text.Json.Utf8JsonWriter> filters, CancellationToken cancellationToken)
    {
        var body = JsonBody.Write(json =>
        {
            json.WriteString("subjectType", "Subject1");
            filters(json);
        });
        var call = ApiCall.Post("invoices/query/metadata?pageOffset=0&pageSize=250", EndpointGroup.InvoiceMetadata, "POST invoices/query/metadata", body) with { MayRepeat = true };
        return (await api.SendAsync(call, cancellationToken).ConfigureAwait(false)).Read(root => root.Items("invoices").Select(InvoiceMetadata.Read).OfType<InvoiceMetadata>().ToList());
    }

    private static void WriteRange(System.Text.Json.Utf8JsonWriter json, string type, LocalDate from, LocalDate to)
    {
        json.WriteStartObject("dateRange");
        json.WriteString("dateType", type);
        json.WriteString("from", from.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) + "T00:00:00+00:00");
        json.WriteString("to", to.ToString("uuuu-MM-dd", CultureInfo.InvariantCulture) + "T23:59:59+00:00");
        json.WriteEndObject();
    }

    private static string Escape(string reference) => Uri.EscapeDataString(reference);
}
