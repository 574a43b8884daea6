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

namespace Ksef.Offline.Outbox.Conformance;

/// <summary>Entries to test with. A store never looks into the bytes, so any will do.</summary>
internal static class Specimen
{
    public const string Taxpayer = "shop";

    public static readonly Nip Seller = Nip.Parse("5261040828");

    public static readonly Instant Noon = Instant.FromUtc(2026, 11, 20, 11, 0);

    public static readonly Duration Lease = Duration.FromMinutes(2);

    public static InvoiceKey Key(string number) => new(Seller, InvoiceType.Vat, number);

    public static OutboxEntry Entry(string number, LocalDate? due = null, byte[]? bytes = null)
    {
        bytes ??= Encoding.UTF8.GetBytes("<Faktura>" + number + "</Faktura>");
        return new OutboxEntry
        {
            Key = Key(number),
            Taxpayer = new TaxpayerContext(Taxpayer, VerificationContext.ForNip(Seller)),
            Bytes = bytes,
            Hash = InvoiceHash.Of(bytes),
            IssueDate = new LocalDate(2026, 11, 20),
            IssuedAt = Noon,
            Mode = new ModeDecision(InvoicingMode.Offline24, "no connection", "cashier 1", Noon),
            Deadline = new EntryDeadline(Deadline.On(due ?? new LocalDate(2026, 11, 23)), 1),
        };
    }

    public static PreparedInvoice Prepared(OutboxEntry entry) => new(entry, [Draft("issued " + entry.Hash, EvidenceKind.Issued)]);

    public static PreparedInvoice Prepared(string number, LocalDate? due = null) => Prepared(Entry(number, due));

    public static string Number(int i) => string.Create(CultureInfo.InvariantCulture, $"FV/{i:D5}");

    public static EvidenceDraft Draft(string text, EvidenceKind kind = EvidenceKind.Attachment) => new(Noon, "cashier 1", kind, text);

    public static LeaseRequest Request(Instant now, int max = 10, string owner = "worker 1") => new(Taxpayer, now, Lease, max, owner);

    /// <summary>What the state machine makes of an event: the transition that a dispatcher would commit.</summary>
    public static LeaseCommit Commit(LeasedEntry leased, OutboxEvent happened) => new(leased, EntryTransitions.Apply(leased.Entry, happened));

    public static OutboxEvent Accepted(LeasedEntry leased, Instant at, long technicalPart = 1) => new OutboxEvent.Answered(
        at, "worker 1",
        new GatewayOutcome.Accepted(leased.Entry.Key, KsefNumber.Create(Seller, new LocalDate(2026, 11, 20), technicalPart), at, at, true, new SubmissionReference("S-1", "I-1")), null);

    public static OutboxEvent Sending(LeasedEntry leased, Instant at) =>
        new OutboxEvent.Marked(new AttemptMark(AttemptStep.Sending, at, [leased.Entry.Key], new SubmissionReference("S-1", null)), "worker 1");
}
