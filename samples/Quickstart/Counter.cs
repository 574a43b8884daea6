using Ksef.Offline;
using Ksef.Offline.Deadlines;
using Ksef.Offline.Invoices;
using Ksef.Offline.Outbox.Announcements;
using Ksef.Offline.Outbox.Entries;
using Ksef.Offline.Outbox.Issuing;
using Ksef.Offline.Outbox.Registers;
using Ksef.Offline.Outbox.Sending;
using Ksef.Offline.Outbox.Sql;
using Ksef.Offline.Outbox.Stores;
using NodaTime;

namespace Quickstart;

/// <summary>Issues invoices at the counter while KSeF is down: bytes for ever, a deadline with its reason, a row in the outbox. A second run finds what the first one stored.</summary>
internal sealed class Counter(SqlOutbox outbox, TaxpayerContext taxpayer)
{
    private static readonly DateTimeZone Warsaw = DateTimeZoneProviders.Tzdb["Europe/Warsaw"];
    private readonly DeadlineEngine _deadlines = new();
    private readonly AnnouncementBook _announcements = new(outbox.Announcements);

    public async Task<(OutboxEntry Entry, DeadlineAnswer Deadline, bool IsNew)> IssueAsync(Order order, Instant now)
    {
        var page = await _announcements.RefreshAsync(CancellationToken.None);
        if (await outbox.Store.FindAsync(new InvoiceKey(Nip.Parse(Shop.Nip), InvoiceType.Vat, order.Number), CancellationToken.None) is { } known)
            return (known, _deadlines.Answer(new DeadlineQuestion(known.Mode.Mode, known.IssueDate, known.IssuedAt), page.Timeline), false);

        var today = now.InZone(Warsaw).Date;
        var draft = order.Draft(today).Number(order.Number).IssuedOn(today).Build();
        foreach (var finding in draft.Findings) Show.Line(finding.ToString());
        var mode = new ModeDecision(InvoicingMode.Offline24, "KSeF does not answer and nothing is announced", "quickstart", now);
        var request = new PrepareRequest(draft.Issue(now, "Ksef.Offline Quickstart"), taxpayer, mode, now) { Numbering = new NumberingScheme { Mark = "QS" } };
        var prepared = new InvoicePreparer(_deadlines).Prepare(request, page);
        var outcome = await outbox.Store.EnqueueAsync(prepared.Prepared ?? throw new InvalidOperationException(string.Join(" ", prepared.Findings)), CancellationToken.None);
        return outcome is EnqueueOutcome.Added added ? (added.Entry, prepared.Deadline, true) : throw new InvalidOperationException($"{order.Number} is there with other bytes: {outcome}");
    }
}
