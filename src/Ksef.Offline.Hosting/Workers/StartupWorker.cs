using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Beacon;
using Ksef.Offline.Hosting.Issuing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Ksef.Offline.Hosting.Workers;

/// <summary>
/// Before anything of the application runs: the parts of every taxpayer are made, so that what is missing or contradictory is said at once and for all of them; only then the outboxes are asked and
/// get their schemas. The workers begin when the whole application has started.
/// </summary>
internal sealed class StartupWorker(IEnumerable<TaxpayerRegistration> taxpayers, IServiceProvider services) : IHostedLifecycleService
{
    public async Task StartingAsync(CancellationToken cancellationToken)
    {
        var wrong = new List<Exception>();
        foreach (var (name, outbox) in taxpayers.Select(t => (t.Name, Make(t.Name, wrong))).ToList())
        {
            if (wrong.Count > 0 || outbox?.Prepare is not { } prepare) continue;
            try
            {
                await prepare(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                wrong.Add(new InvalidOperationException($"KO7004 taxpayer '{name}': the outbox cannot be used: {e.Message}", e));
            }
        }
        if (wrong.Count == 1) throw wrong[0];
        if (wrong.Count > 1) throw new InvalidOperationException(string.Join(Environment.NewLine, wrong.Select(e => e.Message)), new AggregateException(wrong));
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private OutboxPorts? Make(string name, List<Exception> wrong)
    {
        try
        {
            var outbox = MakeOutbox(name);
            _ = services.GetRequiredKeyedService<OfflineInvoicing>(name);
            _ = services.GetRequiredKeyedService<BeaconWatch>(name);
            _ = services.GetRequiredKeyedService<AlertDesk>(name);
            return outbox;
        }
        catch (Exception e) when (e is OptionsValidationException || (e is InvalidOperationException && e.Message.StartsWith("KO70", StringComparison.Ordinal)))
        {
            wrong.Add(e); // it says whose and what already
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            wrong.Add(new InvalidOperationException($"KO7006 taxpayer '{name}': a part that the application gives cannot be made: {e.Message}", e));
        }
        return null;
    }

    private OutboxPorts? MakeOutbox(string name)
    {
        try
        {
            return services.GetKeyedService<OutboxPorts>(name);
        }
        catch (Exception e) when (e is not OutOfMemoryException and not OptionsValidationException)
        {
            throw new InvalidOperationException($"KO7004 taxpayer '{name}': the outbox cannot be used: {e.Message}", e);
        }
    }
}
