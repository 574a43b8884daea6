using System.Globalization;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Benchmarks.Outbox;

/// <summary>Invoices ready to be enqueued, each with its one record of evidence, bodies of a given size; a store never looks into the bytes.</summary>
internal static class OutboxSamples
{
    public const string Taxpayer = "shop";
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 20, 11, 0);
    private static readonly Nip Seller = Nip.Parse("5261040828");

    public static string Number(int index) => string.Create(CultureInfo.InvariantCulture, $"FV/2026/11/{index:D8}");

    public static InvoiceKey Key(int index) => new(Seller, InvoiceType.Vat, Number(index));

    public static PreparedInvoice Prepared(int index, int size)
    {
        var bytes = Body(index, size);
        var entry = new OutboxEntry
        {
            Key = Key(index),
            Taxpayer = new TaxpayerContext(Taxpayer, VerificationContext.ForNip(Seller)),
            Bytes = bytes,
            Hash = InvoiceHash.Of(bytes),
            IssueDate = new LocalDate(2026, 11, 20),
            IssuedAt = Noon,
            Mode = new ModeDecision(InvoicingMode.Offline24, "no connection since 10:41, the operator has confirmed", "cashier 1", Noon),
            Deadline = new EntryDeadline(Deadline.On(new LocalDate(2026, 11, 23)), 1),
            BuyerNip = Nip.Parse("1111111111"),
        };
        return new PreparedInvoice(entry, [new EvidenceDraft(Noon, "cashier 1", EvidenceKind.Issued, "issued as offline24, deadline 2026-11-23, hash " + entry.Hash)]);
    }

    public static byte[] Body(int index, int size)
    {
        var bytes = new byte[size];
        new Random(index).NextBytes(bytes);
        return bytes;
    }
}
