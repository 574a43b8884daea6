using Ksef.Offline;
using Ksef.Offline.Emulator;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Http.Login;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Guides;

/// <summary>One process, several taxpayers: each has keys, queue and token of its own.</summary>
internal static class SeveralTaxpayers
{
    public static async Task Run()
    {
        await using var ksef = await KsefEmulator.StartAsync();
        var environment = KsefEnvironment.Custom("emulator", ksef.BaseAddress, ksef.LatarniaAddress, ksef.VerificationHost);
        var builder = Host.CreateEmptyApplicationBuilder(null);

        #region readme-guide-two-taxpayers
        foreach (var (name, nip, serial) in new[] { ("north", "5261040828", (byte)1), ("south", "1111111111", (byte)2) })
        {
            builder.Services.AddKsefOffline(name, options =>
                {
                    options.Nip = nip;
                    options.Environment = environment;
                })
                .UseInMemoryOutbox() // .UseSql(dataSource, SqlDialect.PostgreSql) in earnest
                .UseCredential(_ => new KsefTokenCredential(ksef.Token))
                .UseSigner(_ => Shop.Signer(serial));
        }
        using var host = builder.Build();
        await host.StartAsync();

        var north = host.Services.GetRequiredKeyedService<OfflineInvoicing>("north");
        var south = host.Services.GetRequiredKeyedService<OfflineInvoicing>("south");
        #endregion

        var a = await north.IssueAsync(Shop.Draft("N/1", nip: "5261040828"));
        var b = await south.IssueAsync(Shop.Draft("S/1", nip: "1111111111"));
        await north.SendDueAsync();
        await south.SendDueAsync();
        Expect.That(await north.FindAsync(b.Entry.Key) is null && await south.FindAsync(a.Entry.Key) is null, "neither sees the other's queue");
        Expect.That(ksef.Invoices.Count == 2, "both were sent");
        await host.StopAsync();
    }
}
