using System.Globalization;
using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using NodaTime;
using NodaTime.Extensions;

namespace Ksef.Offline.Chaos;

/// <summary>Many callers who enqueue at once, each as fast as it can, until the process is killed; each key is said only after its caller was told that it is stored.</summary>
internal static class CrowdPart
{
    private static readonly Nip Seller = Nip.Parse(SampleInvoice.Seller);

    public static async Task<int> RunAsync(Arguments arguments)
    {
        await using var store = await ChaosStore.OpenAsync(arguments.Text("store"));
        Console.WriteLine("ready");
        await Task.WhenAll(Enumerable.Range(0, arguments.Number("callers", 8)).Select(caller => Task.Run(async () =>
        {
            for (var i = 0; ; i++)
            {
                var prepared = Prepared(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId}/{caller}/{i}"));
                await store.Outbox.Store.EnqueueAsync(prepared, CancellationToken.None);
                Console.WriteLine($"stored {prepared.Entry.Key} {prepared.Entry.Hash}");
            }
        })));
        return 0;
    }

    private static PreparedInvoice Prepared(string number)
    {
        var now = TimeProvider.System.GetCurrentInstant();
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(number + ";", 40)));
        var entry = new OutboxEntry
        {
            Key = new InvoiceKey(Seller, InvoiceType.Vat, number),
            Taxpayer = new TaxpayerContext("crowd", VerificationContext.ForNip(Seller)),
            Bytes = bytes,
            Hash = InvoiceHash.Of(bytes),
            IssueDate = new LocalDate(2026, 11, 20),
            IssuedAt = now,
            Mode = new ModeDecision(InvoicingMode.Offline24, "storm", "crowd", now),
            Deadline = new EntryDeadline(Deadline.On(new LocalDate(2026, 11, 23)), 0),
        };
        return new PreparedInvoice(entry, [new EvidenceDraft(now, "crowd", EvidenceKind.Issued, "issued " + entry.Hash)]);
    }
}
