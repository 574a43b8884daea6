using Ksef.Offline;
using Ksef.Offline.Calendars;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Hosting.Beacon;
using Ksef.Offline.Hosting.Issuing;
using Ksef.Offline.Invoices.Building;
using Ksef.Offline.Invoices.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using NodaTime.Extensions;

namespace Worker;

/// <summary>Sells three times while KSeF is down, then waits until the other services have brought the numbers, and ends the program.</summary>
internal sealed class Till([FromKeyedServices("shop")] OfflineInvoicing shop, [FromKeyedServices("shop")] BeaconWatch beacon, Orders orders, Incident incident, IHostApplicationLifetime application) : BackgroundService
{
    public const string Nip = "5261040828";

    public const int Sales = 3;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var patience = new CancellationTokenSource(Patience);
        using var both = CancellationTokenSource.CreateLinkedTokenSource(stoppingToken, patience.Token);
        try
        {
            await WorkAsync(both.Token);
        }
        catch (OperationCanceledException) when (!stoppingToken.IsCancellationRequested)
        {
            throw new TimeoutException($"Not done after {Patience.TotalMinutes} minutes.");
        }
        finally
        {
            application.StopApplication();
        }
    }

    private async Task WorkAsync(CancellationToken cancellationToken)
    {
        await UntilAsync(() => beacon.Last is not null, cancellationToken);
        Console.WriteLine($"The beacon says: {beacon.Last!.Status}");
        for (var sale = 1; sale <= Sales; sale++)
        {
            var issued = await shop.IssueAsync(Draft($"W/{Guid.NewGuid():N}"), new IssueRequest { Actor = "till 1" }, cancellationToken);
            orders.Add(issued.Entry.Key.Number);
            Console.WriteLine($"{issued.Entry.Key.Number}: issued as {issued.Entry.Mode.Mode} ({issued.Entry.Mode.Reason}); to be sent by {issued.Deadline.Deadline}");
            if (incident.IsRehearsed) Expect(issued.Entry.Mode.Mode == InvoicingMode.Emergency && issued.Deadline.Kind == DeadlineKind.AwaitingEnd, "an announced failure opens the emergency mode, and its term begins with its end");
        }

        // The failure ends: the beacon tells it, the deadlines are computed anew, KSeF answers again.
        await incident.EndAsync(() => UntilAsync(() => beacon.Last is { Announcements: var known } && known.Any(a => a.End is not null), cancellationToken));
        await UntilAsync(() => !orders.WithoutNumber().Any(), cancellationToken);

        var report = await shop.ReportAsync(cancellationToken);
        Expect(report.Unsent.Count == 0, "nothing is left unsent");
    }

    private static InvoiceDraft Draft(string number) => InvoiceBuilder
        .Vat(Party.Seller(Nip, "Sklep sp. z o.o.", "ul. Długa 1", "00-001 Warszawa"), Party.Consumer("Jan Żak", "ul. Krótka 2", "30-001 Kraków"))
        .Number(number).IssuedOn(WarsawTime.DateOf(TimeProvider.System.GetUtcNow().ToInstant()))
        .GrossLine("Rower", 1, "szt.", 2460m, VatRate.Standard23)
        .Build();

    private static async Task UntilAsync(Func<bool> done, CancellationToken cancellationToken)
    {
        while (!done()) await Task.Delay(TimeSpan.FromMilliseconds(100), cancellationToken);
    }

    private static void Expect(bool holds, string what)
    {
        if (!holds) throw new InvalidOperationException("Expected that " + what + ".");
    }
}
