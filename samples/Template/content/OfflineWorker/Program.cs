using Ksef.Offline;
using Ksef.Offline.Hosting;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using OfflineWorker;

// A host with one taxpayer: it sends what waits in the outbox, watches the Ministry's announcements and tells what needs a person.
// Take OfflineInvoicing from the services to issue. With --self-check it issues one invoice and ends when that has its KSeF number.
SQLitePCL.Batteries_V2.Init();
var builder = Host.CreateApplicationBuilder(args);
builder.Configuration.AddJsonFile(Path.Combine(AppContext.BaseDirectory, "appsettings.json"), optional: true).AddEnvironmentVariables().AddCommandLine(args.Where(a => a != "--self-check").ToArray());
builder.Logging.AddFilter("System.Net.Http", LogLevel.Warning);
var settings = builder.Configuration.GetSection("Ksef");

// The emulator is for the first steps and for tests; test, demo and prod are KSeF itself.
var name = settings["Environment"] ?? "emulator";
await using var emulated = name == "emulator" ? await EmulatedKsef.StartAsync() : null;
var environment = name switch
{
    "emulator" => emulated!.Environment,
    "test" => KsefEnvironment.Test,
    "demo" => KsefEnvironment.Demo,
    "prod" => KsefEnvironment.Production,
    _ => throw new InvalidOperationException($"Ksef:Environment is '{name}'; it takes emulator, test, demo or prod."),
};
var token = emulated?.Token ?? settings["Token"] ?? throw new InvalidOperationException("Ksef:Token is missing: give it in the environment variable Ksef__Token.");

var shop = builder.Services
    .AddKsefOffline("shop", o =>
    {
        o.Nip = settings["Nip"] ?? "";
        o.Environment = environment;
        if (emulated is not null) o.PollInterval = TimeSpan.FromMilliseconds(500);
    })
    .UseSql(_ => SqliteFactory.Instance.CreateDataSource($"Data Source={settings["Outbox"] ?? "outbox.db"}"), SqlDialect.Sqlite)
    .UseCredential(_ => new KsefTokenCredential(token));
if (settings["Certificate"] is { Length: > 0 } certificate) shop.UseCertificateFile(certificate, _ => settings["CertificatePassword"]);
else if (emulated is not null) shop.UseCertificate(_ => EmulatedKsef.Certificate());
if (args.Contains("--self-check")) builder.Services.AddHostedService<SelfCheck>();

using var host = builder.Build();
await host.RunAsync();
return Environment.ExitCode;
