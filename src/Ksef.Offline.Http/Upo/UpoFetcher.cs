using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Sessions;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Outbox.Sending;
using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Http.Upo;

/// <summary>Fetches receipts: by the pre-signed link, which costs no allowance, else by the session. What does not pass the checks is not handed on.</summary>
internal sealed class UpoFetcher(TaxpayerApi api, KsefGatewayOptions options, ILogger logger)
{
    /// <summary>The bytes of a receipt that passed every check, or null. A receipt is never worth losing an acceptance for.</summary>
    public async Task<ReadOnlyMemory<byte>?> FetchAsync(SubmissionReference where, KsefNumber number, InvoiceHash hash, Uri? link, CancellationToken cancellationToken)
    {
        try
        {
            var answer = link is not null ? await TryLinkAsync(link, cancellationToken).ConfigureAwait(false) : null;
            answer ??= await BySessionAsync(where, number, cancellationToken).ConfigureAwait(false);
            if (answer is null) return null;
            if (UpoCheck.Judge(answer.Body, answer.MetaHash, options.Environment, number, hash) is not { } reason) return answer.Body;
            Log.UpoRefused(logger, number.ToString(), reason);
        }
        catch (KsefException e)
        {
            Log.UpoRefused(logger, number.ToString(), e.Message);
        }
        return null;
    }

    /// <summary>The pages of the receipt of a closed session, each checked as a whole.</summary>
    /// <exception cref="KsefException">A page could not be fetched, or did not pass the checks.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> FetchPagesAsync(SessionState session, CancellationToken cancellationToken)
    {
        const string Name = "GET upo page";
        var pages = new List<ReadOnlyMemory<byte>>();
        foreach (var page in session.UpoPages)
        {
            var answer = await api.Api.DownloadAsync(page, Name, cancellationToken).ConfigureAwait(false);
            if (UpoCheck.JudgeFile(answer.Body, answer.MetaHash, options.Environment, out _) is { } reason)
                throw new KsefRejectedException($"{Name}: the receipt is not kept: {reason}.") { Call = Name };
            pages.Add(answer.Body);
        }
        return pages;
    }

    // The link ends after a while; the session still gives the receipt then.
    private async Task<ApiAnswer?> TryLinkAsync(Uri link, CancellationToken cancellationToken)
    {
        try
        {
            return await api.Api.DownloadAsync(link, "GET upo", cancellationToken).ConfigureAwait(false);
        }
        catch (KsefException)
        {
            return null;
        }
    }

    private async Task<ApiAnswer?> BySessionAsync(SubmissionReference where, KsefNumber number, CancellationToken cancellationToken)
    {
        if (where.Session is null) return null;
        var (path, name) = where.Invoice is null
            ? ($"ksef/{Uri.EscapeDataString(number.ToString())}", "GET sessions/{reference}/invoices/ksef/{number}/upo")
            : (Uri.EscapeDataString(where.Invoice), "GET sessions/{reference}/invoices/{reference}/upo");
        var call = ApiCall.Get($"sessions/{Uri.EscapeDataString(where.Session)}/invoices/{path}/upo", EndpointGroup.SessionMisc, name) with { Accept = "application/xml" };
        return await api.SendAsync(call, cancellationToken).ConfigureAwait(false);
    }
}
