using Ksef.Offline.Hosting.Issuing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ksef.Offline.Hosting.Workers;

/// <summary>Before anything of a taxpayer runs: its parts are made, so that what is missing is said at once, and its outbox answers and has its schema.</summary>
internal sealed class StartupWorker(string name, IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var ports = services.GetKeyedService<OutboxPorts>(name);
        _ = services.GetRequiredKeyedService<OfflineInvoicing>(name);
        if (ports?.Prepare is not { } prepare) return;
        try
        {
            await prepare(cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            throw new InvalidOperationException($"KO7004 taxpayer '{name}': the outbox cannot be used: {e.Message}", e);
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
