using System.Net;
using System.Security.Cryptography;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Operating;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Reports;
using Ksef.Offline.Outbox.Stores;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Panel.Drain;
using Panel.Incidents;
using Panel.Invoices;
using Panel.Queue;
using Panel.Register;
using Panel.Reports;
using Panel.Security;
using Panel.Shared;

namespace Panel.Starting;

/// <summary>The web application: what it is made of and in which order a request passes. One file to read to know who may do what.</summary>
internal sealed class PanelHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private PanelHost(WebApplication app) => _app = app;

    /// <summary>Where it listens, with the port that it got.</summary>
    public Uri Address => new(_app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First());

    /// <exception cref="PanelException">The address cannot be taken.</exception>
    public static async Task<PanelHost> StartAsync(PanelOptions options, PanelOutbox outbox, TimeProvider time, CancellationToken cancellationToken)
    {
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddFilter("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 10 * 1024 * 1024;
            Listen(kestrel, options.Url);
        });
        Services(builder.Services, options, outbox, time);
        var app = builder.Build();
        Pipeline(app, options);
        try
        {
            await app.StartAsync(cancellationToken);
            return new PanelHost(app);
        }
        catch (Exception e) when (e is IOException or InvalidOperationException or CryptographicException)
        {
            await app.DisposeAsync();
            throw new PanelException($"{options.Url}: cannot listen there: {(e.InnerException ?? e).Message}");
        }
    }

    public Task WaitForShutdownAsync(CancellationToken cancellationToken) => _app.WaitForShutdownAsync(cancellationToken);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static void Services(IServiceCollection services, PanelOptions options, PanelOutbox open, TimeProvider time)
    {
        var (outbox, engine) = (open.Outbox, new DeadlineEngine());
        services.AddSingleton(options).AddSingleton(time).AddSingleton(engine);
        services.AddSingleton<IOutboxStore>(outbox.Store).AddSingleton<IEvidenceLog>(outbox.Evidence).AddSingleton<IRegister>(outbox.Register).AddSingleton<IAnnouncementStore>(outbox.Announcements);
        services.AddSingleton(new OutboxReporter(outbox.Store, outbox.Register, engine, new JpkRules(engine)));
        services.AddSingleton<StandingBoard>().AddSingleton<RegisterBook>().AddSingleton<AnnouncementBook>().AddSingleton<EvidenceExport>();
        if (options.AllowActions) services.AddSingleton<OutboxOperator>().AddSingleton<AnnouncementRecorder>();
        services.AddSingleton<InvoiceReader>().AddSingleton<Notices>();
        services.AddHttpContextAccessor().AddScoped<PageContext>();
        services.AddRazorComponents();
        services.AddSignIn(options);
        // Another site's name that resolves to this machine must not read it through the visitor's browser.
        services.AddHostFiltering(hosts => (hosts.AllowEmptyHosts, hosts.AllowedHosts) = (false, options.AllowRemote ? ["*"] : ["localhost", "127.0.0.1", "[::1]"]));
    }

    private static void Pipeline(WebApplication app, PanelOptions options)
    {
        app.UseMiddleware<ProxyTls>();
        app.UseMiddleware<SecurityHeaders>();
        app.UseMiddleware<ErrorPages>();
        app.UseHostFiltering();
        app.UseMiddleware<TextGuard>();
        app.UseRouting();
        if (!options.AllowActions) app.UseMiddleware<ReadOnlyGuard>();
        app.UseAuthentication();
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<ForgeryGuard>();

        app.MapFiles();
        app.MapLanguage();
        if (options.Password is not null) app.MapSignIn();
        app.MapQueue();
        app.MapInvoices();
        app.MapRegister();
        app.MapIncidents();
        app.MapDrain();
        app.MapReports();
        if (!options.AllowActions) return;
        app.MapInvoiceActions();
        app.MapAnnouncing();
    }

    private static void Listen(Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions kestrel, Uri url)
    {
        void Https(Microsoft.AspNetCore.Server.Kestrel.Core.ListenOptions listen)
        {
            if (url.Scheme == "https") listen.UseHttps();
        }
        if (url.Host == "localhost") kestrel.ListenLocalhost(url.Port, Https);
        else kestrel.Listen(IPAddress.Parse(url.Host.Trim('[', ']')), url.Port, Https);
    }
}
