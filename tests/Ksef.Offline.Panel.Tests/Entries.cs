using System.Globalization;
using System.Text;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Evidence;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;
using Ksef.Offline.Verification;
using NodaTime;

namespace Ksef.Offline.Panel.Tests;

/// <summary>Entries made by hand: many, or with texts that mean harm.</summary>
internal static class Entries
{
    private static readonly Nip Seller = Nip.Parse("5261040828");

    public static InvoiceKey Key(string number) => new(Seller, InvoiceType.Vat, number);

    public static Task AddAsync(SqlOutbox outbox, string number, LocalDate issued, string note = "", string actor = "till", Instant? issuedAt = null, string? seller = null, EntryDeadline? deadline = null)
    {
        var at = issuedAt ?? Instant.FromDateTimeOffset(RunningPanel.Now) - Duration.FromHours(1);
        var bytes = Encoding.UTF8.GetBytes("<Faktura>" + number.Length.ToString(CultureInfo.InvariantCulture) + Guid.NewGuid() + "</Faktura>");
        var entry = new OutboxEntry
        {
            Key = Key(number) with { SellerNip = seller is null ? Seller : Nip.Parse(seller) },
            Taxpayer = new TaxpayerContext("shop", VerificationContext.ForNip(Seller)),
            Bytes = bytes,
            Hash = InvoiceHash.Of(bytes),
            IssueDate = issued,
            IssuedAt = at,
            Mode = new ModeDecision(InvoicingMode.Offline24, "reason", actor, at),
            Deadline = deadline ?? new EntryDeadline(new DeadlineEngine().Answer(new DeadlineQuestion(InvoicingMode.Offline24, issued), AnnouncementTimeline.Empty).Deadline, 0),
            Note = note.Length > 0 ? note : null,
        };
        return outbox.Store.EnqueueAsync(new PreparedInvoice(entry, [new EvidenceDraft(at, actor, EvidenceKind.Issued, "issued " + note)]), TestContext.Current.CancellationToken);
    }

    public static async Task AddManyAsync(SqlOutbox outbox, int count)
    {
        var today = LocalDate.FromDateTime(RunningPanel.Now.Date);
        foreach (var chunk in Enumerable.Range(1, count).Chunk(1000))
            await Task.WhenAll(chunk.Select(i => AddAsync(outbox, string.Create(CultureInfo.InvariantCulture, $"M/{i:00000}"), today.PlusDays(-(i % 9)))));
    }
}
