using Ksef.Offline.Hosting.Alerts;

namespace Ecommerce;

/// <summary>Writes KSeF numbers to the orders. May be told twice; the second time changes nothing.</summary>
internal sealed class OrderNumbers(IReadOnlyList<ShopOrder> orders) : IAlertNotifier
{
    public Task NotifyAsync(Alert alert, CancellationToken cancellationToken)
    {
        if (alert.Kind == AlertKind.NumberAssigned && orders.FirstOrDefault(o => o.Invoice == alert.Invoice) is { } order) order.KsefNumber = alert.KsefNumber;
        return Task.CompletedTask;
    }
}
