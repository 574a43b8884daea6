using Ksef.Offline.Calendars;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using NodaTime.Extensions;

namespace OfflineWorker;

/// <summary>Issues one invoice, waits until the worker has brought its KSeF number, and ends the program: exit code 0 when it has one.</summary>
internal sealed class SelfCheck(OfflineInvoicing shop, IConfiguration configuration, IHostApplicationLifetime application) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        Environment.ExitCode = 1;
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken);
            patience.CancelAfter(TimeSpan.FromMinutes(2));
            var draft = InvoiceBuilder
                .Vat(Party.Seller(configuration["Ksef:Nip"]!, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
                .Number($"FV/{Guid.NewGuid():N}").IssuedOn(WarsawTime.DateOf(TimeProvider.System.GetUtcNow().ToInstant()))
                .GrossLine("Rower", 1, "szt.", 2460m, VatRate.Standard23)
                .Build();
            var issued = await shop.IssueAsync(draft, new IssueRequest { Actor = "self-check" }, patience.Token);
            Console.WriteLine($"Issued {issued.Entry.Key}; must reach KSeF by {issued.Deadline.Due:uuuu-MM-dd}.");
            while (true)
            {
                if (await shop.FindAsync(issued.Entry.Key, patience.Token) is { Acceptance.Number: var number })
                {
                    Console.WriteLine($"KSeF number: {number}");
                    Environment.ExitCode = 0;
                    return;
                }
                await Task.Delay(TimeSpan.FromMilliseconds(200), patience.Token);
            }
        }
        catch (OperationCanceledException)
        {
            Console.Error.WriteLine("No KSeF number within two minutes.");
        }
        finally
        {
            application.StopApplication();
        }
    }
}
