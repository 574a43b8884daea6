using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Outbox.Sql.Tests;

/// <summary>An entry to test with; a store never looks into its bytes.</summary>
internal static class SmallEntry
{
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 20, 11, 0);
    private static readonly Nip Seller = Nip.Parse("5261040828");

    public static InvoiceKey Key(string number) => new(Seller, InvoiceType.Vat, number);

    public static EvidenceDraft Draft(string text) => new(Noon, "cashier 1", EvidenceKind.Issued, text);

    public static PreparedInvoice Prepared(string number, byte[]? bytes = null)
    {
        bytes ??= Encoding.UTF8.GetBytes(number);
        return new PreparedInvoice(
            new OutboxEntry
            {
                Key = Key(number),
                Taxpayer = new TaxpayerContext("shop", VerificationContext.ForNip(Seller)),
                Bytes = bytes,
                Hash = InvoiceHash.Of(bytes),
                IssueDate = new LocalDate(2026, 11, 20),
                IssuedAt = Noon,
                Mode = new ModeDecision(InvoicingMode.Offline24, "no connection", "cashier 1", Noon),
                Deadline = new EntryDeadline(Deadline.On(new LocalDate(2026, 11, 23)), 0),
            },
            [Draft("issued")]);
    }
}
