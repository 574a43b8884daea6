using Ksef.Offline.Emulator;
using Ksef.Offline.Hosting.Alerts;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Http.Login;
using Ksef.Offline.Outbox.Sql;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Ksef.Offline.Hosting.Tests.Issuing;

/// <summary>The text of the package's README, compiled and run.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("ksef-readme").FullName;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_host_as_in_the_readme_starts_and_issues()
    {
        SQLitePCL.Batteries_V2.Init();
        await using var ksef = await KsefEmulator.StartAsync(cancellationToken: Cancel);
        var environment = KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost);
        var (database, token, password, alerts, certificate) = ($"Data Source={Path.Combine(_folder, "outbox.db")};Pooling=False", ksef.Token, "secret", Path.Combine(_folder, "alerts"), Path.Combine(_folder, "offline.pfx"));
        using (var made = TestShop.Certificate(0x51, DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1)))
            await File.WriteAllBytesAsync(certificate, made.Export(System.Security.Cryptography.X509Certificates.X509ContentType.Pfx, password), Cancel);
        var builder = Host.CreateEmptyApplicationBuilder(null);
        #region readme-hosting-register
        builder.Services
            .AddKsefOffline("shop", o =>
            {
                o.Nip = "5261040828";
                o.Environment = environment;
            })
            .UseSql(_ => SqliteFactory.Instance.CreateDataSource(database), SqlDialect.Sqlite)
            .UseCredential(_ => new KsefTokenCredential(token))
            .UseCertificateFile(certificate, _ => password)
            .ConfigureHttpClient(http => http.ConfigureHttpClient(client => client.DefaultRequestHeaders.Add("X-Erp", "1")))
            .AddNotifier(_ => new FolderNotifier(alerts));
        #endregion
        using var host = builder.Build();
        await host.StartAsync(Cancel);
        var shop = host.Services.GetRequiredService<OfflineInvoicing>();
        var draft = TestShop.Draft("5261040828", "FV/1");
#pragma warning disable xUnit1051 // the README shows the call as an application writes it
        #region readme-hosting-issue
        var issued = await shop.IssueAsync(draft, new IssueRequest { Actor = "till 1", Reason = "no connection" });
        Console.WriteLine($"{issued.Entry.Mode.Mode}: to be sent by {issued.Deadline.Due:uuuu-MM-dd}");
        Console.WriteLine(string.Join("\n", issued.Deadline.Steps)); // why that day
        Console.WriteLine(issued.CodeI);                              // KOD I
        Console.WriteLine(issued.CodeII);                             // KOD II, signed with the Offline certificate
        #endregion
#pragma warning restore xUnit1051
        Assert.Equal(("till 1", "no connection"), (issued.Entry.Mode.Actor, issued.Entry.Mode.Reason));
        Assert.NotNull(issued.CodeII);
        await host.StopAsync(Cancel);
    }
}
