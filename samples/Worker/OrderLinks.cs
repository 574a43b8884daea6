using Ksef.Offline.Hosting.Alerts;

namespace Worker;

/// <summary>Brings the KSeF number back to the order. Everything else that alerts tell is left to the other notifiers.</summary>
internal sealed class OrderLinks(Orders orders) : IAlertNotifier
{
    public Task NotifyAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (alert is { Kind: AlertKind.NumberAssigned, Invoice: { } invoice, KsefNumber: { } number }) orders.Link(invoice.Number, number.ToString());
        return Task.CompletedTask;
    }
}
