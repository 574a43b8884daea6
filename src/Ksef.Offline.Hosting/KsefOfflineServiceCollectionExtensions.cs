using Ksef.Offline.Hosting;
using Ksef.Offline.Hosting.Options;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Registers Ksef.Offline in an application.</summary>
public static class KsefOfflineServiceCollectionExtensions
{
    /// <summary>
    /// Registers one taxpayer. Adds, keyed by <paramref name="name"/> and as singletons: its options (validated at start), <c>OfflineInvoicing</c>, the gateway, the outbox ports;
    /// once for all: <c>TimeProvider.System</c>, the HTTP client factory, background workers, health checks. Call it again with another name for another taxpayer,
    /// with the same name to change options; nothing is registered twice. The first taxpayer can also be resolved without a key.
    /// </summary>
    /// <remarks>A host disposes of everything asynchronously. If you build the container yourself, use <c>await using</c>: the gateway and an outbox on SQL have open work to end, so a plain <c>Dispose</c> of the container throws.</remarks>
    /// <param name="services">The application's services.</param>
    /// <param name="name">The taxpayer's name in this application: the key of its services, the name of its queue.</param>
    /// <param name="configure">Sets the options.</param>
    /// <returns>The builder: say where the outbox lies, how to log in, which certificate signs.</returns>
    /// <exception cref="ArgumentException"><paramref name="name"/> is empty.</exception>
    public static KsefOfflineBuilder AddKsefOffline(this IServiceCollection services, string name, Action<KsefOfflineOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrWhiteSpace(name);
        var builder = new KsefOfflineBuilder(name, services);
        if (configure is not null) services.Configure(name, configure);
        if (services.Any(s => s.ServiceType == typeof(TaxpayerRegistration) && s.ImplementationInstance is TaxpayerRegistration known && known.Name == name)) return builder;

        services.AddSingleton(new TaxpayerRegistration(name));
        services.AddSingleton<IValidateOptions<KsefOfflineOptions>>(new KsefOfflineOptionsValidator(name));
        services.AddOptions<KsefOfflineOptions>(name).ValidateOnStart();
        builder.AddTaxpayer();
        services.TryAddSingleton(TimeProvider.System);
        return builder;
    }
}
