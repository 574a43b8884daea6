using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Outbox.Dispatching;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Ksef.Offline.Hosting.Workers;

/// <summary>Sends a taxpayer's queue for as long as the application runs; stops gracefully.</summary>
internal sealed class DispatcherWorker(string name, IServiceProvider services, ILogger<DispatcherWorker> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        HostingLog.DispatcherStarted(logger, name);
        await services.GetRequiredKeyedService<OfflineInvoicing>(name).RunAsync(services.GetService<ILogger<Dispatcher>>(), stoppingToken).ConfigureAwait(false);
        HostingLog.DispatcherStopped(logger, name);
    }
}
