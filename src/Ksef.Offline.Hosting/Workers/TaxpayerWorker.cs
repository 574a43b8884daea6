using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ksef.Offline.Hosting.Workers;

/// <summary>A service of one taxpayer that begins when the whole application has started: where a later part cannot start, a port in use for example, nothing was sent, asked or told.</summary>
internal abstract class TaxpayerWorker(IServiceProvider services) : BackgroundService
{
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (services.GetService<IHostApplicationLifetime>() is { } application)
        {
            var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            await using var registration = application.ApplicationStarted.Register(started.SetResult).ConfigureAwait(false);
            await started.Task.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
        if (!stoppingToken.IsCancellationRequested) await WorkAsync(stoppingToken).ConfigureAwait(false);
    }

    /// <summary>Works until it is told to stop.</summary>
    protected abstract Task WorkAsync(CancellationToken stoppingToken);
}
