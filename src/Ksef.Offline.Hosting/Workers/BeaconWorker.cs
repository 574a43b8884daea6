using Ksef.Offline.Hosting.Beacon;
using Ksef.Offline.Hosting.Options;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Ksef.Offline.Hosting.Workers;

/// <summary>Looks at the beacon for as long as the application runs, at an interval with jitter so that not all programs of the country ask in the same second.</summary>
internal sealed class BeaconWorker(string name, IServiceProvider services, ILogger<BeaconWorker> logger) : TaxpayerWorker(services)
{
    private readonly IServiceProvider _services = services;

    protected override async Task WorkAsync(CancellationToken stoppingToken)
    {
        var watch = _services.GetRequiredKeyedService<BeaconWatch>(name);
        if (!watch.HasBeacon) return;
        var interval = _services.GetRequiredService<IOptionsMonitor<KsefOfflineOptions>>().Get(name).LatarniaInterval;
        var time = _services.GetRequiredService<TimeProvider>();
        var wasSilent = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                var look = await watch.LookAsync(stoppingToken).ConfigureAwait(false);
                if (look.Snapshot.Trouble is { } trouble && !wasSilent) HostingLog.BeaconUnknown(logger, null, name, trouble);
                wasSilent = look.Snapshot.Trouble is not null;
                foreach (var announcement in look.News) HostingLog.BeaconNews(logger, name, announcement.ToString(), look.Recomputed);
                await Task.Delay(interval * (0.9 + (Random.Shared.NextDouble() * 0.2)), time, stoppingToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception failed) when (failed is not OutOfMemoryException)
            {
                HostingLog.BeaconUnknown(logger, failed, name, failed.Message);
                await Task.Delay(interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }
}
