using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Sending;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting.Tests.Issuing;

/// <summary>A KSeF that answers as the test says: at once, and by the test's clock. The emulator stands for the real protocol; this one for answers that are hard to come by.</summary>
internal sealed class ScriptedKsef(TimeProvider time) : IInvoiceGateway
{
    private long _given;

    /// <summary>What becomes of an invoice; null accepts it.</summary>
    public Func<ConsignmentItem, GatewayOutcome?> Answer { get; set; } = _ => null;

    public List<(InvoiceKey Key, string Taxpayer, ReadOnlyMemory<byte> Bytes)> Received { get; } = [];

    public async Task<IReadOnlyList<GatewayOutcome>> SubmitAsync(Consignment consignment, IAttemptLog log, CancellationToken cancellationToken)
    {
        await log.RecordAsync(new AttemptMark(AttemptStep.Sending, Now, [.. consignment.Items.Select(i => i.Key)], SubmissionReference.None), cancellationToken);
        foreach (var item in consignment.Items) Received.Add((item.Key, consignment.Context.Taxpayer, item.Bytes));
        return [.. consignment.Items.Select(i => Answer(i) ?? Accepted(i))];
    }

    public Task<IReadOnlyList<GatewayOutcome>> FindAsync(TaxpayerContext context, IReadOnlyList<ConsignmentItem> items, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<GatewayOutcome>>([.. items.Select(i => Answer(i) ?? Accepted(i))]);

    private GatewayOutcome.Accepted Accepted(ConsignmentItem item) => new(
        item.Key, KsefNumber.Create(item.Key.SellerNip, Now.InUtc().Date, ++_given), Now, Now, SentOffline: true, new SubmissionReference("session", "invoice"), "<UPO/>"u8.ToArray());

    private Instant Now => time.GetUtcNow().ToInstant();
}
