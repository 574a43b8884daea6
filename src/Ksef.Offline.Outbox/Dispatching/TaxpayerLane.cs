using Ksef.Offline.Outbox.Sending;

namespace Ksef.Offline.Outbox.Dispatching;

/// <summary>A taxpayer whose entries are sent, and the way to KSeF that is logged in for him.</summary>
/// <param name="Context">In whose name; <see cref="TaxpayerContext.Taxpayer"/> names the queue.</param>
/// <param name="Gateway">The way to KSeF.</param>
public sealed record TaxpayerLane(TaxpayerContext Context, IInvoiceGateway Gateway);
