using System.Collections.Concurrent;
using Ksef.Offline.Http.Certificates;
using Ksef.Offline.Http.Diagnostics;
using Ksef.Offline.Http.Keys;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Http.Transport;
using Ksef.Offline.Outbox.Sending;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ksef.Offline.Http;

/// <summary>The way to KSeF 2.0 over HTTP: logs in, opens sessions, sends, asks, fetches receipts (UPO), and keeps within the limits.</summary>
/// <remarks>
/// One gateway serves any number of taxpayers; each has its own login and its own sessions. Bad news is an outcome, never an exception; a call whose outcome is
/// unknown is never made again blindly. Thread-safe. Dispose it to close the interactive sessions that are still open.
/// </remarks>
public sealed class KsefGateway : IInvoiceGateway, IAsyncDisposable
{
    private readonly KsefGatewayOptions _options;
    private readonly Func<TaxpayerContext, KsefCredential> _credentials;
    private readonly ILogger _logger;
    private readonly KsefApi _api;
    private readonly PublicKeys _keys;
    private readonly ConcurrentDictionary<TaxpayerContext, Lazy<TaxpayerRoom>> _rooms = new();
    private volatile bool _disposed;

    /// <summary>A gateway for one way of logging in, on one client.</summary>
    /// <param name="options">Which KSeF, and how.</param>
    /// <param name="httpClient">The client to call with; its base address and default headers are not needed. The gateway has time-outs of its own, so give it <see cref="Timeout.InfiniteTimeSpan"/>: its usual 100 seconds are too few for uploads. Belongs to the caller.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="credential">What to log in with, for every taxpayer.</param>
    /// <param name="budget">The allowance of calls; null for one of its own in memory. Share one between gateways that leave by one address.</param>
    /// <param name="logger">Where messages go; null for nowhere.</param>
    /// <exception cref="ArgumentException">An option does not fit; the message names it.</exception>
    public KsefGateway(KsefGatewayOptions options, HttpClient httpClient, TimeProvider timeProvider, KsefCredential credential, ISendBudget? budget = null, ILogger<KsefGateway>? logger = null)
        : this(options, Always(httpClient), timeProvider, _ => credential, budget, logger) => ArgumentNullException.ThrowIfNull(credential);

