using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Rehearsals;
using Worker;

// The idea: one host, and everything around an offline invoice runs in it as hosted services - the till that issues, the dispatcher that sends, the watch over the
// Ministry's beacon, the alerts that bring KSeF numbers back to the orders. It ends by itself: exit code 0 when every order has its number.
// Its only argument is the folder for its data. KSEF_OFFLINE_URL and KSEF_OFFLINE_TOKEN point it at another KSeF than the emulator inside this process.
var folder = Directory.CreateDirectory(args is [var given, ..] ? given : Path.Combine("out", "worker")).FullName; // a content root that is relative would be sought beside the program
SQLitePCL.Batteries_V2.Init();
await using var ksef = await Rehearsal.StartAsync();

// A bad morning: the Ministry has announced a failure, and KSeF answers nothing.
var incident = new Incident(ksef.Emulator);
incident.Begin();

var orders = new Orders(Path.Combine(folder, "orders.json"));
var builder = Host.CreateApplicationBuilder(new HostApplicationBuilderSettings { ContentRootPath = folder });
builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
builder.Services
    .AddKsefOffline("shop", o =>
    {
        o.Nip = Till.Nip;
        o.Environment = ksef.Environment;
        o.PollInterval = TimeSpan.FromMilliseconds(250);
        o.LatarniaInterval = TimeSpan.FromSeconds(1);
        // One machine, one clock: what a run that was killed had in hand is taken over after seconds instead of minutes.
        (o.LeaseDuration, o.AttemptTimeout, o.MaxClockSkew) = (TimeSpan.FromSeconds(20), TimeSpan.FromSeconds(15), TimeSpan.FromSeconds(2));
    })
    .UseSql(_ => SqliteFactory.Instance.CreateDataSource($"Data Source={Path.Combine(folder, "outbox.db")}"), SqlDialect.Sqlite)
    .UseCredential(_ => new KsefTokenCredential(ksef.Token))
    .UseCertificate(_ => Rehearsal.Certificate())
    .AddNotifier(_ => new OrderLinks(orders))
    .AddNotifier(_ => new FolderNotifier(Path.Combine(folder, "alerts")));
builder.Services.AddSingleton(orders).AddSingleton(incident).AddHostedService<Till>();

using var host = builder.Build();
var till = host.Services.GetServices<IHostedService>().OfType<Till>().Single();
await host.RunAsync();

foreach (var (order, number) in orders.All()) Console.WriteLine($"{order}: {number ?? "no number"}");
var missing = orders.WithoutNumber().ToList();
var twice = ksef.Emulator?.Invoices.GroupBy(i => i.Key).Count(g => g.Count() > 1) ?? 0;
if (till.ExecuteTask is { IsCompletedSuccessfully: true } && missing.Count == 0 && twice == 0) return 0;
Console.Error.WriteLine($"worker: {till.ExecuteTask?.Exception?.InnerException?.Message ?? $"{missing.Count} orders have no KSeF number: {string.Join(", ", missing)}; {twice} are in KSeF twice"}");
return 1;
