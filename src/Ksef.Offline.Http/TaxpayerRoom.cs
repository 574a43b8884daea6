using Ksef.Offline.Http.Certificates;
using Ksef.Offline.Http.Interactive;
using Ksef.Offline.Http.Keys;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Http.Sessions;
using Ksef.Offline.Http.Settling;
using Ksef.Offline.Http.Submitting;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Http.Upo;
using Ksef.Offline.Outbox.Sending;
using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Http;

/// <summary>Everything that belongs to one taxpayer, put together once: login, sessions, the ways to send and to settle.</summary>
internal sealed class TaxpayerRoom : IAsyncDisposable
{
    private readonly TaxpayerApi _api;

    public TaxpayerRoom(TaxpayerContext taxpayer, Func<TaxpayerContext, KsefCredential> credentials, KsefApi api, PublicKeys keys, KsefGatewayOptions options, ILogger logger)
    {
        var flow = new LoginFlow(api, keys, options, logger);
        _api = new TaxpayerApi(taxpayer, api, new LoginSession(taxpayer, credentials, flow, api, logger), logger);
        Certificates = new KsefCertificates(_api);
        Queries = new SessionQueries(_api);
        Upo = new UpoFetcher(_api, options, logger);
        Sessions = new InteractiveSessions(_api, Queries, keys, options, logger);
        Interactive = new InteractiveSubmission(_api, Sessions, options);
        Batch = new BatchSubmission(_api, Queries, keys, options, logger);
        Settlement = new Settlement(Queries, new InvoiceVerdict(Queries, Upo, options), keys, options, logger);
    }

    public KsefCertificates Certificates { get; }

    public SessionQueries Queries { get; }

    public UpoFetcher Upo { get; }

    public InteractiveSessions Sessions { get; }

    public InteractiveSubmission Interactive { get; }

    public BatchSubmission Batch { get; }

    public Settlement Settlement { get; }

    public async ValueTask DisposeAsync()
    {
        await Sessions.DisposeAsync().ConfigureAwait(false);
        _api.Dispose();
    }
}
