using System.Globalization;
using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.States;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Outbox.Tests.Samples;

/// <summary>Entries made up for tests: small bytes, real keys.</summary>
internal static class SampleEntries
{
    public static readonly Nip Seller = Nip.Parse("5261040828");
    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 20, 11, 0);
    public static readonly TaxpayerContext Taxpayer = new("acme", VerificationContext.ForNip(Seller));

    public static InvoiceKey Key(int number) => new(Seller, InvoiceType.Vat, string.Create(CultureInfo.InvariantCulture, $"FV/{number}/2026"));

    public static OutboxEntry Entry(int number, OutboxState state = OutboxState.Issued, InvoicingMode mode = InvoicingMode.Offline24, LocalDate? due = null, string? content = null)
    {
        var bytes = Encoding.UTF8.GetBytes(content ?? string.Create(CultureInfo.InvariantCulture, $"<Faktura>{number}</Faktura>"));
        return new OutboxEntry
        {
            Key = Key(number),
            Taxpayer = Taxpayer,
            Bytes = bytes,
            Hash = InvoiceHash.Of(bytes),
            IssueDate = new LocalDate(2026, 11, 20),
            IssuedAt = Noon,
            Mode = new ModeDecision(mode, "the line is down", "clerk", Noon),
            Deadline = new EntryDeadline(Deadline.On(due ?? new LocalDate(2026, 11, 23)), 0),
            State = state,
        };
    }

    public static PreparedInvoice Prepared(int number, LocalDate? due = null, InvoicingMode mode = InvoicingMode.Offline24, string taxpayer = "acme") =>
        new(Entry(number, due: due, mode: mode) with { Taxpayer = Taxpayer with { Taxpayer = taxpayer } }, []);

    /// <summary>An entry with the evidence that the preparer gives it.</summary>
    public static PreparedInvoice Issued(OutboxEntry entry) => new(entry,
    [
        new EvidenceDraft(entry.IssuedAt, entry.Mode.Actor, EvidenceKind.Issued, $"issued 2026-11-20 as {entry.Hash}, {entry.Bytes.Length} bytes"),
        new EvidenceDraft(entry.Mode.At, entry.Mode.Actor, EvidenceKind.ModeDecided, $"{entry.Mode.Mode}: {entry.Mode.Reason}"),
    ]);

    public static FixedBytes Bytes(string content)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return new FixedBytes(bytes, InvoiceHash.Of(bytes), new LocalDate(2026, 11, 20));
    }

    public static KsefNumber Number(int number) => KsefNumber.Create(Seller, new LocalDate(2026, 11, 20), 0x0100_0000_0000 + number);
}
