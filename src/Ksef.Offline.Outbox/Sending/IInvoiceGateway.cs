namespace Ksef.Offline.Outbox.Sending;

/// <summary>The way to KSeF: sends issued invoices and settles what became of them. Port; implemented by Ksef.Offline.Http.</summary>
/// <remarks>
/// Bad news is an outcome, not an exception: an implementation throws only for misuse and cancellation. Thread-safe. Every implementation is proved by
/// <c>InvoiceGatewayConformance</c>.
/// </remarks>
public interface IInvoiceGateway
{
    /// <summary>Sends one consignment: one invoice or one batch. A mark is written before every call with an effect and as soon as a reference is known.</summary>
    /// <param name="consignment">What to send, and how.</param>
    /// <param name="log">Where the marks go; a mark that cannot be written stops the sending before the call.</param>
    /// <param name="cancellationToken">Stops waiting; what was begun is then <see cref="GatewayOutcome.Unknown"/> or <see cref="GatewayOutcome.Pending"/>.</param>
    /// <returns>One outcome for each item, in the order of the items.</returns>
    Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken);

    /// <summary>Asks KSeF what became of invoices whose outcome is pending or unknown, by the cheapest way that decides; sends nothing.</summary>
    /// <param name="context">In whose name to ask.</param>
    /// <param name="items">The invoices, with every reference known of them.</param>
    /// <param name="cancellationToken">Stops asking; undecided items stay as they were.</param>
    /// <returns>One outcome for each item, in the order of the items. <see cref="GatewayOutcome.NotSent"/> means proven absent: it may be sent again.</returns>
    Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken);
}