    /// <summary>A gateway for many taxpayers, on clients of a factory.</summary>
    /// <param name="options">Which KSeF, and how.</param>
    /// <param name="httpClient">Gives a client for each call, for example <c>() =&gt; factory.CreateClient("ksef")</c>; without a time-out of their own, as the gateway has its own.</param>
    /// <param name="timeProvider">The clock.</param>
    /// <param name="credentials">Gives what to log in with for a taxpayer; asked at each login, so a new token takes effect at the next.</param>
    /// <param name="budget">The allowance of calls; null for one of its own in memory. Share one between gateways that leave by one address.</param>
    /// <param name="logger">Where messages go; null for nowhere.</param>
    /// <exception cref="ArgumentException">An option does not fit; the message names it.</exception>
    public KsefGateway(KsefGatewayOptions options, Func<HttpClient> httpClient, TimeProvider timeProvider, Func<TaxpayerContext, KsefCredential> credentials, ISendBudget? budget = null, ILogger<KsefGateway>? logger = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(httpClient);
        ArgumentNullException.ThrowIfNull(timeProvider);
        ArgumentNullException.ThrowIfNull(credentials);
        options.Validate();
        _options = options;
        _credentials = credentials;
        _logger = logger ?? (ILogger)NullLogger.Instance;
        _api = new KsefApi(options, httpClient, timeProvider, budget ?? new InMemorySendBudget(), _logger);
        _keys = new PublicKeys(_api, options, _logger);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(consignment);
        ArgumentNullException.ThrowIfNull(log);
        if (consignment.Items.Count == 0) throw new ArgumentException("A consignment holds at least one invoice.", nameof(consignment));
        using var activity = KsefTelemetry.Activities.StartActivity("ksef.submit");
        activity?.SetTag(KsefTelemetry.TaxpayerTag, consignment.Context.Taxpayer).SetTag("ksef.way", consignment.Way.ToString()).SetTag("ksef.count", consignment.Items.Count);
        var room = Room(consignment.Context);
        if (consignment.Way == SendingWay.Batch) return Counted(consignment.Context, await room.Batch.SendAsync(consignment, log, cancellationToken).ConfigureAwait(false));
        if (consignment.Items.Count != 1) throw new ArgumentException($"An interactive consignment holds one invoice, not {consignment.Items.Count}.", nameof(consignment));
        return Counted(consignment.Context, [await room.Interactive.SendAsync(consignment.Items[0], consignment.Offline, log, cancellationToken).ConfigureAwait(false)]);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(items);
        using var activity = KsefTelemetry.Activities.StartActivity("ksef.find");
        activity?.SetTag(KsefTelemetry.TaxpayerTag, context.Taxpayer).SetTag("ksef.count", items.Count);
        return Counted(context, await Room(context).Settlement.FindAsync(items, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Fetches the receipt (UPO) of an accepted invoice whose receipt was not there yet.</summary>
    /// <param name="context">The taxpayer in whose name to log in.</param>
    /// <param name="reference">Where the invoice lies.</param>
    /// <param name="number">Its KSeF number.</param>
    /// <param name="hash">Its hash; a receipt for other bytes is refused.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    /// <returns>The bytes after every check (header <c>x-ms-meta-hash</c>, environment, document hash, signature), or null with the reason in the log.</returns>
    public Task<ReadOnlyMemory<byte>?> FetchUpoAsync(TaxpayerContext context, SubmissionReference reference, KsefNumber number, InvoiceHash hash, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Room(context).Upo.FetchAsync(reference, number, hash, null, cancellationToken);
    }

    /// <summary>Fetches the receipt (UPO) of a whole session: up to 10,000 invoices a page. It exists once a session is closed and processed (status 200).</summary>
    /// <param name="context">The taxpayer in whose name to log in.</param>
    /// <param name="session">API: <c>referenceNumber</c> of the session.</param>
    /// <param name="cancellationToken">Stops the fetching.</param>
    /// <returns>The pages as bytes, checked; none where the session has no receipt yet.</returns>
    /// <exception cref="KsefException">KSeF could not be asked, or a page did not pass the checks.</exception>
    public async Task<IReadOnlyList<ReadOnlyMemory<byte>>> FetchSessionUpoAsync(TaxpayerContext context, string session, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentException.ThrowIfNullOrEmpty(session);
        var room = Room(context);
        var state = await room.Queries.SessionAsync(session, cancellationToken).ConfigureAwait(false);
        return state is null ? [] : await room.Upo.FetchPagesAsync(state, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The KSeF certificates of a taxpayer: ask for, fetch, list, revoke.</summary>
    /// <param name="context">The taxpayer in whose name to log in.</param>
    public KsefCertificates CertificatesOf(TaxpayerContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Room(context).Certificates;
    }

    /// <summary>Closes the interactive sessions that are open and not in use, so that their session receipts are made. New ones are opened when needed.</summary>
    /// <param name="cancellationToken">Stops the closing.</param>
    public async Task CloseSessionsAsync(CancellationToken cancellationToken)
    {
        foreach (var room in _rooms.Values) await room.Value.Sessions.CloseAllAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Closes what is open and forgets every login and key; from then on every call throws <see cref="ObjectDisposedException"/>.</summary>
    public async ValueTask DisposeAsync()
    {
        _disposed = true;
        foreach (var room in _rooms.Values) await room.Value.DisposeAsync().ConfigureAwait(false);
        _rooms.Clear();
        _keys.Dispose();
    }

    private TaxpayerRoom Room(TaxpayerContext context)
    {
        // Nobody would close what were opened from now on.
        ObjectDisposedException.ThrowIf(_disposed, this);
        return _rooms.GetOrAdd(context, key => new Lazy<TaxpayerRoom>(() => new TaxpayerRoom(key, _credentials, _api, _keys, _options, _logger))).Value;
    }

    private static IReadOnlyList<GatewayOutcome> Counted(TaxpayerContext context, IReadOnlyList<GatewayOutcome> outcomes)
    {
        foreach (var kind in outcomes.GroupBy(o => o.GetType().Name)) KsefTelemetry.Outcomes.Add(kind.Count(), new(KsefTelemetry.TaxpayerTag, context.Taxpayer), new("ksef.outcome", kind.Key));
        return outcomes;
    }

    private static Func<HttpClient> Always(HttpClient client)
    {
        ArgumentNullException.ThrowIfNull(client, "httpClient");
        return () => client;
    }
}
