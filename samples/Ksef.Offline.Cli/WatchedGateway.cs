using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Cli;

/// <summary>The way to KSeF, with each outcome told to who watches: the store keeps that an entry waits, and not whether a person is needed.</summary>
internal sealed class WatchedGateway(IInvoiceGateway inner, SendWatch watch) : IInvoiceGateway
{
    public async Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
    {
        var outcomes = await inner.SubmitAsync(consignment, log, cancellationToken);
        foreach (var outcome in outcomes.OfType<GatewayOutcome.NotSent>()) watch.NotSent(outcome);
        return outcomes;
    }

    public Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken) => inner.FindAsync(context, items, cancellationToken);
}
