using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Beacon;
using Ksef.Offline.Hosting.Health;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Hosting.Modes;
using Ksef.Offline.Hosting.Options;
using Ksef.Offline.Hosting.Workers;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Dispatching;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Hosting;

/// <content>How the parts of a taxpayer are put together.</content>
public sealed partial class KsefOfflineBuilder
{
    internal void AddTaxpayer()
    {
        // The gateway keeps time itself, and a part of 100 MB may well take longer than a client's usual 100 seconds.
        Services.AddHttpClient(HttpClientName, client => client.Timeout = Timeout.InfiniteTimeSpan);
        Services.TryAddKeyedSingleton<IModePolicy>(Name, (_, _) => new LawfulModes());
        Services.TryAddKeyedSingleton<IInvoiceGateway>(Name, (services, _) => MakeGateway(services));
        Services.AddKeyedSingleton(Name, (services, _) => new OfflineInvoicing(MakeSetup(services)));
        Services.TryAddSingleton(services => services.GetRequiredKeyedService<OfflineInvoicing>(services.GetServices<TaxpayerRegistration>().First().Name));
        Services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, StartupWorker>());
        Services.AddSingleton<IHostedService>(services => new DispatcherWorker(Name, services, services.GetRequiredService<ILogger<DispatcherWorker>>()));
        Services.AddKeyedSingleton(Name, (services, _) => MakeWatch(services));
        Services.AddSingleton<IHostedService>(services => new BeaconWorker(Name, services, services.GetRequiredService<ILogger<BeaconWorker>>()));
        Services.AddKeyedSingleton(Name, (services, _) => MakeDesk(services));
        Services.AddSingleton<IHostedService>(services => new AlertWorker(Name, services, services.GetRequiredService<ILogger<AlertWorker>>()));
        AddHealthChecks();
    }

    private void AddHealthChecks()
    {
        Check("store", services => new StoreCheck(Ports(services).Store, Name));
        Check("queue", services => new QueueCheck(Invoicing(services)));
        Check("deadline", services => new DeadlineCheck(Invoicing(services)));
        Check("certificate", services => new CertificateCheck(services.GetKeyedService<ILinkSigner>(Name), Duration.FromTimeSpan(OptionsOf(services).CertificateWarning), services.GetRequiredService<TimeProvider>()));
        Check("beacon", services => new BeaconCheck(
            services.GetRequiredKeyedService<BeaconWatch>(Name), Duration.FromTimeSpan(OptionsOf(services).LatarniaInterval), services.GetRequiredService<TimeProvider>()));

        void Check(string what, Func<IServiceProvider, IHealthCheck> make) =>
            Services.AddHealthChecks().Add(new HealthCheckRegistration($"ksef-offline/{Name}/{what}", make, null, ["ksef-offline", Name]));
    }

    private OfflineInvoicing Invoicing(IServiceProvider services) => services.GetRequiredKeyedService<OfflineInvoicing>(Name);

    private BeaconWatch MakeWatch(IServiceProvider services)
    {
        var options = OptionsOf(services);
        return new BeaconWatch(
            Name, options.Environment, services.GetRequiredService<IHttpClientFactory>().CreateClient(HttpClientName), Ports(services), options.Policies, services.GetRequiredService<TimeProvider>());
    }

    private AlertDesk MakeDesk(IServiceProvider services)
    {
        var options = OptionsOf(services);
        var rules = new AlertRules
        {
            CertificateWarning = Duration.FromTimeSpan(options.CertificateWarning),
            DailyReportHour = options.DailyReportHour,
            ReportFrom = options.ReportFrom,
            ReportTo = options.ReportTo,
            JpkFilingDay = options.JpkFilingDay,
        };
        return new AlertDesk(
            Invoicing(services), [.. services.GetKeyedServices<IAlertNotifier>(Name)], rules, services.GetKeyedService<AlertDesk>, services.GetService<ILogger<AlertDesk>>());
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
            GatewayOptions(services, options), () => Client(clients), services.GetRequiredService<TimeProvider>(), _ => credential, Ports(services).Budget, services.GetService<ILogger<KsefGateway>>());
    }

    /// <summary>What validation lets pass the gateway sends: one says how large a file may be, unless the application says it twice.</summary>
    private KsefGatewayOptions GatewayOptions(IServiceProvider services, KsefOfflineOptions options)
    {
        var (plain, attached) = (options.Validation.MaxSizeWithoutAttachment, options.Validation.MaxSizeWithAttachment);
        var made = services.GetRequiredService<IOptionsMonitor<GatewayChanges>>().Get(Name)
            .Apply(new KsefGatewayOptions { Environment = options.Environment, MaxSizeWithoutAttachment = plain, MaxSizeWithAttachment = Math.Max(plain, attached) });
        if (made.MaxSizeWithoutAttachment < plain) throw Contradiction(nameof(made.MaxSizeWithoutAttachment), made.MaxSizeWithoutAttachment, plain);
        if (made.MaxSizeWithAttachment < attached) throw Contradiction(nameof(made.MaxSizeWithAttachment), made.MaxSizeWithAttachment, attached);
        return made.Environment == options.Environment ? made : throw new InvalidOperationException(
            $"KO7001 taxpayer '{Name}': Environment of the gateway ({made.Environment?.Name}) must be Environment ({options.Environment.Name}), or codes of one KSeF are printed on invoices of another.");
    }

    private InvalidOperationException Contradiction(string limit, int sent, int issued) => new(string.Create(
        CultureInfo.InvariantCulture, $"KO7001 taxpayer '{Name}': {limit} of the gateway ({sent}) must not be below Validation.{limit} ({issued}), or a file is issued that is never sent."));

    private CertificateLinkSigner MakeSigner(Func<IServiceProvider, X509Certificate2> certificate, IServiceProvider services)
    {
        try
        {
            var made = certificate(services);
            var now = services.GetRequiredService<TimeProvider>().GetUtcNow().ToInstant();
            var report = CertificateChecks.Examine(made, now);
            // Out of its time is not unusable: only that finding is a warning here.
            var outside = LinkCertificate.CheckValidity(report.NotBefore, report.NotAfter, now);
            var lasting = report.Findings.Where(f => f.Severity == FindingSeverity.Error && f.Code != outside?.Code).ToList();
            if (lasting.Count > 0) throw new SigningRefusedException(lasting);
            if (outside is not null) HostingLog.CertificateNotValid(services.GetRequiredService<ILogger<StartupWorker>>(), Name, report.Serial.ToString(), outside.Message);
            return CertificateLinkSigner.FromCertificate(made);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or CryptographicException or ArgumentException or FormatException or SigningRefusedException)
        {
            throw new InvalidOperationException($"KO7005 taxpayer '{Name}': the Offline certificate cannot be used: {e.Message}", e);
        }
    }

    /// <summary>While the container is disposed the factory is gone: for the gateway that is a connection that cannot be made.</summary>
    private HttpClient Client(IHttpClientFactory clients)
    {
        try
        {
            return clients.CreateClient(HttpClientName);
        }
        catch (ObjectDisposedException gone)
        {
            throw new HttpRequestException("The application is shutting down.", gone);
        }
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
            Policies = options.Policies,
            Validation = options.Validation,
            SystemName = options.SystemName,
            ModePolicy = services.GetRequiredKeyedService<IModePolicy>(Name),
            Numbering = new NumberingScheme { Series = options.Series, Mark = string.IsNullOrEmpty(options.Mark) ? null : options.Mark },
            Time = services.GetRequiredService<TimeProvider>(),
            Dispatching = new DispatcherOptions
            {
                Name = Name,
                Workers = options.Workers,
                LeaseDuration = Duration.FromTimeSpan(options.LeaseDuration),
                AttemptTimeout = Duration.FromTimeSpan(options.AttemptTimeout),
                MaxClockSkew = Duration.FromTimeSpan(options.MaxClockSkew),
                IdleDelay = Duration.FromTimeSpan(options.PollInterval),
            },
        };
    }
}
