using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Modes;
using Ksef.Offline.Hosting.Options;
using Ksef.Offline.Hosting.Workers;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;

namespace Ksef.Offline.Hosting;

/// <content>How the parts of a taxpayer are put together.</content>
public sealed partial class KsefOfflineBuilder
{
    internal void AddTaxpayer()
    {
        Services.AddHttpClient(HttpClientName);
        Services.TryAddKeyedSingleton<IModePolicy>(Name, (_, _) => new LawfulModes());
        Services.TryAddKeyedSingleton<IInvoiceGateway>(Name, (services, _) => MakeGateway(services));
        Services.AddKeyedSingleton(Name, (services, _) => new OfflineInvoicing(MakeSetup(services)));
        Services.TryAddSingleton(services => services.GetRequiredKeyedService<OfflineInvoicing>(services.GetServices<TaxpayerRegistration>().First().Name));
        Services.AddSingleton<IHostedService>(services => new StartupWorker(Name, services));
        Services.AddSingleton<IHostedService>(services => new DispatcherWorker(Name, services, services.GetRequiredService<ILogger<DispatcherWorker>>()));
    }

    private KsefOfflineOptions OptionsOf(IServiceProvider services) => services.GetRequiredService<IOptionsMonitor<KsefOfflineOptions>>().Get(Name);

    private OutboxPorts Ports(IServiceProvider services) => services.GetKeyedService<OutboxPorts>(Name)
        ?? throw new InvalidOperationException($"KO7002 taxpayer '{Name}': no outbox. Say where invoices are kept: AddKsefOffline(\"{Name}\", ...).UseSql(source, dialect).");

    private KsefGateway MakeGateway(IServiceProvider services)
    {
        var options = OptionsOf(services);
        var credential = services.GetKeyedService<KsefCredential>(Name)
            ?? throw new InvalidOperationException($"KO7003 taxpayer '{Name}': no credential. Say how to log in: AddKsefOffline(\"{Name}\", ...).UseCredential(services => new KsefTokenCredential(...)).");
        var clients = services.GetRequiredService<IHttpClientFactory>();
        return new KsefGateway(
            new KsefGatewayOptions { Environment = options.Environment }, () => clients.CreateClient(HttpClientName), services.GetRequiredService<TimeProvider>(), _ => credential,
            Ports(services).Budget, services.GetService<ILogger<KsefGateway>>());
    }

    private OfflineInvoicingSetup MakeSetup(IServiceProvider services)
    {
        var options = OptionsOf(services);
        return new OfflineInvoicingSetup
        {
            Taxpayer = new TaxpayerContext(Name, options.Context ?? VerificationContext.ForNip(Nip.Parse(options.Nip))),
            Environment = options.Environment,
            Outbox = Ports(services),
            Gateway = services.GetRequiredKeyedService<IInvoiceGateway>(Name),
            Signer = services.GetKeyedService<ILinkSigner>(Name),
            Policies = options.Deadlines,
            ModePolicy = services.GetRequiredKeyedService<IModePolicy>(Name),
            Numbering = new NumberingScheme { Series = options.Series, Mark = options.Mark.Length == 0 ? null : options.Mark },
            Time = services.GetRequiredService<TimeProvider>(),
            Dispatching = new DispatcherOptions
            {
                Name = Name,
                Workers = options.Workers,
                LeaseDuration = Duration.FromTimeSpan(options.LeaseDuration),
                AttemptTimeout = Duration.FromTimeSpan(options.AttemptTimeout),
                MaxClockSkew = Duration.FromTimeSpan(options.GreatestClockSkew),
                IdleDelay = Duration.FromTimeSpan(options.PollInterval),
            },
        };
    }
}
