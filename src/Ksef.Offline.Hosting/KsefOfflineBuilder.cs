using System.Data.Common;
using System.Security.Cryptography.X509Certificates;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Modes;
using Ksef.Offline.Hosting.Options;
using Ksef.Offline.Http;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.InMemory;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Qr;
using Ksef.Offline.Verification;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace Ksef.Offline.Hosting;

/// <summary>Completes the registration of one taxpayer: where the outbox lies, how to log in, which certificate signs, where alerts go. Every verb that begins with <c>Use</c> may be called again, and the last call counts; what begins with <c>Add</c> or <c>Configure</c> adds up.</summary>
/// <remarks>Secrets and keys are given as objects made by the application. Nothing here reads a setting, and no file but that of <see cref="UseCertificateFile"/>.</remarks>
public sealed partial class KsefOfflineBuilder
{
    private static readonly Duration LeastClockTolerance = Duration.FromMinutes(1);

    internal KsefOfflineBuilder(string name, IServiceCollection services)
    {
        Name = name;
        Services = services;
    }

    /// <summary>The taxpayer's name: the key of its keyed services and the name of its options.</summary>
    public string Name { get; }

    /// <summary>The application's services.</summary>
    public IServiceCollection Services { get; }

    /// <summary>The name of the taxpayer's HTTP client, for <c>AddHttpClient(name)</c>: proxies, certificates, handlers.</summary>
    public string HttpClientName => "Ksef.Offline/" + Name;

    /// <summary>Keeps the outbox in SQL. Several taxpayers may share one source. The <see cref="SqlOutbox"/> is to be had by the taxpayer's key, for <c>Store.EnqueueAsync</c> in a transaction of the application's own.</summary>
    /// <param name="source">Makes the data source, once; it is the application's to dispose of, or the container's where it comes from there.</param>
    /// <param name="dialect">The dialect of the database.</param>
    public KsefOfflineBuilder UseSql(Func<IServiceProvider, DbDataSource> source, SqlDialect dialect)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(dialect);
        // The store refuses a clock that lies too far behind, and must not be stricter than what these options allow.
        Replace(services => new SqlOutbox(source(services), dialect, Duration.Max(LeastClockTolerance, Duration.FromTimeSpan(OptionsOf(services).MaxClockSkew))));
        return UseOutbox(services => OutboxPorts.Of(services.GetRequiredKeyedService<SqlOutbox>(Name)));
    }

    /// <summary>Keeps the outbox in SQL.</summary>
    /// <param name="source">The data source; stays the caller's.</param>
    /// <param name="dialect">The dialect of the database.</param>
    public KsefOfflineBuilder UseSql(DbDataSource source, SqlDialect dialect) => UseSql(_ => source, dialect);

    /// <summary>Keeps the outbox in memory: for tests and trials, nothing survives the process.</summary>
    public KsefOfflineBuilder UseInMemoryOutbox() => UseOutbox(_ => OutboxPorts.Of(new InMemoryOutbox()));

    /// <summary>Keeps the outbox in a custom store.</summary>
    /// <param name="ports">Makes the ports.</param>
    public KsefOfflineBuilder UseOutbox(Func<IServiceProvider, OutboxPorts> ports)
    {
        Replace(ports);
        return this;
    }

    /// <summary>Logs in with a credential: a KSeF token or a certificate (XAdES).</summary>
    /// <param name="credential">Makes the credential.</param>
    public KsefOfflineBuilder UseCredential(Func<IServiceProvider, KsefCredential> credential)
    {
        Replace(credential);
        return this;
    }

    /// <summary>Changes how the gateway to KSeF works: pauses, parts of batches and where they are spooled, UPO.</summary>
    /// <param name="change">Takes the options and gives the ones to use; called when the gateway is made.</param>
    public KsefOfflineBuilder ConfigureGateway(Func<KsefGatewayOptions, KsefGatewayOptions> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Services.Configure<GatewayChanges>(Name, changes => changes.Add(change));
        return this;
    }

    /// <summary>Sends through another gateway than KSeF over HTTP.</summary>
    /// <param name="gateway">Makes the gateway.</param>
    public KsefOfflineBuilder UseGateway(Func<IServiceProvider, IInvoiceGateway> gateway)
    {
        Replace(gateway);
        return this;
    }

    /// <summary>Signs KOD II with a custom signer (HSM, smart card, vault).</summary>
    /// <param name="signer">Makes the signer.</param>
    public KsefOfflineBuilder UseSigner(Func<IServiceProvider, ILinkSigner> signer)
    {
        Replace(signer);
        return this;
    }

    /// <summary>Signs KOD II with a certificate of type Offline that holds its key; it is judged when the application starts.</summary>
    /// <remarks>One that cannot be read, has no key or is of another kind stops the start (KO7005). One that is not valid at that moment is a warning: what waits is sent, but nothing is issued with it.</remarks>
    /// <param name="certificate">Makes the certificate.</param>
    public KsefOfflineBuilder UseCertificate(Func<IServiceProvider, X509Certificate2> certificate)
    {
        ArgumentNullException.ThrowIfNull(certificate);
        return UseSigner(services => MakeSigner(certificate, services));
    }

    /// <summary>Signs KOD II with a certificate of type Offline from a file (PKCS#12, <c>.pfx</c> or <c>.p12</c>), read and judged when the application starts as by <see cref="UseCertificate"/>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="password">Gives the password, from wherever secrets are kept; null for none. It is used once and not kept.</param>
    public KsefOfflineBuilder UseCertificateFile(string path, Func<IServiceProvider, string?>? password = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return UseCertificate(services => OfflineCertificates.FromPfx(File.ReadAllBytes(path), password?.Invoke(services)));
    }

    /// <summary>Who may issue in which mode.</summary>
    /// <param name="policy">Makes the policy.</param>
    public KsefOfflineBuilder UseModePolicy(Func<IServiceProvider, IModePolicy> policy)
    {
        Replace(policy);
        return this;
    }

    /// <summary>Adds a place where alerts go; several may be added.</summary>
    /// <param name="notifier">Makes the notifier.</param>
    public KsefOfflineBuilder AddNotifier(Func<IServiceProvider, IAlertNotifier> notifier)
    {
        ArgumentNullException.ThrowIfNull(notifier);
        Services.AddKeyedSingleton(Name, (services, _) => notifier(services));
        return this;
    }

    /// <summary>Configures the HTTP client that talks to KSeF and to the beacon: handlers, proxy, time-outs of the connection.</summary>
    /// <param name="configure">Configures the client's builder.</param>
    public KsefOfflineBuilder ConfigureHttpClient(Action<IHttpClientBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Services.AddHttpClient(HttpClientName));
        return this;
    }

    private void Replace<T>(Func<IServiceProvider, T> make)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(make);
        Services.RemoveAllKeyed<T>(Name);
        Services.AddKeyedSingleton(Name, (services, _) => make(services));
    }
}
