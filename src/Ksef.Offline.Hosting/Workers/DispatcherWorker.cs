using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Http;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Sending;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Hosting.Workers;

/// <summary>Sends a taxpayer's queue for as long as the application runs; stops gracefully and closes its sessions.</summary>
internal sealed class DispatcherWorker(string name, IServiceProvider services, ILogger<DispatcherWorker> logger) : TaxpayerWorker(services)
{
    private readonly IServiceProvider _services = services;

    private static readonly TimeSpan LongestClosing = TimeSpan.FromSeconds(10);

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        HostingLog.DispatcherStarted(logger, name);
        await _services.GetRequiredKeyedService<OfflineInvoicing>(name).RunAsync(_services.GetService<ILogger<Dispatcher>>(), stoppingToken).ConfigureAwait(false);
        // Now, not when the container is disposed: by then there may be no HTTP client any more.
        if (_services.GetRequiredKeyedService<IInvoiceGateway>(name) is KsefGateway gateway)
        {
            using var patience = new CancellationTokenSource(LongestClosing, _services.GetRequiredService<TimeProvider>());
            await gateway.CloseSessionsAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        HostingLog.DispatcherStopped(logger, name);
    }
}
