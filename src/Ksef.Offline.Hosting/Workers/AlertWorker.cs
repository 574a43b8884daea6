using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ksef.Offline.Hosting.Workers;

/// <summary>Carries what happened and what is near to the notifiers, and measures the queue. Without a notifier it takes nothing, so that an application may read the notifications itself.</summary>
internal sealed class AlertWorker(string name, IServiceProvider services, ILogger<AlertWorker> logger) : TaxpayerWorker(services)
{
    private readonly IServiceProvider _services = services;

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        var desk = _services.GetRequiredKeyedService<AlertDesk>(name);
        var interval = _services.GetRequiredService<IOptionsMonitor<KsefOfflineOptions>>().Get(name).PollInterval;
        var time = _services.GetRequiredService<TimeProvider>();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await desk.RunRoundAsync(stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                HostingLog.AlertRoundFailed(logger, failed, name, failed.Message);
            }
            await Task.Delay(interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
